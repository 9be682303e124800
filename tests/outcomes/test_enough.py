"""Intervals of means lean to the side of the longer tail, and hold what they say for what few histories carry."""

import numpy as np
import pytest
from scipy import special, stats

from sim.outcomes import contrasts, enough, intervals
from sim.outcomes.headlines import HEADLINES
from sim.outcomes.paired import compare_pairs, estimate_difference


def test_the_limits_move_to_the_side_of_the_longer_tail_by_half_of_the_expansion() -> None:
    values = np.array([0.0] * 80 + [1.0] * 20)
    found = enough.of_mean(intervals.mean(values), values)
    se, skewness = np.std(values, ddof=1) / 10, stats.skew(values) / 10
    shift = se * skewness * (1 + 2 * 1.959964**2) / 12
    reach = special.stdtrit(19, 0.975) * se
    assert (found.low, found.high) == pytest.approx((0.2 - reach + shift, 0.2 + reach + shift))
    mirrored = enough.of_mean(intervals.mean(-values), -values)
    assert (mirrored.low, mirrored.high) == pytest.approx((-found.high, -found.low))


def test_what_is_as_long_on_both_sides_moves_nothing() -> None:
    assert enough.lopsided([-1.0, 0.0, 1.0, np.nan]) == pytest.approx(0)
    assert enough.lopsided([1.0, 1.0]) == 0.0


@pytest.mark.parametrize("events", [7, 10, 14, 20, 40])
def test_a_rare_difference_that_is_given_an_interval_covers(events: int) -> None:
    # So many of 1,000 histories change on average. Whether a sample has 10 is chance too, and only those are told. The
    # sum is exact: no false alarms. A count is discrete, and samples below 10 would have been the misses on one side,
    # so that it cannot be 95% for every number of events; Bonett and Price's interval goes to 99.3%.
    n, counts = 1000, np.arange(enough.CARRIERS, 200)
    truth, held, given = events / n, 0.0, 0.0
    for count in counts:
        values = np.zeros(n)
        values[:count] = 1.0
        found = enough.of_shares(contrasts.paired_share(np.zeros(n, bool), values > 0), values)
        chance = stats.binom.pmf(count, n, truth)
        given += chance
        held += chance * (found.low <= truth <= found.high)
    assert 0.94 <= held / given <= 0.991


@pytest.mark.parametrize("shift", [0.2, 0.3, 0.5])
def test_a_difference_is_unusual_where_its_interval_has_no_zero(runs, shift: float) -> None:
    random = np.random.default_rng(5)
    a = random.exponential(2, 60)
    pair = [runs(60, unserved_gwh=a), runs(60, unserved_gwh=a + random.exponential(1, 60) - 1 + shift)]
    (found,) = compare_pairs(*pair, 365, names=["unserved_gwh"])
    outside = not found.difference.low <= 0 <= found.difference.high
    assert found.p_value is not None
    assert (found.p_value < 0.05) == outside


def test_a_difference_of_shares_none_of_which_differs_keeps_its_bound() -> None:
    same = np.arange(50) < 9
    found = estimate_difference(HEADLINES["deal_180"], same, same)
    assert found.low < 0 < found.high
    assert found.note == "none of 50 histories differs"
