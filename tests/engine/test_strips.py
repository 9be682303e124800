"""A clock's candidates come in strips of acceptance; together they are a Poisson process with even acceptances."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from sim.engine import draws
from sim.engine.limits import EVERY
from sim.engine.plan import make_plan
from sim.engine.prepared_draws import PreparedDraws
from sim.scenario import CLOCKS, load

LEVEL = 1e-4  # false alarms of each test, at these seeds
REPLICATES = 60


@pytest.fixture(scope="module")
def plan():
    return make_plan(load("baseline"))


@pytest.fixture(scope="module")
def drawn(plan):
    return [PreparedDraws(plan, replicate, 3, EVERY).visits for replicate in range(REPLICATES)]


def test_strips_join_without_a_gap():
    edges = [draws.strip_low(strip) + draws.strip_width(strip) for strip in range(draws.STRIPS)]
    assert [draws.strip_low(strip) for strip in range(draws.STRIPS)] == [0.0, *edges[:-1]]
    assert edges[-1] == 1.0


@pytest.mark.parametrize("clock", range(len(CLOCKS)), ids=CLOCKS)
def test_the_strips_together_are_a_poisson_process_at_the_ceiling(plan, drawn, clock):
    """Gaps are exponential, acceptances even up to the ceiling, counts Poisson (Kolmogorov-Smirnov, chi-square)."""
    ceiling = plan.ceilings[clock]
    days = [visits[clock][2] for visits in drawn]
    assert all((np.diff(of_one) > 0.0).all() for of_one in days)
    gaps = np.concatenate([np.diff(of_one, prepend=0.0) for of_one in days])
    counts = np.array([of_one.size for of_one in days])
    accepts = np.concatenate([visits[clock][3] for visits in drawn])
    # A gap that the horizon cuts is not seen, which leaves out long ones: only those of the first half are compared.
    early = np.concatenate([np.diff(of_one, prepend=0.0)[: int(ceiling * plan.horizon / 2)] for of_one in days])
    assert stats.kstest(early, "expon", args=(0.0, 1.0 / ceiling)).pvalue > LEVEL
    assert stats.kstest(accepts, "uniform", args=(0.0, ceiling)).pvalue > LEVEL
    assert gaps.size == counts.sum()
    expected = ceiling * plan.horizon
    assert stats.chi2.sf(((counts - expected) ** 2 / expected).sum(), REPLICATES) > LEVEL


def test_a_strip_above_every_rate_is_not_drawn_and_takes_nothing_from_the_others(plan, drawn):
    limited = [PreparedDraws(plan, replicate, 3, plan.limits).visits for replicate in range(10)]
    for clock, limit in enumerate(plan.limits):
        for some, every in zip(limited, drawn, strict=False):
            below = every[clock][3] < limit
            for part, all_of_it in zip(some[clock], every[clock], strict=True):
                np.testing.assert_array_equal(part, all_of_it[below])
