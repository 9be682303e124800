"""What comes due in the compiled engine and what follows: candidates, answers, ends of terms, scheduled events.

Each routine takes its event off the queue, draws the marks that the rule reads, calls the rule of `sim.model`, and
ends in `counted`, which folds the event into the fingerprint and schedules its answers. Answers wait in an unordered
list of which only the first due is known: there are seldom more than a few, so that a search is cheaper than a heap.
`s` is the state, `p` the parameters, `q` the thread's queue (`sim.engine.allocation.QUEUE_DTYPE`).
"""

from __future__ import annotations

import math
from typing import Any

from sim.engine import draws
from sim.engine.interventions import WITHHELD, change_of, first_marks, second_marks
from sim.engine.workspace import PlanArrays
from sim.model import codes
from sim.model.chance import exponential
from sim.model.clocks import happen, needs_first_marks, needs_second_marks, rate
from sim.model.decay import settle
from sim.model.fingerprint import fold_event
from sim.model.moratorium import expiry
from sim.model.scheduled import act
from sim.model.state import clear_outbox
from sim.model.strikes import answer_count, answering_clock, count_answer, strike_rate_now


def add_answers(s: Any, p: Any, q: Any, branch: int, count: int) -> None:
    """Schedule the answers of one branch to the last event; what finds no room is counted."""
    for place in range(count):
        if q.pending == q.pending_day.size:
            q.crowded_out += 1
            return
        child = draws.child_address(q.address, branch, place)
        if change_of(q, child) == WITHHELD:
            continue
        m2 = draws.answer_block(child, q.replicate, 2, q.seed)
        i = q.pending
        q.pending_day[i] = q.now + exponential(p.strikes_reciprocity_memory_days, m2[draws.DELAY])
        q.pending_clock[i] = answering_clock(s, branch)
        q.pending_address[i] = child
        q.pending_parent[i] = q.address
        q.pending_branch[i] = branch
        q.pending += 1


def find_first_due(q: Any) -> None:
    """Which pending answer falls due first, and when; of two at the same time that with the lower address."""
    first = 0
    day = math.inf
    for i in range(q.pending):
        due = q.pending_day[i]
        if due < day or (due == day and q.pending_address[i] < q.pending_address[first]):
            first, day = i, due
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


def candidate(s: Any, p: Any, q: Any, one: Any) -> bool:
    """A clock's candidate (`sim.engine.allocation.CANDIDATE_DTYPE`): whether it counts, and if so, what happens."""
    now, n, accept, stream = one.day, one.number, one.accept, one.stream
    clock = draws.clock_of(stream)
    m1 = (0.0, 0.0, 0.0, 0.0)
    m2 = (0.0, 0.0, 0.0, 0.0)
    if clock <= codes.REFINERY_STRIKE:
        if accept >= strike_rate_now(clock, s, p) and not math.isinf(q.limit[clock]):
            return False  # and no clip either: no rate of this clock comes to its ceiling
        m1 = draws.block(n, stream, q.replicate, 1, q.seed)
    wanted = rate(clock, s, p, now, m1[0])
    if wanted > q.ceiling[clock]:
        s.clips += 1
    if accept >= wanted:
        return False
    address = draws.candidate_address(stream, n)
    change = change_of(q, address)
    if change == WITHHELD:
        return False
    if clock > codes.REFINERY_STRIKE and needs_first_marks(clock):
        m1 = draws.block(n, stream, q.replicate, 1, q.seed)
    if needs_second_marks(clock):
        m2 = draws.block(n, stream, q.replicate, 2, q.seed)
    happen(clock, s, p, now, first_marks(change, m1), second_marks(change, m2))
    counted(s, p, q, now, clock, address, -1, 0)
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
    change = change_of(q, address)
    count_answer(s, clock)
    happen(clock, s, p, now, m1, second_marks(change, m2))
    counted(s, p, q, now, clock, address, parent, branch)


def term_ends(s: Any, p: Any, q: Any) -> None:
    """A term runs out."""
    now, ordinal = s.expires, s.expiries
    u = draws.block(ordinal, draws.RENEWAL, q.replicate, 0, q.seed)
    clear_outbox(s)
    expiry(s, p, now, u[0], u[1])
    counted(s, p, q, now, codes.EXPIRY, draws.other_address(draws.RENEWAL, ordinal), -1, 0)


def scheduled(s: Any, p: Any, q: Any, event: Any, arrays: PlanArrays, flat: Any) -> None:
    """A scheduled event acts."""
    now = q.due_day
    clear_outbox(s)
    if event.last_set > event.first_set:
        settle(s, p, now)
        for i in range(event.first_set, event.last_set):
            flat[arrays.sets[i].place] = arrays.sets[i].value
    u = draws.block(event.key, draws.DATED, q.replicate, 0, q.seed)
    m1 = draws.block(event.key, draws.DATED, q.replicate, 1, q.seed)
    m2 = draws.block(event.key, draws.DATED, q.replicate, 2, q.seed)
    address = draws.other_address(draws.DATED, event.key)
    marks = (u, m1, second_marks(change_of(q, address), m2))
    act(s, p, now, event.action, event.target, event.km2, marks)
    counted(s, p, q, now, event.action, address, -1, 0)
