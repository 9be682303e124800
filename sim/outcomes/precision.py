"""How many histories are enough: until the headline intervals are narrow, and have been so for a while."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.outcomes.estimates import Runs, estimate, samples
from sim.outcomes.headlines import HEADLINES
from sim.outcomes.intervals import Estimate

if TYPE_CHECKING:
    from sim.scenario import Scenario

RELATIVE = "unserved_gwh"
WATCHED: tuple[str, ...] = (*(name for name, headline in HEADLINES.items() if headline.kind == "share"), RELATIVE)

LOOK_AHEAD = 0.2
MARGIN = 1.05
LEAST_GROWTH, MOST_GROWTH = 1.2, 4.0


@dataclass(frozen=True, slots=True)
class Look:
    """How precise an ensemble of `n` is, and how many it should have.

    `width` is the widest 95% half-interval, that of `headline`. `reached` says that it is within the precision asked
    for, now and a look-ahead ago; `needed` is then `n`, else the size to go on to before looking again.
    """

    n: int
    width: float
    headline: str
    reached: bool
    needed: int


def look(runs: Runs, scenario: Scenario, precision: float) -> Look:
    """Whether `runs` (rows in order of replicate) are enough for `precision`, the half-width asked for (0.01: 1%).

    Watched are the headline shares, and mean unserved energy relative to its value. A half-width shrinks as
    1/sqrt(n): where it is still too wide, `needed` is what that predicts, with a margin and the look-ahead on top, and
    at most 4 times the present size. Where it is narrow enough, it must have been so a fifth fewer replicates ago
    as well, for a width that dips for a moment is no proof (Hoad, Robinson and Davies 2010). All of it follows from
    the rows alone, so that resuming, threads and chunks change nothing. Raises ValueError unless precision > 0.
    """
    if not precision > 0:
        raise ValueError(f"the precision asked for is {precision}; it lies above 0")
    now: dict[str, Estimate] = {}
    before: dict[str, Estimate] = {}
    for headline, (sample,) in samples([runs], scenario.horizon_days, WATCHED):
        now[headline.name] = estimate(headline, sample)
        before[headline.name] = estimate(headline, sample[: math.floor(sample.size / (1 + LOOK_AHEAD))])
    n = max((found.n for found in now.values()), default=0)
    name, width = widest(now)
    if width <= precision and widest(before)[1] <= precision:
        return Look(n, width, name, reached=True, needed=n)
    growth = MARGIN * (1 + LOOK_AHEAD) * (width / precision) ** 2
    # One replicate more than the look-ahead asks for makes up for rounding down.
    return Look(n, width, name, False, math.ceil(n * min(max(growth, LEAST_GROWTH), MOST_GROWTH)) + 1)


def widest(estimates: Mapping[str, Estimate]) -> tuple[str, float]:
    """The headline with the widest half-interval, and its width: relative to the value for mean unserved energy.

    An interval that does not exist counts as endless; where no energy goes unserved at all the width is 0.
    Raises ValueError if none of `WATCHED` is among the estimates.
    """
    widths = {name: _width(name, found) for name, found in estimates.items() if name in WATCHED}
    if not widths:
        raise ValueError("none of the estimates is a headline share or mean unserved energy")
    name = max(widths, key=lambda name: widths[name])
    return name, widths[name]


def _width(name: str, found: Estimate) -> float:
    half = found.half_width
    if name == RELATIVE and found.n > 1 and found.se == 0:
        return 0.0
    if math.isnan(half):
        return math.inf
    if name != RELATIVE or half == 0:
        return half
    return half / abs(found.value) if found.value else math.inf
