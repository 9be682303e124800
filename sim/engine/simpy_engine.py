"""The reference engine: every clock a SimPy process (docs/model.md, "Two engines").

Nothing is rescheduled or interrupted. A clock proposes candidates without end; what counts is decided when
its time has come. An answer is a process of its own that sleeps once. Ties are ordered by priority:
scheduled events, expiry, answers, clocks in table order, daily tick.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Sequence
from heapq import heappush
from typing import Any, cast

import simpy

from sim.engine import draws
from sim.engine.ahead import Ahead, Marks
from sim.engine.history import History, Recorder
from sim.engine.limits import EVERY
from sim.engine.plan import Plan, Scheduled, make_plan
from sim.model import codes
from sim.model.chance import exponential
from sim.model.clocks import happen, rate
from sim.model.decay import settle
from sim.model.fingerprint import fold_tick
from sim.model.grid import tick
from sim.model.kursk import offensive, withdraw
from sim.model.moratorium import expiry
from sim.model.parameters import Parameters
from sim.model.row import finish
from sim.model.state import State, begin, clear_outbox
from sim.model.strikes import answer_count, answering_clock, count_answer
from sim.scenario import Scenario

Steps = Generator[simpy.Event, Any, None]
UserProcess = Callable[[simpy.Environment, "Run"], Generator[simpy.Event, Any, Any]]

# Priorities at equal times; SimPy's own are 0 and 1. Scheduled events follow each other in file order.
SCHEDULED, EXPIRY, ANSWER, CLOCK, TICK = 10, 1_000_000, 1_000_001, 1_000_002, 2_000_000


class Calendar(simpy.Environment):
    """A SimPy environment in which an event can be given a day instead of a delay.

    A candidate's day is a sum of gaps; a delay would round it once more.
    """

    def at(self, day: float, priority: int) -> simpy.Event:
        """An event that happens on `day` (not before now), with a priority among the events of its time."""
        event = simpy.Event(self)
        event._ok, event._value = True, None
        heappush(self._queue, (day, cast(Any, priority), next(self._eid), event))
        return event


class Run:
    """One history while it runs: what the clocks share, and what a user's own process may read and call."""

    def __init__(self, plan: Plan, replicate: int, seed: int, recorder: Recorder, watched: bool) -> None:
        """Put the state at day 0; nothing is scheduled yet. `watched`: users' processes may change parameters."""
        self.env = Calendar()
        self.plan, self.replicate, self.seed, self.recorder = plan, replicate, seed, recorder
        self.state, self.parameters = State(), Parameters(list(plan.numbers))
        begin(self.state, self.parameters)
        self.ahead = Ahead(plan, replicate, seed, EVERY if watched else plan.limits)
        self._waiting = [e for e, event in enumerate(plan.scheduled) if math.isinf(event.day)]
        self._due_expiry = math.inf
        self._stood = (-1, -1)

    # What a user's own process may do ------------------------------------------------------------------

    def set(self, path: str, value: float) -> None:
        """Give a parameter (registry path) another number from now on."""
        self._apply(Scheduled(0.0, -1, -1, 0.0, codes.SET, ((path, value),), 0.0, 0), draws.USER)

    def withdraw(self) -> None:
        """Ukraine leaves all that it holds in Kursk."""
        self._apply(Scheduled(0.0, -1, -1, 0.0, codes.WITHDRAW, (), 0.0, 0), draws.USER)

    def offensive(self, km2: float) -> None:
        """A ground offensive takes `km2` now; its draw is addressed by the count of events so far."""
        made = Scheduled(0.0, -1, -1, 0.0, codes.OFFENSIVE, (), km2, self.state.events)
        self._apply(made, draws.USER)

    # Processes -----------------------------------------------------------------------------------------

    def clock(self, clock: int) -> Steps:
        """Propose one candidate after the other."""
        at, priority, propose = self.env.at, CLOCK + clock, self._candidate
        for n, day, accept, (m1, m2) in zip(*self.ahead.visits[clock], self.ahead.marks[clock], strict=True):
            yield at(day, priority)
            propose(clock, n, accept, m1, m2)

    def answer(self, clock: int, address: int, parent: int, branch: int) -> Steps:
        """One answer: wait its delay, then strike."""
        u = draws.answer_block(address, self.replicate, 0, self.seed)
        delay = exponential(self.parameters.strikes_reciprocity_memory_days, u[0])
        yield self.env.at(self.env.now + delay, ANSWER)
        m1 = draws.answer_block(address, self.replicate, 1, self.seed)
        m2 = draws.answer_block(address, self.replicate, 2, self.seed)
        count_answer(self.state, clock)
        happen(clock, self.state, self.parameters, self.env.now, m1, m2)
        self._after(clock, address, parent, branch)

    def scheduled(self, e: int, delay: float) -> Steps:
        """Wait for a scheduled event and let it act."""
        yield self.env.at(self.env.now + delay, SCHEDULED + e)
        self._apply(self.plan.scheduled[e], draws.DATED)

    def term(self, expires: float) -> Steps:
        """Wait for the end of a term; if the deal ended or was replaced before, nothing happens."""
        yield self.env.at(expires, EXPIRY)
        s = self.state
        if s.expires != expires:
            return
        ordinal = s.expiries
        u = draws.block(ordinal, draws.RENEWAL, self.replicate, 0, self.seed)
        clear_outbox(s)
        expiry(s, self.parameters, self.env.now, u[0], u[1])
        self._after(codes.EXPIRY, draws.other_address(draws.RENEWAL, ordinal), -1, 0)

    def days(self) -> Steps:
        """The daily tick, to the horizon; the run ends with it."""
        s, p, plan, weather = self.state, self.parameters, self.plan, self.ahead.weather
        for k in range(1, plan.horizon + 1):
            yield self.env.at(float(k), TICK)
            tick(s, p, float(k), plan.swings[k - 1], plan.winters[k - 1], weather[k])
            fold_tick(s)
            self.recorder.day(s)

    # What happens --------------------------------------------------------------------------------------

    def _candidate(self, clock: int, n: int, accept: float, m1: Marks, m2: Marks) -> None:
        s, p, now = self.state, self.parameters, self.env.now
        wanted = rate(clock, s, p, now, m1[0])
        if wanted > self.plan.ceilings[clock]:
            s.clips += 1
        if accept < wanted:
            happen(clock, s, p, now, m1, m2)
            self._after(clock, draws.candidate_address(clock, n), -1, 0)

    def _apply(self, event: Scheduled, stream: int) -> None:
        s, p, now = self.state, self.parameters, self.env.now
        clear_outbox(s)
        if event.what == codes.SET:
            settle(s, p, now)
            for path, value in event.sets:
                p.assign(path, value)
        elif event.what == codes.WITHDRAW:
            withdraw(s, now)
        else:
            u = draws.block(event.key, stream, self.replicate, 0, self.seed)
            offensive(s, p, now, event.km2, u[0])
        self._after(event.what, draws.other_address(stream, event.key), -1, 0)

    def _after(self, what: int, address: int, parent: int, branch: int) -> None:
        """What follows an event that counted: the record, its answers, a new term, events that waited."""
        s, now = self.state, self.env.now
        self.recorder.event(s, now, what, address, parent, branch)
        if s.own_answers or s.other_answers or s.collapse_answers:
            for answers in (codes.OWN_SIDE, codes.OTHER_SIDE, codes.COLLAPSE):
                for place in range(answer_count(s, answers)):
                    child = draws.child_address(address, answers, place)
                    self.env.process(self.answer(answering_clock(s, answers), child, address, answers))
        self._watch()

    def _watch(self) -> None:
        """Start a new term's clock and the events that waited for the state that now stands."""
        s = self.state
        if s.expires != self._due_expiry:
            self._due_expiry = s.expires
            if not math.isinf(s.expires):
                self.env.process(self.term(s.expires))
        if (s.kind, s.stage) != self._stood:
            self._stood = (s.kind, s.stage)
            for e in [e for e in self._waiting if self._met(self.plan.scheduled[e])]:
                self._waiting.remove(e)
                self.env.process(self.scheduled(e, self.plan.scheduled[e].after_days))

    def _met(self, event: Scheduled) -> bool:
        return event.kind == self.state.kind or event.stage == self.state.stage

    def go(self, processes: Sequence[UserProcess]) -> None:
        """Run to the horizon."""
        last = self.env.process(self.days())
        for clock in range(codes.CLOCK_COUNT):
            self.env.process(self.clock(clock))
        for e, event in enumerate(self.plan.scheduled):
            if not math.isinf(event.day):
                self.env.process(self.scheduled(e, event.day))
        self._watch()
        for process in processes:
            self.env.process(process(self.env, self))
        self.env.run(until=last)
        finish(self.state, self.parameters, float(self.plan.horizon))
        self.recorder.close(self.state, float(self.plan.horizon))


def simulate(
    scenario: Scenario | Plan, replicate: int, seed: int, *, processes: Sequence[UserProcess] = (), log: bool = True
) -> History:
    """Run one history on SimPy and keep everything that it leaves.

    `processes` are the user's own SimPy processes: generator functions of (environment, run), where the run
    has `state`, `parameters`, `set`, `withdraw` and `offensive`. Raises ValueError for an address out of range.
    """
    if not (0 <= replicate <= draws.WORD and 0 <= seed < 2**63):
        raise ValueError("replicate must lie in 0..2^32-1 and seed in 0..2^63-1")
    plan = scenario if isinstance(scenario, Plan) else make_plan(scenario)
    recorder = Recorder(plan, replicate, log)
    Run(plan, replicate, seed, recorder, watched=bool(processes)).go(processes)
    return recorder.history()
