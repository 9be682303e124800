"""Decisions by inversion against SciPy and the standard library; a higher mean never gives less at the same mark."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from scipy import special, stats

from sim.model.chance import exponential, logistic, poisson
from sim.model.normal import normal

MARKS = np.random.default_rng(1).uniform(size=4000)
EDGES = [
    2.0**-33,
    1e-6,
    0.075,
    0.5,
    0.925,
    1 - 1e-6,
    1 - 2.0**-33,
]  # the outermost draws, and about where its form changes


@pytest.mark.parametrize("mean", [0.0, 0.02, 0.5, 4.0, 12.0, 50.0])
def test_poisson_is_scipys_quantile(mean):
    found = [poisson(mean, mark) for mark in MARKS.tolist()]
    assert found == np.maximum(0, stats.poisson(mean).ppf(MARKS)).astype(int).tolist()


@pytest.mark.parametrize("mean", [0.5, 50.0])
def test_poisson_at_the_outermost_draws_is_finite(mean):
    assert poisson(mean, EDGES[0]) <= poisson(mean, EDGES[-1]) < 40 + 4 * mean


def test_poisson_never_falls_with_its_mean():
    for mark in [*MARKS[:300].tolist(), *EDGES]:
        counts = [poisson(mean, mark) for mean in np.linspace(0, 12, 200).tolist()]
        assert counts == sorted(counts)


def test_normal_is_the_quantile_of_scipy_and_of_the_standard_library():
    marks = [*MARKS.tolist(), *EDGES]
    found = np.array([normal(mark) for mark in marks])
    assert found == pytest.approx(special.ndtri(marks), rel=1e-10, abs=1e-14)
    assert found == pytest.approx([NormalDist().inv_cdf(mark) for mark in marks], rel=1e-12, abs=1e-15)


def test_normal_rises_with_its_mark():
    found = [normal(mark) for mark in sorted([*MARKS.tolist(), *EDGES])]
    assert found == sorted(found)


def test_exponential_and_logistic_are_scipys():
    found = [exponential(14.0, mark) for mark in MARKS.tolist()]
    assert found == pytest.approx(stats.expon(scale=14.0).isf(MARKS), rel=1e-12)
    logits = np.linspace(-30, 30, 301)
    assert [logistic(x) for x in logits.tolist()] == pytest.approx(special.expit(logits), rel=1e-12)
