"""The compiled engine's loop: the next candidate, answer, event or tick, over a block of replicates.

Plain Python over NumPy records, compiled by `sim.engine.compiled`; it calls the very functions of
`sim.model`. A thread has one `Work`; no object is made for a replicate. A replicate that needs more room
than its thread has ends with a code, and is run again with more (`sim.engine.compiled.grow`).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from sim.engine import draws
from sim.model import codes
from sim.model.chance import exponential
from sim.model.clocks import bound, happen, needs_first_marks, needs_second_marks, rate
from sim.model.decay import settle
from sim.model.fingerprint import fold_event, fold_tick
from sim.model.grid import tick
from sim.model.kursk import offensive, withdraw
from sim.model.moratorium import expiry
from sim.model.row import finish, leave_row
from sim.model.state import begin, clear_outbox
from sim.model.strikes import answer_count, answering_clock, count_answer

DONE = 0
MORE_PENDING = 1
MORE_SPELLS = 2
MORE_LOG = 3

# Places in Work.used.
PENDING = 0
SPELLS = 1
LOG = 2
FIRST_DUE = 3  # the pending answer that falls due first


class Setting(NamedTuple):
    """A plan as arrays: the same for every replicate. Scheduled events are the rows of `events`."""

    numbers: Any  # (SIZE,) f8
    ceilings: Any  # (10,) f8, per day
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
    clocks: Any  # (10,) CLOCK_DTYPE
    pending: Any  # (room,) PENDING_DTYPE
    spells: Any  # (room,) SPELL_DTYPE
    log: Any  # (room,) LOG_DTYPE
    due: Any  # (E,) f8, day of each scheduled event, infinite while it waits or when it has acted
    waits: Any  # (E,) bool
    used: Any  # (4,) i8


def seek(clock: int, c: Any, replicate: int, seed: int, horizon: float, now: float) -> None:
    """Move a clock on to its next candidate, not before `now`, whose acceptance is below the clock's limit."""
    n = c.from_number
    t = c.from_day
    while True:
        n += 1
        if n == c.spare_number:
            gap, accept = c.spare_gap, c.spare_accept
        else:
            w0, w1, w2, w3 = draws.philox(n >> 1, clock, replicate, 0, seed & draws.WORD, (seed >> 32) & draws.WORD)
            gap, accept = draws.uniform(w0), draws.uniform(w1)
            if n & 1:
                gap, accept = draws.uniform(w2), draws.uniform(w3)
            else:
                c.spare_number = n + 1
                c.spare_gap, c.spare_accept = draws.uniform(w2), draws.uniform(w3)
        t += -math.log(gap) / c.ceiling
        accept *= c.ceiling
        if t > horizon or (accept < c.limit and t >= now):
            break
    c.number = n
    c.day = t
    c.accept = accept


def advance(clock: int, c: Any, replicate: int, seed: int, horizon: float) -> None:
    """Leave the present candidate behind and seek the next."""
    c.from_number = c.number
    c.from_day = c.day
    seek(clock, c, replicate, seed, horizon, c.day)


def reset_limits(w: Work, replicate: int, seed: int, horizon: float, now: float) -> None:
    """After a change of parameters: where the limit rose, look again at the candidates passed over."""
    for clock in range(codes.CLOCK_COUNT):
        c = w.clocks[clock]
        most = bound(clock, w.state[0], w.parameters[0])
        limit = most if most <= c.ceiling else math.inf
        rose = limit > c.limit
        c.limit = limit
        if rose:
            seek(clock, c, replicate, seed, horizon, now)


def start_clocks(setting: Setting, w: Work, replicate: int, seed: int, horizon: float) -> None:
    """Put every clock at its first candidate."""
    for clock in range(codes.CLOCK_COUNT):
        c = w.clocks[clock]
        c.ceiling = setting.ceilings[clock]
        most = bound(clock, w.state[0], w.parameters[0])
        c.limit = most if most <= c.ceiling else math.inf
        c.from_number = -1
        c.from_day = 0.0
        c.spare_number = -1
        seek(clock, c, replicate, seed, horizon, 0.0)


def watch(setting: Setting, w: Work, now: float) -> None:
    """Let the events go off that waited for the state that now stands."""
    s = w.state[0]
    for e in range(w.due.size):
        if w.waits[e] and (setting.events[e].kind == s.kind or setting.events[e].stage == s.stage):
            w.waits[e] = False
            w.due[e] = now + setting.events[e].after_days


