"""The compiled engine's loop: the next candidate, answer, event or tick, over a block of replicates.

Plain Python over NumPy records, compiled by `sim.engine.compiled`; it calls the very functions of
`sim.model`. The records `s` (state), `p` (parameters) and `q` (the queue: clocks, pending answers, and what
has just happened) are one thread's, used again for every replicate. Records are handed on as pointers;
arrays, which cost more to hand on, stay in `one` and in what is seldom called.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from sim.engine import draws
from sim.engine.seeking import advance, start_clocks
from sim.model import codes
from sim.model.chance import exponential
from sim.model.clocks import happen, needs_first_marks, needs_second_marks, rate
from sim.model.decay import settle
from sim.model.fingerprint import fold_event, fold_tick
from sim.model.grid import tick
from sim.model.kursk import offensive, withdraw
from sim.model.moratorium import expiry
from sim.model.row import finish, leave_row
from sim.model.state import begin, clear_outbox
from sim.model.strikes import answer_count, answering_clock, count_answer

DONE = 0
MORE_SPELLS = 1
MORE_LOG = 2
TOO_MANY_ANSWERS = 3


class Setting(NamedTuple):
    """A plan as arrays: the same for every replicate. Scheduled events are the rows of `events`."""

    numbers: Any  # (SIZE,) f8
    ceilings: Any  # (10,) f8, per day
    limits: Any  # (10,) f8, per day
    swings: Any  # (horizon,) f8
    winters: Any  # (horizon,) bool
    events: Any  # (E,) SCHEDULED_DTYPE
    sets: Any  # (any,) SET_DTYPE, in order of event
    log: bool


class Work(NamedTuple):
    """What one thread works in."""

    state: Any  # (1,) STATE_DTYPE
    parameters: Any  # (1,) PARAMETER_DTYPE
    flat: Any  # (SIZE,) f8, the same memory as `parameters`
    queue: Any  # (1,) QUEUE_DTYPE
    due: Any  # (E,) f8, day of each scheduled event, infinite while it waits or when it has acted
    spells: Any  # (room,) SPELL_DTYPE
    log: Any  # (room,) LOG_DTYPE
    used: Any  # (2,) i8: spells and log entries so far


def add_answers(s: Any, p: Any, q: Any, branch: int, count: int) -> None:
    """Schedule the answers of one branch to the last event; what finds no room is counted."""
    for place in range(count):
        if q.pending == q.pending_day.size:
            q.crowded_out += 1
            return
        child = draws.child_address(q.address, branch, place)
        m2 = draws.answer_block(child, q.replicate, 2, q.seed)
        i = q.pending
        q.pending_day[i] = q.now + exponential(p.strikes_reciprocity_memory_days, m2[draws.DELAY])
        q.pending_clock[i] = answering_clock(s, branch)
        q.pending_address[i] = child
        q.pending_parent[i] = q.address
        q.pending_branch[i] = branch
        q.pending += 1


def find_first_due(q: Any) -> None:
    """Which pending answer falls due first, and when."""
    first = 0
    day = math.inf
    for i in range(q.pending):
        if q.pending_day[i] < day:
            first, day = i, q.pending_day[i]
    q.first_pending = first
    q.answer_day = day


def counted(s: Any, p: Any, q: Any, now: float, what: int, address: int, parent: int, branch: int) -> None:
    """An event counted: what every such event leaves behind, and its answers."""
    fold_event(s, what, address, now)
    q.now = now
    q.what = what
    q.address = address
    q.parent = parent
    q.branch = branch
    if s.own_answers + s.other_answers + s.collapse_answers > 0:
        for answers in range(codes.OWN_SIDE, codes.COLLAPSE + 1):
            add_answers(s, p, q, answers, answer_count(s, answers))
        find_first_due(q)
    q.other_day = min(s.expires, min(q.answer_day, q.due_day))


def candidate(s: Any, p: Any, q: Any, clock: int) -> bool:
    """A clock's candidate: whether it counts, and if so, what happens."""
    at = q.at[clock]
    now, n, accept = q.day[clock], q.window_number[clock, at], q.window_accept[clock, at]
    advance(q, clock)
    m1 = (0.0, 0.0, 0.0, 0.0)
    m2 = (0.0, 0.0, 0.0, 0.0)
    if clock <= codes.REFINERY_STRIKE:
        m1 = draws.block(n, clock, q.replicate, 1, q.seed)
    wanted = rate(clock, s, p, now, m1[0])
    if wanted > q.ceiling[clock]:
        s.clips += 1
    if accept >= wanted:
        return False
    if clock > codes.REFINERY_STRIKE and needs_first_marks(clock):
        m1 = draws.block(n, clock, q.replicate, 1, q.seed)
    if needs_second_marks(clock):
        m2 = draws.block(n, clock, q.replicate, 2, q.seed)
    happen(clock, s, p, now, m1, m2)
    counted(s, p, q, now, clock, draws.candidate_address(clock, n), -1, 0)
    return True


