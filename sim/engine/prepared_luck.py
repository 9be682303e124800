"""The luck of one history on the SimPy engine: what was drawn for it, and from a moment on perhaps other draws."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from sim.engine.interventions import REDRAWN_FROM, Interventions
from sim.engine.plan import Plan
from sim.engine.prepared_draws import Marks, PreparedDraws

Visit = tuple[int, int, float, float, tuple[Marks, Marks]]


class PreparedLuck:
    """Candidates, marks and weather of a replicate; after `redraw_day` those of `redraw_seed` (infinite: never)."""

    def __init__(self, plan: Plan, replicate: int, seed: int, limits: Sequence[float], done: Interventions) -> None:
        """Draw what the history needs, and what its redrawn future needs."""
        self.redraw_day, self.redraw_seed = done.redraw_day, done.redraw_seed
        self.drawn = PreparedDraws(plan, replicate, seed, limits)
        self.future: PreparedDraws | None = None
        if not math.isinf(done.redraw_day):
            begin = (REDRAWN_FROM, done.redraw_day)
            self.future = PreparedDraws(plan, replicate, done.redraw_seed, limits, begin)

    def visits(self, clock: int) -> Iterator[Visit]:
        """A clock's candidates that may count: stream, number, day, acceptance times the ceiling, both blocks."""
        planned = _visits(self.drawn, clock)
        if self.future is None:
            return planned
        before = (visit for visit in planned if visit[2] <= self.redraw_day)
        return chain(before, _visits(self.future, clock))

    def weather(self) -> Iterator[float]:
        """Each day's weather, a standard normal, from day 1 on."""
        if self.future is None:
            return iter(self.drawn.weather[1:])
        both = zip(self.drawn.weather, self.future.weather, strict=True)
        days = (anew if k > self.redraw_day else planned for k, (planned, anew) in enumerate(both))
        return islice(days, 1, None)


def _visits(drawn: PreparedDraws, clock: int) -> Iterator[Visit]:
    return zip(*(part.tolist() for part in drawn.visits[clock]), drawn.marks[clock], strict=True)
