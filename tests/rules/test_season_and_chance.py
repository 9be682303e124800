"""The season, and decisions by inversion, against values known from elsewhere."""

from __future__ import annotations

import math
from statistics import NormalDist

import pytest

from sim.model.chance import exponential, logistic, poisson
from sim.model.normal import normal
from sim.model.season import cold, swing

from .world import NEVER, world

TO_20_JANUARY = 82.0  # from 30 October 2024


def test_the_coldest_day_is_20_january():
    _, p = world()
    assert swing(p, TO_20_JANUARY) == 1.0
    assert cold(p, TO_20_JANUARY) == 1.0
    assert swing(p, TO_20_JANUARY + 365.25 / 2) == pytest.approx(-1.0)


def test_warm_months_are_not_cold():
    _, p = world()
    assert cold(p, TO_20_JANUARY + 180.0) == 0.0


@pytest.mark.parametrize("x", [-3.0, 0.0, 0.7, 5.0])
def test_logistic_is_the_inverse_of_log_odds(x):
    probability = logistic(x)
    assert math.log(probability / (1.0 - probability)) == pytest.approx(x)


@pytest.mark.parametrize("x", [-699.0, -701.0, -5000.0, 5000.0])
def test_log_odds_out_of_reach_are_no_and_yes(x):
    """Such as the willingness under `demands` 50, `linkage` 10 and `gap` 10, all of them allowed."""
    assert logistic(x) == pytest.approx(float(x > 0), abs=1e-300)


def test_exponential_has_its_distribution_function():
    assert exponential(14.0, math.exp(-2.0)) == pytest.approx(28.0)


@pytest.mark.parametrize("mean", [0.2, 0.5, 4.0, 12.0])
def test_poisson_is_the_quantile_of_its_distribution(mean):
    term = reached = math.exp(-mean)
    count = 0
    while reached < 1.0 - 1e-6:
        assert poisson(mean, reached * (1.0 - 1e-9)) == count
        assert poisson(mean, reached * (1.0 + 1e-9)) == count + 1
        count += 1
        term *= mean / count
        reached += term


def test_poisson_of_mean_0_is_0():
    assert poisson(0.0, NEVER) == 0


@pytest.mark.parametrize(
    "mark", [1e-9, 1e-6, 0.001, 0.02, 0.05, 0.07, 0.3, 0.45, 0.5, 0.6, 0.93, 0.97, 0.9999, 1 - 1e-7]
)
def test_normal_is_the_quantile_of_the_standard_normal(mark):
    assert normal(mark) == pytest.approx(NormalDist().inv_cdf(mark), rel=1e-12, abs=1e-15)


def test_normal_far_out_is_right_too():
    x = normal(2.0**-60)  # beyond the first tail's approximation
    assert 0.5 * math.erfc(-x / math.sqrt(2.0)) == pytest.approx(2.0**-60, rel=1e-12)
