"""Memory of the compiled engine, made before it runs and lengthened between replicates.

Compiled code makes no array (that would cost it the counting of references), so everything that it works in is
made here, once a thread: the plan as arrays, the state, the parameters, and the queue of clocks and pending
answers as NumPy records, the tables of spells and log entries. Lengths of tables are a guess. Where one runs out,
the kernel gives the replicate back with a code, `grow` lengthens that table, and the replicate is run again from
its start, which changes no bit because draws are addressed. Pending answers alone are not lengthened: thousands at
once mean a scenario that breeds without end, and that is an error with a name.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from sim.engine.candidates import WINDOW
from sim.engine.interventions import MOST_CHANGES
from sim.engine.pending import PENDING_ROOM, too_many
from sim.engine.plan import Plan, set_places
from sim.engine.workspace import MORE_CANDIDATES, MORE_LOG, TOO_MANY_ANSWERS, PlanArrays, Workspace
from sim.model import codes
from sim.model.parameters import SIZE
from sim.model.records import LOG_DTYPE, PARAMETER_DTYPE, SPELL_DTYPE, STATE_DTYPE, WINDOW_DTYPE

SPELL_ROOM, LOG_ROOM, CANDIDATE_ROOM = 4096, 4096, 2048  # to begin with

_CLOCKS = (codes.CLOCK_COUNT,)
_PENDING = (PENDING_ROOM,)
QUEUE_DTYPE = np.dtype(
    [
        ("replicate", "i8"),
        ("seed", "i8"),
        ("horizon", "f8"),
        # Clocks, and what is under way while their candidates are drawn.
        ("ceiling", "f8", _CLOCKS),
        ("limit", "f8", _CLOCKS),  # acceptances from here on cannot count
        ("covered", "f8", _CLOCKS),  # acceptances from here on were not drawn
        ("drawn_from", "f8"),
        ("drawn_number", "i8"),
        ("campaigns_changed", "i8"),
        ("gaps", "f8", (WINDOW,)),
        ("accepts", "f8", (WINDOW,)),
        # What falls due beside the clocks.
        ("other_day", "f8"),
        ("due_day", "f8"),
        ("due_event", "i8"),
        ("waiting", "i8"),  # scheduled events that wait for a state
        ("answer_day", "f8"),
        ("first_pending", "i8"),
        ("pending", "i8"),
        ("crowded_out", "i8"),
        # What has just happened.
        ("now", "f8"),
        ("what", "i8"),
        ("address", "i8"),
        ("parent", "i8"),
        ("branch", "i8"),
        # What is done to this history (sim.engine.interventions).
        ("changes", "i8"),
        ("changed_address", "i8", (MOST_CHANGES,)),
        ("changed_how", "i8", (MOST_CHANGES,)),
        ("redraw_day", "f8"),
        ("redraw_seed", "i8"),
        # Pending answers, in no order.
        ("pending_day", "f8", _PENDING),
        ("pending_clock", "i8", _PENDING),
        ("pending_address", "i8", _PENDING),
        ("pending_parent", "i8", _PENDING),
        ("pending_branch", "i8", _PENDING),
    ],
    align=True,
)
SCHEDULED_DTYPE = np.dtype(
    [
        ("day", "f8"),
        ("kind", "i8"),
        ("stage", "i8"),
        ("after_days", "f8"),
        ("action", "i8"),
        ("km2", "f8"),
        ("key", "i8"),
        ("target", "i8"),
        ("first_set", "i8"),
        ("last_set", "i8"),
    ],
    align=True,
)
CANDIDATE_DTYPE = np.dtype([("day", "f8"), ("accept", "f8"), ("number", "i8"), ("stream", "i8")], align=True)
"""`accept` is the acceptance times the ceiling, per day."""
SET_DTYPE = np.dtype([("place", "i8"), ("value", "f8")], align=True)


def make_plan_arrays(plan: Plan, log: bool) -> PlanArrays:
    """The plan as arrays."""
    events = np.zeros(len(plan.scheduled), SCHEDULED_DTYPE)
    sets: list[tuple[int, float]] = []
    for e, event in enumerate(plan.scheduled):
        first = len(sets)
        sets += set_places(event)
        read = (event.day, event.kind, event.stage, event.after_days, event.action, event.km2, event.key, event.target)
        events[e] = (*read, first, len(sets))
    return PlanArrays(
        numbers=np.array(plan.numbers),
        ceilings=np.array(plan.ceilings),
        limits=np.array(plan.limits),
        swings=np.array(plan.swings),
        winters=np.array(plan.winters, dtype=np.bool_),
        events=events,
        sets=np.array(sets, dtype=SET_DTYPE),
        log=log,
        cuts=np.array(plan.cuts, dtype=np.int64),
    )


def make_workspace(events: int, horizon: int, windows: tuple[int, int] = (1, 0)) -> Workspace:
    """Room for one thread and so many scheduled events; `windows` is how many replicates keep how many windows each."""
    flat = np.zeros(SIZE)
    queue = np.zeros(1, QUEUE_DTYPE)
    queue["redraw_day"] = math.inf
    return Workspace(
        state=np.zeros(1, STATE_DTYPE),
        parameters=flat.view(PARAMETER_DTYPE),
        flat=flat,
        queue=queue,
        due=np.full(events, math.inf),
        spells=np.zeros(SPELL_ROOM, SPELL_DTYPE),
        log=np.zeros(LOG_ROOM, LOG_DTYPE),
        used=np.zeros(3, np.int64),
        windows=np.zeros(windows, WINDOW_DTYPE),
        window_at=np.zeros(2, np.int64),
        drawn=np.zeros(CANDIDATE_ROOM, CANDIDATE_DTYPE),
        agenda=np.zeros(CANDIDATE_ROOM + 1, CANDIDATE_DTYPE),
        bucket=np.zeros(4 * horizon + 2, np.int64),
        weather=np.zeros(horizon + 4),
        marks=np.zeros(horizon + 4),
        shorts=np.zeros(horizon + 4),
    )


def grow(work: Workspace, code: int) -> Workspace:
    """The same work with more of the room that ran out. Raises TooManyAnswersError where that is memory's end."""
    if code == TOO_MANY_ANSWERS:
        raise too_many(int(work.queue["replicate"][0]))
    if code == MORE_CANDIDATES:
        room = 2 * work.drawn.size
        return work._replace(drawn=np.zeros(room, CANDIDATE_DTYPE), agenda=np.zeros(room + 1, CANDIDATE_DTYPE))
    if code == MORE_LOG:
        return work._replace(log=_longer(work.log))
    return work._replace(spells=_longer(work.spells))


def _longer(array: Any) -> Any:
    longer = np.zeros(2 * array.size, array.dtype)
    longer[: array.size] = array
    return longer
