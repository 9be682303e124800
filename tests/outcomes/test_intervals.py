import math

import numpy as np
import pytest
from scipy import stats

from sim.outcomes import intervals


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_limits(k: int, n: int, low: float, high: float) -> None:
    # Newcombe 1998, Statistics in Medicine 17: 857-872, table I.
    share = intervals.wilson(k, n)
    assert share.value == k / n
    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


@pytest.mark.parametrize(("k", "n"), [(0, 1), (1, 1), (1, 2), (7, 7), (3, 50), (999, 1000)])
@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
def test_wilson_agrees_with_scipy(k: int, n: int, level: float) -> None:
    share = intervals.wilson(k, n, level)
    expected = stats.binomtest(k, n).proportion_ci(level, method="wilson")
    assert (share.low, share.high) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_wilson_ends_exactly_at_0_and_1() -> None:
    for n in range(1, 400):
        assert intervals.wilson(0, n).low == 0.0
        assert intervals.wilson(n, n).high == 1.0
        assert intervals.wilson(0, n).high > 0.0


def test_wilson_of_nothing_is_missing_and_of_nonsense_an_error() -> None:
    assert math.isnan(intervals.wilson(0, 0).value)
    for k, n in ((2, 1), (-1, 3)):
        with pytest.raises(ValueError, match="not a share"):
            intervals.wilson(k, n)


@pytest.mark.parametrize("n", [2, 3, 30])
def test_the_mean_has_students_interval(n: int) -> None:
    x = np.random.default_rng(n).exponential(size=n)
    found = intervals.mean(x, 0.9)
    expected = stats.ttest_1samp(x, 0).confidence_interval(0.9)
    assert found.value == pytest.approx(x.mean())
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    assert found.se == pytest.approx(stats.sem(x))


def test_a_mean_of_one_has_no_interval_and_missing_values_are_not_counted() -> None:
    one = intervals.mean([3.0, np.nan])
    assert (one.value, one.n) == (3.0, 1)
    assert math.isnan(one.low)
    assert math.isnan(one.se)
    none = intervals.mean([np.nan, np.nan])
    assert none.n == 0
    assert math.isnan(none.value)
    assert none.as_dict() == {"value": None, "low": None, "high": None, "se": None, "n": 0}


def test_a_constant_has_an_interval_of_no_width() -> None:
    found = intervals.mean([2.5] * 7)
    assert (found.value, found.low, found.high, found.half_width) == (2.5, 2.5, 2.5, 0.0)


@pytest.mark.parametrize("q", [0.05, 0.25, 0.5, 0.95])
@pytest.mark.parametrize("n", [100, 337])
def test_ranks_of_a_quantile_are_the_narrowest_that_keep_each_tail(n: int, q: float) -> None:
    below, above = intervals.order_ranks(n, q)
    falls_below = stats.binom(n, q)
    assert falls_below.cdf(below - 1) <= 0.025 < falls_below.cdf(below)
    assert falls_below.sf(above - 1) <= 0.025 < falls_below.sf(above - 2)


def test_a_quantile_of_a_known_list() -> None:
    # Binomial(20, 1/2): P(B < 6) = 0.0207 and P(B < 7) = 0.0577, so the limit lies between the 6th and the 7th, where
    # Nyblom puts it: weight 1 / (1 + 6 * 0.0327 / (14 * 0.0043)) of the 7th.
    found = intervals.quantile(np.arange(1.0, 21.0)[::-1], 0.5)
    assert (found.value, found.n) == (10.5, 20)
    assert (found.low, found.high) == pytest.approx((6.2352, 14.7648), abs=1e-3)
    assert found.se == pytest.approx((found.high - found.low) / (2 * 1.959964), rel=1e-6)


def test_a_quantile_without_enough_observations_has_no_limit() -> None:
    assert math.isnan(intervals.quantile(np.arange(71.0), 0.05).low)
    assert 0.0 <= intervals.quantile(np.arange(72.0), 0.05).low < 0.01
    assert math.isnan(intervals.quantile(np.arange(71.0), 0.95).high)
    assert 70.99 < intervals.quantile(np.arange(72.0), 0.95).high <= 71.0
    single = intervals.quantile([4.0], 0.5)
    assert single.value == 4.0
    assert math.isnan(single.low)
    assert math.isnan(single.high)
    assert intervals.quantile([np.nan], 0.5).n == 0
    with pytest.raises(ValueError, match="between 0 and 1"):
        intervals.quantile([1.0], 1.0)


def test_figures_for_json_carry_ten_digits_and_none_for_what_is_not_a_number() -> None:
    assert intervals.plain(0.1 + 0.2) == 0.3
    assert intervals.plain(math.inf) is None
    assert intervals.plain(math.nan) is None


def test_a_quantile_misses_as_often_below_as_above_and_as_often_as_it_says() -> None:
    # The minimum of 72 alone is below the 0.05 quantile of 100 in 99.4%: with it the interval would cover 98.5%.
    exact = np.sort(np.random.default_rng(3).random((20_000, 100)), axis=1)
    low = intervals.quantile(np.arange(100.0), 0.05).low
    below = int(low)
    limits = exact[:, below] + (low - below) * (exact[:, below + 1] - exact[:, below])
    # 0.025 with a standard error of 0.0011; of uniform values Nyblom's weight is near, not exact.
    assert 0.020 <= np.mean(limits > 0.05) <= 0.034


def test_quantiles_of_counts_are_whole_or_halves() -> None:
    counts = np.array([0.0, 1, 1, 2, 3, 5, 8, 9])
    assert intervals.sample_quantiles(counts, (0.05, 0.3, 0.5, 0.95)).tolist() == [0.0, 1.0, 2.5, 9.0]
    amounts = counts + 0.25
    assert intervals.sample_quantiles(amounts, (0.3, 0.95)) == pytest.approx(np.quantile(amounts, (0.3, 0.95)))