def add_answers(w: Work, now: float, replicate: int, seed: int, address: int) -> int:
    """Schedule the answers to the last event."""
    s = w.state[0]
    used = w.used[PENDING]
    for branch in range(codes.OWN_SIDE, codes.COLLAPSE + 1):
        for place in range(answer_count(s, branch)):
            if used == w.pending.size:
                return MORE_PENDING
            child = draws.child_address(address, branch, place)
            u = draws.answer_block(child, replicate, 0, seed)
            a = w.pending[used]
            a.day = now + exponential(w.parameters[0].strikes_reciprocity_memory_days, u[0])
            a.clock = answering_clock(s, branch)
            a.address = child
            a.parent = address
            a.branch = branch
            used += 1
    if used > w.used[PENDING]:
        w.used[PENDING] = used
        find_first_due(w)
    return DONE


def find_first_due(w: Work) -> None:
    """Which pending answer falls due first."""
    first = 0
    for i in range(1, w.used[PENDING]):
        if w.pending[i].day < w.pending[first].day:
            first = i
    w.used[FIRST_DUE] = first


def add_spell(w: Work, now: float, replicate: int) -> int:
    """Note the spell that the last event ended."""
    s = w.state[0]
    if s.ended_kind == 0:
        return DONE
    if w.used[SPELLS] == w.spells.size:
        return MORE_SPELLS
    spell = w.spells[w.used[SPELLS]]
    spell.replicate = replicate
    spell.draw = 0
    spell.kind = s.ended_kind
    spell.start = s.ended_since
    spell.end = now
    spell.cause = s.ended_cause
    w.used[SPELLS] += 1
    return DONE


def add_log(w: Work, now: float, replicate: int, what: int, address: int, parent: int, branch: int) -> int:
    """Log the last event."""
    if w.used[LOG] == w.log.size:
        return MORE_LOG
    s = w.state[0]
    entry = w.log[w.used[LOG]]
    entry.replicate = replicate
    entry.day = now
    entry.what = what
    entry.address = address
    entry.parent = parent
    entry.branch = branch
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
    w.used[LOG] += 1
    return DONE


def after(
    setting: Setting, w: Work, now: float, replicate: int, seed: int, what: int, address: int, parent: int, branch: int
) -> int:
    """What follows an event that counted: the record, its answers, the events that waited for it."""
    fold_event(w.state[0], what, address, now)
    code = add_spell(w, now, replicate)
    if setting.log and code == DONE:
        code = add_log(w, now, replicate, what, address, parent, branch)
    if code == DONE:
        code = add_answers(w, now, replicate, seed, address)
    if w.due.size > 0:
        watch(setting, w, now)
    return code


def next_other(w: Work) -> float:
    """Day of the next scheduled event, expiry or answer."""
    day = w.state[0].expires
    if w.used[PENDING] > 0:
        day = min(day, w.pending[w.used[FIRST_DUE]].day)
    for e in range(w.due.size):
        day = min(day, w.due[e])
    return float(day)


def candidate(setting: Setting, w: Work, clock: int, replicate: int, seed: int, horizon: float) -> int:
    """A clock's candidate: does it count, and if so, what happens."""
    s, p, c = w.state[0], w.parameters[0], w.clocks[clock]
    now, n, accept = c.day, c.number, c.accept
    advance(clock, c, replicate, seed, horizon)
    m1 = (0.0, 0.0, 0.0, 0.0)
    m2 = (0.0, 0.0, 0.0, 0.0)
    if clock <= codes.REFINERY_STRIKE:
        m1 = draws.block(n, clock, replicate, 1, seed)
    wanted = rate(clock, s, p, now, m1[0])
    if wanted > c.ceiling:
        s.clips += 1
    if accept >= wanted:
        return -1
    if clock > codes.REFINERY_STRIKE and needs_first_marks(clock):
        m1 = draws.block(n, clock, replicate, 1, seed)
    if needs_second_marks(clock):
        m2 = draws.block(n, clock, replicate, 2, seed)
    happen(clock, s, p, now, m1, m2)
    code = after(setting, w, now, replicate, seed, clock, draws.candidate_address(clock, n), -1, 0)
    if clock == codes.OFFENSIVE:
        reset_limits(w, replicate, seed, horizon, now)
    return code


def answer(setting: Setting, w: Work, replicate: int, seed: int) -> int:
    """The first pending answer falls due."""
    first, last = w.used[FIRST_DUE], w.used[PENDING] - 1
    a = w.pending[first]
    now, clock, address, parent, branch = a.day, a.clock, a.address, a.parent, a.branch
    w.pending[first] = w.pending[last]
    w.used[PENDING] = last
    find_first_due(w)
    m1 = draws.answer_block(address, replicate, 1, seed)
    m2 = draws.answer_block(address, replicate, 2, seed)
    count_answer(w.state[0], clock)
    happen(clock, w.state[0], w.parameters[0], now, m1, m2)
    return after(setting, w, now, replicate, seed, clock, address, parent, branch)


