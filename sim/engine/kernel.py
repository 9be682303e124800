"""The compiled engine's loop: the next candidate, answer, event or tick, over a block of replicates.

Plain Python over NumPy records, compiled by `sim.engine.compiled`; it calls the very functions of
`sim.model`. The records `s` (state), `p` (parameters) and `q` (the queue: clocks, pending answers, and what
has just happened) are one thread's, used again for every replicate. Records are handed on as pointers;
arrays, which cost more to hand on, stay in `one` and in what is seldom called.
"""

from __future__ import annotations

import math
from typing import Any

from sim.engine import draws
from sim.engine.candidates import begin_luck, make_agenda, outgrown, place_after, redraw
from sim.engine.due_events import answer, candidate, scheduled, term_ends
from sim.engine.interventions import WITHHELD, change_of
from sim.engine.windows import begin_windows, end_windows, window_event, window_tick
from sim.engine.workspace import DONE, MORE_CANDIDATES, TOO_MANY_ANSWERS, PlanArrays, Workspace, add_log, add_spell
from sim.model import codes
from sim.model.fingerprint import fold_tick
from sim.model.grid import tick
from sim.model.row import finish, leave_row
from sim.model.state import begin


def watch(s: Any, q: Any, arrays: PlanArrays, due: Any, now: float) -> None:
    """Let the events go off that waited for the state that now stands; find the next that is due."""
    q.due_day = math.inf
    q.waiting = 0
    for e in range(due.size):
        event = arrays.events[e]
        if due[e] == -1.0 and (event.kind == s.kind or event.stage == s.stage):
            due[e] = now + event.after_days
        q.waiting += 1 if due[e] == -1.0 else 0
        if due[e] >= 0.0 and due[e] < q.due_day:
            q.due_day = due[e]
            q.due_event = e
    q.other_day = min(s.expires, min(q.answer_day, q.due_day))


def other(s: Any, p: Any, q: Any, arrays: PlanArrays, w: Workspace) -> None:
    """What falls due beside the clocks; ties in the order scheduled events, expiry, answers."""
    if q.due_day == q.other_day:
        e = q.due_event
        w.due[e] = math.inf
        scheduled(s, p, q, arrays.events[e], arrays, w.flat)
        watch(s, q, arrays, w.due, q.now)
    elif s.expires == q.other_day:
        term_ends(s, p, q)
    else:
        answer(s, p, q)


def record(s: Any, q: Any, arrays: PlanArrays, w: Workspace) -> int:
    """What an event that counted leaves in the tables; 0, or what ran out of room."""
    code = DONE
    if s.ended_kind != codes.NONE:
        code = add_spell(s, q, w, q.now)
    if arrays.log and code == DONE:
        code = add_log(s, q, w)
    if q.crowded_out > 0:
        code = TOO_MANY_ANSWERS
    if arrays.cuts.size > 0:
        window_event(s, q.now, w.windows[w.used[2]], arrays.cuts, w.window_at)
    if q.waiting > 0:
        watch(s, q, arrays, w.due, q.now)
    if q.what >= codes.SHIFT_BY_RUSSIA:  # a shift, or a scheduled event that may have set a rate
        q.campaigns_changed = 1
    return code


def note_day(s: Any, day: Any) -> None:
    """Keep a tick's readings for the bands."""
    day.supply_gw = s.supply_gw
    day.demand_gw = s.demand_gw
    day.idle = s.idle_now
    day.kind = s.kind
    day.stage = s.stage


def reset(s: Any, p: Any, q: Any, arrays: PlanArrays, w: Workspace) -> bool:
    """Put a thread's work at day 0 of a replicate and draw its luck; False where there is no room for it."""
    for i in range(w.flat.size):
        w.flat[i] = arrays.numbers[i]
    begin(s, p)
    q.horizon = float(arrays.swings.size)
    q.pending = 0
    q.crowded_out = 0
    q.campaigns_changed = 0
    q.answer_day = math.inf
    for e in range(w.due.size):
        w.due[e] = arrays.events[e].day if not math.isinf(arrays.events[e].day) else -1.0
        if change_of(q, draws.other_address(draws.DATED, arrays.events[e].key)) == WITHHELD:
            w.due[e] = math.inf
    watch(s, q, arrays, w.due, 0.0)
    if arrays.cuts.size > 0:
        begin_windows(s, w.windows[w.used[2]], w.window_at)
    for clock in range(codes.CLOCK_COUNT):
        q.ceiling[clock] = arrays.ceilings[clock]
        q.limit[clock] = arrays.limits[clock]
    return begin_luck(s, p, q, w)


def one(s: Any, p: Any, q: Any, arrays: PlanArrays, w: Workspace, days: Any) -> int:
    """Run one history; `days` has a row for each day, or none to keep nothing of them."""
    horizon = arrays.swings.size
    if not reset(s, p, q, arrays, w):
        return MORE_CANDIDATES
    at = 0  # the place of the next candidate
    due = w.agenda[at].day
    k = 1
    while k <= horizon:
        code = DONE
        if q.redraw_day < k and q.redraw_day < due and q.redraw_day < q.other_day:
            if not redraw(s, p, q, w):
                return MORE_CANDIDATES
            at = 0
            due = w.agenda[at].day
        if q.other_day <= due and q.other_day <= k:
            other(s, p, q, arrays, w)
            code = record(s, q, arrays, w)
        elif due <= k:
            if candidate(s, p, q, w.agenda[at]):
                code = record(s, q, arrays, w)
            at += 1
            due = w.agenda[at].day
        else:
            tick(s, p, float(k), arrays.swings[k - 1], arrays.winters[k - 1], w.weather[k])
            fold_tick(s)
            if days.size > 0:
                note_day(s, days[k - 1])
            if arrays.cuts.size > 0:
                window_tick(s, k, w.windows[w.used[2]], arrays.cuts, w.window_at)
            k += 1
        if q.campaigns_changed > 0:
            q.campaigns_changed = 0
            if outgrown(s, p, q):
                if not make_agenda(s, p, q, w):
                    return MORE_CANDIDATES
                at = place_after(w.agenda, q.now)
                due = w.agenda[at].day
        if code != DONE:
            return code
    finish(s, p, q.horizon)
    if arrays.cuts.size > 0:
        end_windows(w.windows[w.used[2]], arrays.cuts, w.window_at)
    return DONE if s.ended_kind == codes.NONE else add_spell(s, q, w, q.horizon)


def run_block(arrays: PlanArrays, w: Workspace, first: int, seed: int, rows: Any, daily: Any) -> tuple[int, int]:
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
        code = one(s, p, q, arrays, w, daily[min(i, kept)][: daily.shape[1] if i < kept else 0])
        if code != DONE:
            w.used[0], w.used[1] = spells, log
            return i, code
        rows[i].replicate = first + i
        rows[i].draw = 0
        leave_row(s, rows[i], q.horizon)
        if arrays.cuts.size > 0:
            w.used[2] += 1
    return rows.size, DONE
