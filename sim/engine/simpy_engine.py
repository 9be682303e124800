"""The reference engine: every clock a SimPy process (docs/model.md, "Two engines").

Nothing is rescheduled or interrupted. A clock waits for one candidate that may count after the other
(`sim.engine.limits` says which may); whether it counts is decided when its day has come. An answer is a
process of its own that sleeps once. Ties are ordered by priority: scheduled events, expiry, answers, clocks
in table order, daily tick.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Sequence
from typing import Any

import simpy

from sim.engine import draws
from sim.engine.history import History, Recorder
from sim.engine.interventions import NOTHING, WITHHELD, Interventions, first_marks, second_marks
from sim.engine.limits import EVERY
from sim.engine.moment import ANSWER, CLOCK, EXPIRY, LAST, SCHEDULED, TICK, Moment
from sim.engine.pending import PENDING_ROOM, too_many
from sim.engine.plan import Plan, Scheduled, make_plan
from sim.engine.prepared_luck import PreparedLuck
from sim.engine.stepping_in import SteppingIn
from sim.model import codes
from sim.model.chance import exponential
from sim.model.clocks import happen, rate
from sim.model.decay import settle
from sim.model.fingerprint import fold_tick
from sim.model.grid import tick
from sim.model.moratorium import expiry
from sim.model.parameters import Parameters
from sim.model.row import finish
from sim.model.scheduled import act
from sim.model.state import State, begin, clear_outbox
from sim.model.strikes import answer_count, answering_clock, count_answer, strike_rate_now
from sim.scenario import Scenario

Steps = Generator[simpy.Event, Any, None]
UserProcess = Callable[[simpy.Environment, "Run"], Generator[simpy.Event, Any, Any]]
Observer = Callable[["Run", int, int], None]


class Run(SteppingIn):
    """One history while it runs: what the clocks share, and what a user's own process may read and call."""

    def __init__(
        self, plan: Plan, replicate: int, seed: int, recorder: Recorder, watched: bool, done: Interventions = NOTHING
    ) -> None:
        """Put the state at day 0; nothing is scheduled yet. `watched`: users' processes may change parameters."""
        self.env = simpy.Environment()
        self.plan, self.replicate, self.seed, self.recorder = plan, replicate, seed, recorder
        self.state, self.parameters = State(), Parameters(list(plan.numbers))
        begin(self.state, self.parameters)
        recorder.begin(self.state)
        limits = self._limits = EVERY if watched else plan.limits
        self.luck = PreparedLuck(plan, replicate, seed, limits, done)
        self._changes = dict(done.changes())
        self.observer: Observer | None = None
        self._waiting = [e for e, event in enumerate(plan.scheduled) if math.isinf(event.day)]
        self._due_expiry = math.inf
        self._pending = 0

    # Processes -----------------------------------------------------------------------------------------

    def clock(self, clock: int) -> Steps:
        """Propose one candidate after the other; each counts or not when its day has come."""
        env, s, p, ceiling = self.env, self.state, self.parameters, self.plan.ceilings[clock]
        changes, clips = self._changes, math.isinf(self._limits[clock])
        thinned = clock <= codes.REFINERY_STRIKE and not clips
        for stream, n, day, accept, (m1, m2) in self.luck.visits(clock):
            yield Moment(env, day, CLOCK + clock)
            if thinned and accept >= strike_rate_now(clock, s, p):
                continue
            wanted = rate(clock, s, p, day, m1[0])
            if wanted > ceiling:
                s.clips += 1
            if accept < wanted:
                address = draws.candidate_address(stream, n)
                change = changes.get(address, 0)
                if change:
                    if change == WITHHELD:
                        continue
                    m1, m2 = first_marks(change, m1), second_marks(change, m2)
                happen(clock, s, p, day, m1, m2)
                self._after(clock, address, -1, 0)

    def redraw(self) -> Steps:
        """Wait for the moment after which all luck is drawn anew; what happens at that moment comes first."""
        yield Moment(self.env, self.luck.redraw_day, LAST)
        self.seed = self.luck.redraw_seed

    def answer(self, clock: int, address: int, parent: int, branch: int) -> Steps:
        """One answer: wait its delay, then strike."""
        m2 = draws.answer_block(address, self.replicate, 2, self.seed)
        delay = exponential(self.parameters.strikes_reciprocity_memory_days, m2[draws.DELAY])
        yield Moment(self.env, self.env.now + delay, ANSWER + address)
        m1 = draws.answer_block(address, self.replicate, 1, self.seed)
        if self.luck.future:
            m2 = draws.answer_block(address, self.replicate, 2, self.seed)
        change = self._changes.get(address, 0)
        self._pending -= 1
        count_answer(self.state, clock)
        happen(clock, self.state, self.parameters, self.env.now, m1, second_marks(change, m2))
        self._after(clock, address, parent, branch)

    def scheduled(self, e: int, delay: float) -> Steps:
        """Wait for a scheduled event and let it act."""
        yield Moment(self.env, self.env.now + delay, SCHEDULED + e)
        event = self.plan.scheduled[e]
        if self._changes.get(draws.other_address(draws.DATED, event.key)) != WITHHELD:
            self._apply(event, draws.DATED)

    def term(self, expires: float) -> Steps:
        """Wait for the end of a term; if the deal ended or was replaced before, nothing happens."""
        yield Moment(self.env, expires, EXPIRY)
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
        env, s, p, plan, note = self.env, self.state, self.parameters, self.plan, self.recorder.day
        ends = map(float, range(1, plan.horizon + 1))
        for day, swing, winter, weather in zip(ends, plan.swings, plan.winters, self.luck.weather(), strict=False):
            yield Moment(env, day, TICK)
            tick(s, p, day, swing, winter, weather)
            fold_tick(s)
            if note:
                note(s)

    # What happens --------------------------------------------------------------------------------------

    def _apply(self, event: Scheduled, stream: int) -> None:
        s, p, now = self.state, self.parameters, self.env.now
        clear_outbox(s)
        if event.sets:
            settle(s, p, now)
            for path, value in event.sets:
                p.assign(path, value)
        address = draws.other_address(stream, event.key)
        u, m1, m2 = (draws.block(event.key, stream, self.replicate, number, self.seed) for number in range(3))
        marks = (u, m1, second_marks(self._changes.get(address, 0), m2))
        act(s, p, now, event.action, event.target, event.km2, marks)
        self._after(event.action, address, -1, 0)

    def _after(self, what: int, address: int, parent: int, branch: int) -> None:
        """What follows an event that counted: the record, its answers, a new term, events that waited."""
        s = self.state
        self.recorder.event(s, self.env.now, what, address, parent, branch)
        if self.observer:
            self.observer(self, what, address)
        if s.own_answers or s.other_answers or s.collapse_answers:
            self._answers(address)
        if s.expires != self._due_expiry:
            self._due_expiry = s.expires
            if not math.isinf(s.expires):
                self.env.process(self.term(s.expires))
        if self._waiting:
            self._watch()

    def _answers(self, address: int) -> None:
        """Start the answers to the last event."""
        for branch in (codes.OWN_SIDE, codes.OTHER_SIDE, codes.COLLAPSE):
            for place in range(answer_count(self.state, branch)):
                if self._pending == PENDING_ROOM:
                    raise too_many(self.replicate)
                self._pending += 1
                child = draws.child_address(address, branch, place)
                if self._changes.get(child) == WITHHELD:
                    continue
                self.env.process(self.answer(answering_clock(self.state, branch), child, address, branch))

    def _watch(self) -> None:
        """Start the events that waited for the state that now stands."""
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
        if not math.isinf(self.state.expires):
            self._due_expiry = self.state.expires
            self.env.process(self.term(self.state.expires))
        if self.luck.future:
            self.env.process(self.redraw())
        for process in processes:
            self.env.process(process(self.env, self))
        self.env.run(until=last)
        finish(self.state, self.parameters, float(self.plan.horizon))
        self.recorder.close(self.state, float(self.plan.horizon))


def simulate(
    scenario: Scenario | Plan,
    replicate: int,
    seed: int,
    *,
    processes: Sequence[UserProcess] = (),
    brief: bool = False,
    interventions: Interventions = NOTHING,
    observer: Observer | None = None,
) -> History:
    """Run one history on SimPy and keep everything that it leaves; if `brief`, neither event log nor days.

    `processes` are the user's own SimPy processes: generator functions of (environment, run), where the run
    has `state`, `parameters` and the methods of `SteppingIn`. `interventions` are what is done to single events of
    this history. `observer` is called after every event that counted, with the run and the event's kind (a code of
    `codes.WHATS`) and address; it may look, and changes nothing. Raises ValueError for an address out of range.
    """
    if not (0 <= replicate <= draws.WORD and 0 <= seed < 2**63):
        raise ValueError("replicate must lie in 0..2^32-1 and seed in 0..2^63-1")
    plan = scenario if isinstance(scenario, Plan) else make_plan(scenario)
    recorder = Recorder(plan, replicate, brief)
    run = Run(plan, replicate, seed, recorder, bool(processes), interventions)
    run.observer = observer
    run.go(processes)
    return recorder.history()
