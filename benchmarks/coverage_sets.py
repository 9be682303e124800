"""How often intervals over parameter sets hold the truth: the second table of `python -m benchmarks.coverage`.

Histories of two scenarios under hundreds of independent scramblings of the parameters stand for the truth. A sample is
eight of the scramblings, as a run has them: so many points of each, so many histories a point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

import sim
from sim.outcomes.estimates import estimate, samples
from sim.outcomes.headlines import HEADLINES, Headline
from sim.outcomes.intervals import Estimate
from sim.outcomes.paired import estimate_difference
from sim.outcomes.scramblings import SCRAMBLINGS
from sim.studies.designs import scrambled
from sim.studies.run.fill import complete
from sim.studies.run.keepers import Memory
from sim.studies.run.parameter_sets import Drawn, ParameterSets, uncertain
from sim.studies.settings import Settings

POOL = 500
"""Scramblings of the pool."""
SHAPES = ((8, 5), (8, 30))
"""Points of each scrambling, and histories a point."""

Pool = list[tuple[Headline, np.ndarray, np.ndarray]]


def pool(names: tuple[str, str], seed: int, scramblings: int = POOL) -> Pool:
    """Shares and means of both scenarios with all uncertainties drawn, shape (points, scramblings, histories)."""
    points, each = max(shape[0] for shape in SHAPES), max(shape[1] for shape in SHAPES)
    tables = []
    for name in names:
        scenario = sim.load(name, ["uncertain=all"])
        places = scrambled(len(uncertain(scenario)), points * scramblings, seed, scramblings)
        sets, memory = ParameterSets(Drawn(scenario, places), each), Memory()
        complete(sets, Settings(n=each, seed=seed, bands=0), memory)
        tables.append(memory.runs(sets.total).collect())
    wanted = [name for name, headline in HEADLINES.items() if headline.kind != "quantile"]
    shape = (points, scramblings, each)
    return [(one, x.reshape(shape), y.reshape(shape)) for one, (x, y) in samples(tables, 365, wanted)]


def figures(found: Pool) -> Iterator[tuple[str, Callable[[np.ndarray, int, int], Estimate], float]]:
    """A name, an estimator of (scramblings, points, histories), the truth: of each headline and its difference."""
    for headline, x, y in found:

        def level(at, points, each, headline=headline, y=y):  # type: ignore[no-untyped-def]
            return estimate(headline, y[:points, at, :each].ravel(), draws=points * at.size)

        def difference(at, points, each, headline=headline, x=x, y=y):  # type: ignore[no-untyped-def]
            a, b = (one[:points, at, :each].ravel() for one in (x, y))
            return estimate_difference(headline, a, b, draws=points * at.size)

        yield headline.name, level, float(np.mean(y))
        yield f"difference of {headline.name}", difference, float(np.mean(y)) - float(np.mean(x))


def chosen(random: np.random.Generator, scramblings: int) -> np.ndarray:
    """The scramblings of one sample."""
    return random.choice(scramblings, SCRAMBLINGS, replace=False)


def column(points: int, each: int) -> str:
    """How a shape is headed."""
    return f"{points * SCRAMBLINGS} sets of {each}"
