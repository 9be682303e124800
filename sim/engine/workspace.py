"""What a thread of the compiled engine works in, as types, and the tables that it fills.

`PlanArrays` is the same for every replicate and every thread; `Workspace` is one thread's and used again for each
replicate. `sim.engine.allocation` makes both. Here are also the two routines that write into the tables, of which
each can say that its table is full; the replicate is then run again with a longer one.
"""

from __future__ import annotations

from typing import Any, NamedTuple

DONE = 0
MORE_SPELLS = 1
MORE_LOG = 2
TOO_MANY_ANSWERS = 3
MORE_CANDIDATES = 4


class PlanArrays(NamedTuple):
    """A plan as arrays: the same for every replicate. Scheduled events are the rows of `events`."""

    numbers: Any  # (SIZE,) f8
    ceilings: Any  # (10,) f8, per day
    limits: Any  # (10,) f8, per day
    swings: Any  # (horizon,) f8
    winters: Any  # (horizon,) bool
    events: Any  # (E,) SCHEDULED_DTYPE
    sets: Any  # (any,) SET_DTYPE, in order of event
    log: bool
    cuts: Any  # (C,) i8, the day on which each window ends; none to keep no windows


class Workspace(NamedTuple):
    """What one thread works in."""

    state: Any  # (1,) STATE_DTYPE
    parameters: Any  # (1,) PARAMETER_DTYPE
    flat: Any  # (SIZE,) f8, the same memory as `parameters`
    queue: Any  # (1,) QUEUE_DTYPE
    due: Any  # (E,) f8, day of each scheduled event, infinite while it waits or when it has acted
    spells: Any  # (room,) SPELL_DTYPE
    log: Any  # (room,) LOG_DTYPE
    used: Any  # (3,) i8: spells and log entries so far, and the row of `windows` under way
    windows: Any  # (replicates, C) WINDOW_DTYPE
    window_at: Any  # (2,) i8: the window of the last event, and of the last tick
    drawn: Any  # (room,) CANDIDATE_DTYPE, as drawn, clock by clock
    agenda: Any  # (room + 1,) CANDIDATE_DTYPE, the same in order of day
    bucket: Any  # (4 horizon + 2,) i8, where the candidates of each quarter of a day go
    weather: Any  # (horizon + 4,) f8: from day 0 on, to the end of the last block
    marks: Any  # as `weather`: room for what it is drawn from
    shorts: Any  # as `weather`: room for `short_of_log` of its tails


def add_spell(s: Any, q: Any, w: Workspace, now: float) -> int:
    """Note the spell that the last event ended."""
    if w.used[0] == w.spells.size:
        return MORE_SPELLS
    spell = w.spells[w.used[0]]
    spell.replicate = q.replicate
    spell.draw = 0
    spell.kind = s.ended_kind
    spell.start = s.ended_since
    spell.end = now
    spell.cause = s.ended_cause
    w.used[0] += 1
    return DONE


def add_log(s: Any, q: Any, w: Workspace) -> int:
    """Log the last event."""
    if w.used[1] == w.log.size:
        return MORE_LOG
    entry = w.log[w.used[1]]
    entry.replicate = q.replicate
    entry.day = q.now
    entry.what = q.what
    entry.address = q.address
    entry.parent = q.parent
    entry.branch = q.branch
    entry.result = s.result
    entry.kind = s.kind
    entry.stage = s.stage
    entry.units = s.units
    entry.heavy = s.heavy
    entry.light = s.light
    entry.idle = s.idle
    entry.trust_ukraine = s.trust_ukraine
    entry.trust_russia = s.trust_russia
    entry.level_russia = s.level_russia
    entry.level_ukraine = s.level_ukraine
    entry.fingerprint = s.fingerprint
    w.used[1] += 1
    return DONE
