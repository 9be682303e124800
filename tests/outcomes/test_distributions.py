"""Student's t and the binomial distribution against Boost (by SciPy), mpmath and what is known without either."""

import itertools
import math

import mpmath
import pytest
from scipy import special, stats

from sim.outcomes.distributions import (
    binomial_above,
    binomial_quantile,
    binomial_up_to,
    incomplete_beta,
    t_tail,
    t_value,
)

FREEDOMS = (1, 1.3, 2, 3.5, 9, 13.7, 30, 99.5, 1e3, 12_345.6, 1e5, 1e6, 1e7)
LEVELS = (0.1, 0.5, 0.8, 0.95, 0.99, 0.999, 0.99999)


@pytest.mark.parametrize("freedom", FREEDOMS)
def test_students_quantile_is_scipys(freedom: float) -> None:
    found = [t_value(freedom, level) for level in LEVELS]
    assert found == pytest.approx([stats.t.isf((1 - level) / 2, freedom) for level in LEVELS], rel=1e-11)


@pytest.mark.parametrize("freedom", [1, 2.5, 9, 30.25, 1e3])
def test_students_quantile_leaves_what_it_says(freedom: float) -> None:
    for level in (0.5, 0.95, 0.999):
        t = mpmath.mpf(t_value(freedom, level))
        left = mpmath.betainc(freedom / 2, 0.5, 0, freedom / (freedom + t * t), regularized=True)
        assert float(left / (1 - level)) == pytest.approx(1, rel=2e-14)


def test_quantiles_that_are_known_in_closed_form() -> None:
    for level in LEVELS:
        assert t_value(1, level) == pytest.approx(1 / math.tan(math.pi * (1 - level) / 2), rel=1e-12)
        assert t_value(2, level) == pytest.approx(level * math.sqrt(2 / (1 - level**2)), rel=1e-12)
        assert t_value(math.inf, level) == pytest.approx(float(special.ndtri((1 + level) / 2)), rel=1e-14)


def test_little_freedom_has_a_quantile_as_far_out_as_it_takes() -> None:
    # Heavy tails of a figure over sets leave less than one degree.
    assert t_value(0.3, 0.95) == pytest.approx(float(stats.t.isf(0.025, 0.3)), rel=1e-9)
    assert 1e24 < t_value(0.05, 0.95) < 1e26
    assert t_value(0.001, 0.95) == math.inf
    assert math.isnan(t_value(math.nan, 0.95))


@pytest.mark.parametrize("level", [-0.2, 1.0, math.nan])
def test_a_level_that_is_none_is_refused(level: float) -> None:
    assert t_value(9, 0.0) == 0
    with pytest.raises(ValueError, match="a level is from 0 to below 1"):
        t_value(9, level)


def test_the_tail_of_student_on_both_sides_of_0() -> None:
    for freedom, t in itertools.product((0.7, 4, 250.5, 1e6), (-30.0, -2.0, -0.001, 0.0, 1e-9, 0.3, 1.7, 12.0)):
        assert t_tail(t, freedom) == pytest.approx(float(stats.t.sf(t, freedom)), rel=1e-11, abs=0)
    assert t_tail(3.0, math.inf) == pytest.approx(float(stats.norm.sf(3.0)), rel=1e-14)


@pytest.mark.parametrize("n", [1, 2, 7, 100, 2_000, 50_000, 2_000_000])
def test_the_binomial_distribution_function_is_boosts(n: int) -> None:
    for q, z in itertools.product((0.001, 0.05, 0.25, 0.5, 0.95, 0.999), (-6, -3, -1.96, -0.3, 0, 0.8, 1.96, 5)):
        k = min(max(round(n * q + z * math.sqrt(n * q * (1 - q))), 0), n)
        assert binomial_up_to(k, n, q) == pytest.approx(float(stats.binom.cdf(k, n, q)), rel=1e-10, abs=1e-13)
        assert binomial_above(k, n, q) == pytest.approx(float(stats.binom.sf(k, n, q)), rel=1e-10, abs=0)


@pytest.mark.parametrize(("n", "q"), [(12, 0.3), (150, 0.02), (2_000, 0.05), (2_000_000, 1e-6), (10**9, 3e-9)])
def test_the_binomial_distribution_function_adds_up(n: int, q: float) -> None:
    with mpmath.workdps(40):
        mass = [mpmath.binomial(n, k) * mpmath.mpf(q) ** k * (1 - mpmath.mpf(q)) ** (n - k) for k in range(8)]
        exact = [float(sum(mass[: k + 1])) for k in range(8)]
    assert [binomial_up_to(k, n, q) for k in range(8)] == pytest.approx(exact, rel=1e-13, abs=0)


def test_what_cannot_happen_and_what_must() -> None:
    assert [binomial_up_to(k, 5, 0.5) for k in (-1, 5, 9)] == [0, 1, 1]
    assert [binomial_above(k, 5, 0.5) for k in (-1, 5, 9)] == [1, 0, 0]
    assert (binomial_up_to(2, 5, 0.0), binomial_up_to(2, 5, 1.0)) == (1, 0)
    assert (binomial_above(2, 5, 0.0), binomial_above(2, 5, 1.0)) == (0, 1)
    assert binomial_up_to(0, 0, 0.5) == 1
    assert (incomplete_beta(2, 3, 0.0, 1.0), incomplete_beta(2, 3, 1.0, 0.0)) == (0, 1)


@pytest.mark.parametrize("n", [1, 8, 72, 999, 40_000, 2_000_000])
def test_the_binomial_quantile_is_the_first_that_reaches(n: int) -> None:
    for q, p in itertools.product((0.0004, 0.05, 0.3, 0.5, 0.95), (1e-7, 0.005, 0.025, 0.4, 0.8, 0.975, 0.99999)):
        assert binomial_quantile(p, n, q) == stats.binom.ppf(p, n, q)