def term_ends(setting: Setting, w: Work, replicate: int, seed: int) -> int:
    """A term runs out."""
    s = w.state[0]
    now, ordinal = s.expires, s.expiries
    u = draws.block(ordinal, draws.RENEWAL, replicate, 0, seed)
    clear_outbox(s)
    expiry(s, w.parameters[0], now, u[0], u[1])
    address = draws.other_address(draws.RENEWAL, ordinal)
    return after(setting, w, now, replicate, seed, codes.EXPIRY, address, -1, 0)


def scheduled(setting: Setting, w: Work, e: int, replicate: int, seed: int, horizon: float) -> int:
    """A scheduled event acts."""
    s, p = w.state[0], w.parameters[0]
    event = setting.events[e]
    now = w.due[e]
    w.due[e] = math.inf
    clear_outbox(s)
    if event.what == codes.SET:
        settle(s, p, now)
        for i in range(event.first_set, event.last_set):
            w.flat[setting.sets[i].place] = setting.sets[i].value
    elif event.what == codes.WITHDRAW:
        withdraw(s, now)
    else:
        u = draws.block(event.key, draws.DATED, replicate, 0, seed)
        offensive(s, p, now, event.km2, u[0])
    address = draws.other_address(draws.DATED, event.key)
    code = after(setting, w, now, replicate, seed, event.what, address, -1, 0)
    reset_limits(w, replicate, seed, horizon, now)
    return code


def other(setting: Setting, w: Work, day: float, replicate: int, seed: int, horizon: float) -> int:
    """What falls due on `day` beside the clocks; ties in the order scheduled events, expiry, answers."""
    for e in range(w.due.size):
        if w.due[e] == day:
            return scheduled(setting, w, e, replicate, seed, horizon)
    if w.state[0].expires == day:
        return term_ends(setting, w, replicate, seed)
    return answer(setting, w, replicate, seed)


def note_day(s: Any, day: Any) -> None:
    """Keep a tick's readings for the bands."""
    day.supply_gw = s.supply_gw
    day.demand_gw = s.demand_gw
    day.idle = s.idle_now
    day.kind = s.kind
    day.stage = s.stage


def reset(setting: Setting, w: Work, replicate: int, seed: int, horizon: float) -> None:
    """Put a thread's work at day 0 of a replicate."""
    for i in range(w.flat.size):
        w.flat[i] = setting.numbers[i]
    begin(w.state[0], w.parameters[0])
    w.used[PENDING] = 0
    for e in range(w.due.size):
        w.due[e] = setting.events[e].day
        w.waits[e] = math.isinf(setting.events[e].day)
    start_clocks(setting, w, replicate, seed, horizon)
    watch(setting, w, 0.0)


def one(setting: Setting, w: Work, replicate: int, seed: int, row: Any, days: Any) -> int:
    """Run one history; `days` has a row for each day, or none to keep nothing of them."""
    s, p = w.state[0], w.parameters[0]
    horizon = setting.swings.size
    reset(setting, w, replicate, seed, float(horizon))
    k = 1
    weather = (0.0, 0.0, 0.0, 0.0)
    weather = draws.block(0, draws.WEATHER, replicate, 0, seed)
    others = next_other(w)
    while k <= horizon:
        clock = 0
        day = w.clocks[0].day
        for j in range(1, codes.CLOCK_COUNT):
            if w.clocks[j].day < day:
                clock, day = j, w.clocks[j].day
        if others <= day and others <= k:
            code = other(setting, w, others, replicate, seed, float(horizon))
            others = next_other(w)
        elif day <= k:
            code = candidate(setting, w, clock, replicate, seed, float(horizon))
            if code >= 0:
                others = next_other(w)
        else:
            code = DONE
            if k & 3 == 0:
                weather = draws.block(k >> 2, draws.WEATHER, replicate, 0, seed)
            tick(s, p, float(k), setting.swings[k - 1], setting.winters[k - 1], weather[k & 3])
            fold_tick(s)
            if days.size > 0:
                note_day(s, days[k - 1])
            k += 1
        if code > 0:
            return code
    finish(s, p, float(horizon))
    row.replicate = replicate
    row.draw = 0
    leave_row(s, row, float(horizon))
    return add_spell(w, float(horizon), replicate)


def run_block(setting: Setting, w: Work, first: int, seed: int, rows: Any, daily: Any) -> tuple[int, int]:
    """Run the replicates first, first + 1, ... into `rows` until all are done or room runs out.

    `daily` has shape (kept, horizon): the first `kept` replicates leave their days. Returns how many are
    done and the code; spells and log of the done ones are in `w`, their counts in `w.used`.
    """
    for i in range(rows.size):
        spells, log = w.used[SPELLS], w.used[LOG]
        days = daily[min(i, daily.shape[0] - 1), : daily.shape[1] if i < daily.shape[0] - 1 else 0]
        code = one(setting, w, first + i, seed, rows[i], days)
        if code != DONE:
            w.used[SPELLS], w.used[LOG] = spells, log
            return i, code
    return rows.size, DONE