def answer(s: Any, p: Any, q: Any) -> None:
    """The first pending answer falls due."""
    first = q.first_pending
    now, clock, address = q.pending_day[first], q.pending_clock[first], q.pending_address[first]
    parent, branch = q.pending_parent[first], q.pending_branch[first]
    q.pending -= 1
    last = q.pending
    q.pending_day[first] = q.pending_day[last]
    q.pending_clock[first] = q.pending_clock[last]
    q.pending_address[first] = q.pending_address[last]
    q.pending_parent[first] = q.pending_parent[last]
    q.pending_branch[first] = q.pending_branch[last]
    find_first_due(q)
    m1 = draws.answer_block(address, q.replicate, 1, q.seed)
    m2 = draws.answer_block(address, q.replicate, 2, q.seed)
    count_answer(s, clock)
    happen(clock, s, p, now, m1, m2)
    counted(s, p, q, now, clock, address, parent, branch)


def term_ends(s: Any, p: Any, q: Any) -> None:
    """A term runs out."""
    now, ordinal = s.expires, s.expiries
    u = draws.block(ordinal, draws.RENEWAL, q.replicate, 0, q.seed)
    clear_outbox(s)
    expiry(s, p, now, u[0], u[1])
    counted(s, p, q, now, codes.EXPIRY, draws.other_address(draws.RENEWAL, ordinal), -1, 0)


def scheduled(s: Any, p: Any, q: Any, event: Any, setting: Setting, flat: Any) -> None:
    """A scheduled event acts."""
    now = q.due_day
    clear_outbox(s)
    if event.what == codes.SET:
        settle(s, p, now)
        for i in range(event.first_set, event.last_set):
            flat[setting.sets[i].place] = setting.sets[i].value
    elif event.what == codes.WITHDRAW:
        withdraw(s, now)
    else:
        u = draws.block(event.key, draws.DATED, q.replicate, 0, q.seed)
        offensive(s, p, now, event.km2, u[0])
    counted(s, p, q, now, event.what, draws.other_address(draws.DATED, event.key), -1, 0)


def watch(s: Any, q: Any, setting: Setting, due: Any, now: float) -> None:
    """Let the events go off that waited for the state that now stands; find the next that is due."""
    q.due_day = math.inf
    for e in range(due.size):
        event = setting.events[e]
        if due[e] == -1.0 and (event.kind == s.kind or event.stage == s.stage):
            due[e] = now + event.after_days
        if due[e] >= 0.0 and due[e] < q.due_day:
            q.due_day = due[e]
            q.due_event = e
    q.other_day = min(s.expires, min(q.answer_day, q.due_day))


def other(s: Any, p: Any, q: Any, setting: Setting, w: Work) -> None:
    """What falls due beside the clocks; ties in the order scheduled events, expiry, answers."""
    if q.due_day == q.other_day:
        e = q.due_event
        w.due[e] = math.inf
        scheduled(s, p, q, setting.events[e], setting, w.flat)
    elif s.expires == q.other_day:
        term_ends(s, p, q)
    else:
        answer(s, p, q)


def add_spell(s: Any, q: Any, w: Work, now: float) -> int:
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


