"""Arrays for the compiled engine: a plan as arrays, and the room that a thread works in."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from sim.engine.kernel import MORE_LOG, MORE_PENDING, Setting, Work
from sim.engine.plan import Plan, set_places
from sim.model import codes
from sim.model.parameters import SIZE
from sim.model.records import LOG_DTYPE, PARAMETER_DTYPE, SPELL_DTYPE, STATE_DTYPE

CLOCK_DTYPE = np.dtype(
    [
        ("day", "f8"),  # of the next candidate
        ("accept", "f8"),  # its acceptance times the ceiling, per day
        ("number", "i8"),
        ("ceiling", "f8"),
        ("limit", "f8"),  # acceptances from here on cannot count
        ("from_day", "f8"),  # the candidate before
        ("from_number", "i8"),
        ("spare_number", "i8"),  # the candidate whose draws came in the last block
        ("spare_gap", "f8"),
        ("spare_accept", "f8"),
    ],
    align=True,
)
PENDING_DTYPE = np.dtype(
    [("day", "f8"), ("clock", "i8"), ("address", "i8"), ("parent", "i8"), ("branch", "i8")], align=True
)
SCHEDULED_DTYPE = np.dtype(
    [
        ("day", "f8"),
        ("kind", "i8"),
        ("stage", "i8"),
        ("after_days", "f8"),
        ("what", "i8"),
        ("km2", "f8"),
        ("key", "i8"),
        ("first_set", "i8"),
        ("last_set", "i8"),
    ],
    align=True,
)
SET_DTYPE = np.dtype([("place", "i8"), ("value", "f8")], align=True)

PENDING_ROOM, SPELL_ROOM, LOG_ROOM = 256, 4096, 4096
MOST_PENDING = 1 << 22


class TooManyAnswersError(RuntimeError):
    """More strikes were due at once than fit in memory: reciprocity or retaliation is too high to run."""


def make_setting(plan: Plan, log: bool) -> Setting:
    """The plan as arrays."""
    events = np.zeros(len(plan.scheduled), SCHEDULED_DTYPE)
    sets: list[tuple[int, float]] = []
    for e, event in enumerate(plan.scheduled):
        first = len(sets)
        sets += set_places(event)
        read = (event.day, event.kind, event.stage, event.after_days, event.what, event.km2, event.key)
        events[e] = (*read, first, len(sets))
    return Setting(
        numbers=np.array(plan.numbers),
        ceilings=np.array(plan.ceilings),
        swings=np.array(plan.swings),
        winters=np.array(plan.winters, dtype=np.bool_),
        events=events,
        sets=np.array(sets, dtype=SET_DTYPE),
        log=log,
    )


def make_work(events: int) -> Work:
    """Room for one thread."""
    flat = np.zeros(SIZE)
    return Work(
        state=np.zeros(1, STATE_DTYPE),
        parameters=flat.view(PARAMETER_DTYPE),
        flat=flat,
        clocks=np.zeros(codes.CLOCK_COUNT, CLOCK_DTYPE),
        pending=np.zeros(PENDING_ROOM, PENDING_DTYPE),
        spells=np.zeros(SPELL_ROOM, SPELL_DTYPE),
        log=np.zeros(LOG_ROOM, LOG_DTYPE),
        due=np.full(events, math.inf),
        waits=np.zeros(events, np.bool_),
        used=np.zeros(4, np.int64),
    )


def grow(work: Work, code: int) -> Work:
    """The same work with more of the room that ran out. Raises TooManyAnswersError where that has no end."""
    if code == MORE_PENDING:
        if work.pending.size >= MOST_PENDING:
            raise TooManyAnswersError(
                f"more than {MOST_PENDING} answers are due at once; lower strikes.reciprocity or collapse_retaliation"
            )
        return work._replace(pending=np.zeros(4 * work.pending.size, PENDING_DTYPE))
    if code == MORE_LOG:
        return work._replace(log=_longer(work.log))
    return work._replace(spells=_longer(work.spells))


def _longer(array: Any) -> Any:
    longer = np.zeros(2 * array.size, array.dtype)
    longer[: array.size] = array
    return longer
