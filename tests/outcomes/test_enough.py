"""Intervals of means lean to the side of the longer tail, and hold what they say for what few histories carry."""

import numpy as np
import pytest
from scipy import special, stats

from sim.outcomes import contrasts, enough, intervals
from sim.outcomes.headlines import HEADLINES
from sim.outcomes.paired import compare_pairs, estimate_difference
from sim.outcomes.paired_shares import likely_limits


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


@pytest.mark.parametrize(("events", "back"), [(7, 0.0), (10, 0.0), (14, 0.0), (40, 0.0), (7, 0.3), (12, 0.3)])
def test_a_difference_of_shares_that_is_given_an_interval_covers(events: int, back: float) -> None:
    # So many of 1,000 histories differ on average, a share `back` of them the other way. Whether a sample has the 10
    # that an interval needs is chance too, and only those are told: at 7 one in six. The sum is exact: no false alarms.
    n, up, down = 1000, events * (1 - back), events * back
    held = given = 0.0
    for gained in range(int(up + 5 * up**0.5) + 5):
        for lost in range(int(down + 5 * down**0.5) + 4 if back else 1):
            chance = stats.poisson.pmf(gained, up) * stats.poisson.pmf(lost, down)
            if gained + lost >= enough.CARRIERS and chance > 1e-6:
                low, high = likely_limits(gained, lost, n, enough.CARRIERS)
                given += chance
                held += chance * (low <= (up - down) / n <= high)
    assert 0.93 <= held / given <= 0.985


def test_only_the_limit_towards_no_difference_minds_that_it_is_shown() -> None:
    # Of 300 histories 11 are gained and none is lost, so that the likelihood is a binomial's.
    gained, n = 11, 300

    def unusual(limit: float) -> float:
        at = stats.binom.logpmf(gained, n, [gained / n, limit])
        return float(stats.norm.sf(np.sqrt(2 * (at[0] - at[1]))))

    low, high = likely_limits(gained, 0, n, enough.CARRIERS)
    assert unusual(high) == pytest.approx(0.025)
    assert unusual(low) < 0.02
    assert likely_limits(0, gained, n, enough.CARRIERS) == pytest.approx((-high, -low))


def test_a_difference_of_shares_has_the_limits_of_the_pairs_that_differ() -> None:
    a = np.arange(300) < 3
    b = (np.arange(300) > 2) & (np.arange(300) < 15)
    found = enough.of_shares(contrasts.paired_share(a, b), b.astype(float) - a)
    assert (found.low, found.high) == likely_limits(12, 3, 300, enough.CARRIERS)
    assert found.value == 0.03
    few = enough.of_shares(contrasts.paired_share(a[:9], b[:9]), b[:9].astype(float) - a[:9])
    assert few.note.startswith("rests on")


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