def add_log(s: Any, q: Any, w: Work) -> int:
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
    entry.fingerprint = s.fingerprint
    w.used[1] += 1
    return DONE


def record(s: Any, q: Any, setting: Setting, w: Work) -> int:
    """What an event that counted leaves in the tables; 0, or what ran out of room."""
    code = DONE
    if s.ended_kind != codes.NONE:
        code = add_spell(s, q, w, q.now)
    if setting.log and code == DONE:
        code = add_log(s, q, w)
    if q.crowded_out > 0:
        code = TOO_MANY_ANSWERS
    if w.due.size > 0:
        watch(s, q, setting, w.due, q.now)
    return code


def note_day(s: Any, day: Any) -> None:
    """Keep a tick's readings for the bands."""
    day.supply_gw = s.supply_gw
    day.demand_gw = s.demand_gw
    day.idle = s.idle_now
    day.kind = s.kind
    day.stage = s.stage


def reset(s: Any, p: Any, q: Any, setting: Setting, w: Work) -> None:
    """Put a thread's work at day 0 of a replicate."""
    for i in range(w.flat.size):
        w.flat[i] = setting.numbers[i]
    begin(s, p)
    q.horizon = float(setting.swings.size)
    q.pending = 0
    q.crowded_out = 0
    q.answer_day = math.inf
    for e in range(w.due.size):
        w.due[e] = setting.events[e].day if not math.isinf(setting.events[e].day) else -1.0
    start_clocks(q, setting.ceilings, setting.limits)
    watch(s, q, setting, w.due, 0.0)


def first_clock(q: Any) -> int:
    """The clock whose candidate comes first; the earlier in the table at equal times."""
    clock = 0
    for j in range(1, codes.CLOCK_COUNT):
        if q.day[j] < q.day[clock]:
            clock = j
    return clock


def one(s: Any, p: Any, q: Any, setting: Setting, w: Work, days: Any) -> int:
    """Run one history; `days` has a row for each day, or none to keep nothing of them."""
    horizon = setting.swings.size
    reset(s, p, q, setting, w)
    weather = draws.block(0, draws.WEATHER, q.replicate, 0, q.seed)
    clock = first_clock(q)
    k = 1
    while k <= horizon:
        if q.other_day <= q.day[clock] and q.other_day <= k:
            other(s, p, q, setting, w)
            code = record(s, q, setting, w)
            clock = first_clock(q)
        elif q.day[clock] <= k:
            code = DONE
            if candidate(s, p, q, clock):
                code = record(s, q, setting, w)
            clock = first_clock(q)
        else:
            code = DONE
            if k & 3 == 0:
                weather = draws.block(k >> 2, draws.WEATHER, q.replicate, 0, q.seed)
            tick(s, p, float(k), setting.swings[k - 1], setting.winters[k - 1], weather[k & 3])
            fold_tick(s)
            if days.size > 0:
                note_day(s, days[k - 1])
            k += 1
        if code != DONE:
            return code
    finish(s, p, q.horizon)
    return DONE if s.ended_kind == codes.NONE else add_spell(s, q, w, q.horizon)


def run_block(setting: Setting, w: Work, first: int, seed: int, rows: Any, daily: Any) -> tuple[int, int]:
    """Run the replicates first, first + 1, ... into `rows` until all are done or room runs out.

    `daily` has shape (kept + 1, horizon): the first `kept` replicates leave their days, the last row is
    never written. Returns how many are done and the code; spells and log of the done ones are in `w`.
    """
    s, p, q = w.state[0], w.parameters[0], w.queue[0]
    q.seed = seed
    kept = daily.shape[0] - 1
    for i in range(rows.size):
        spells, log = w.used[0], w.used[1]
        q.replicate = first + i
        code = one(s, p, q, setting, w, daily[min(i, kept)][: daily.shape[1] if i < kept else 0])
        if code != DONE:
            w.used[0], w.used[1] = spells, log
            return i, code
        rows[i].replicate = first + i
        rows[i].draw = 0
        leave_row(s, rows[i], q.horizon)
    return rows.size, DONE
