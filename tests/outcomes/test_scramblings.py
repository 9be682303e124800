"""Intervals over parameter sets: from independent scramblings, for luck and for which sets were drawn."""

import numpy as np
import pytest

from sim.outcomes import enough, scramblings
from sim.outcomes.estimates import estimate
from sim.outcomes.headlines import HEADLINES
from sim.outcomes.paired import estimate_difference
from sim.studies.designs import scrambled, sobol


def test_replicates_know_their_set_and_its_scrambling() -> None:
    sets, which = scramblings.sets_and_groups(160, 80)
    assert sets.tolist() == [one for one in range(80) for _ in range(2)]
    assert which.tolist() == [one % 8 for one in range(80) for _ in range(2)]
    few = scramblings.sets_and_groups(20, 20)[1]
    assert few.tolist() == list(range(20)), "too few for eight means: each for itself"


def test_the_interval_is_that_of_eight_means() -> None:
    means = np.array([1.0, 2, 3, 4, 5, 6, 7, 9])
    values = np.repeat(np.tile(means, 8), 5)
    found = scramblings.of_mean(values, 64)
    assert found.value == pytest.approx(means.mean())
    # Lighter tails than the normal's leave all seven degrees; the longer one is above.
    se = np.std(means, ddof=1) / np.sqrt(8)
    reach, shift = 2.364624 * se, se * float(enough.leaning(enough.lopsided(np.tile(means, 8))))
    assert shift > 0
    assert (found.low, found.high) == pytest.approx((found.value - reach + shift, found.value + reach + shift))


def test_heavy_tails_leave_fewer_degrees_of_freedom() -> None:
    values = np.random.default_rng(4).standard_t(3, 64 * 5)
    found = scramblings.of_mean(values, 64)
    tails = scramblings.kurtosis(values.reshape(64, 5).mean(axis=1))
    assert tails > 0
    assert found.freedom == pytest.approx(2 / (2 / 7 + tails / 8 / 8))
    assert scramblings.kurtosis(np.ones(9)) == 0


def test_few_sets_have_no_interval_and_it_is_said_how_many_have() -> None:
    values = draws_of(1, sets=24)
    for headline in ("unserved_gwh", "unserved_gwh_q50"):
        found = estimate(HEADLINES[headline], values, draws=24)
        assert np.isnan(found.low)
        assert found.note == "an interval over parameter sets needs 64 of them; there are 24"


def test_scramblings_are_interleaved_and_keep_the_earlier_points() -> None:
    points = scrambled(3, 64, 7, 8)
    assert np.array_equal(scrambled(3, 100, 7, 8)[:64], points)
    assert np.array_equal(scrambled(3, 64, 7, 1), sobol(3, 64, 7))
    for one in range(8):  # each is a net of its own: a point in each eighth of every axis
        assert (np.sort(np.floor(points[one::8] * 8), axis=0) == np.arange(8)[:, None]).all()
    assert np.unique(points, axis=0).shape == points.shape


def draws_of(random: int, sets: int = 64, each: int = 20) -> np.ndarray:
    """A smooth function of four parameters with luck on top, as a run of sets would have it; its mean is 2."""
    at = scrambled(4, sets, random, 8)
    return (np.repeat(at.sum(axis=1), each) + np.random.default_rng(random).normal(0, 0.2, sets * each)).astype(float)


@pytest.mark.slow
def test_the_interval_of_a_smooth_mean_covers_and_is_far_narrower_than_that_of_independent_sets() -> None:
    # 400 runs: 95% with a standard error of 1.1 points; outside 90.5-99 once in 10,000 such tests, here never.
    found = [scramblings.of_mean(draws_of(seed), 64) for seed in range(400)]
    assert 0.905 <= np.mean([one.low <= 2.0 <= one.high for one in found]) <= 0.99
    # As independent sets it would be the spread of a sum of four uniform numbers over the root of 64.
    assert np.mean([one.half_width for one in found]) < 0.25 * 2 * np.sqrt(4 / 12) / 8


def test_what_few_sets_carry_has_no_interval() -> None:
    values = np.zeros(64 * 20)
    values[:60] = 1.0
    found = scramblings.of_mean(values, 64)
    assert np.isnan(found.low)
    assert found.note == "carried by 3 of 64 sets of the parameters: take more of them"
    assert "rests on 5 of" in scramblings.of_mean(np.where(np.arange(1280) % 256 == 0, 1.0, 0.0), 64).note
    assert "the same in all" in scramblings.of_mean(np.ones(1280), 64).note


def test_pairs_over_sets_take_the_spread_of_their_differences() -> None:
    x = draws_of(3)
    found = estimate_difference(HEADLINES["unserved_gwh"], x, x + 0.5 + np.sin(np.arange(x.size)) / 50, draws=64)
    assert found.low < 0.5 < found.high
    assert found.half_width < 0.01
    levels = estimate(HEADLINES["unserved_gwh"], x, draws=64)
    assert levels.half_width > 2 * found.half_width
    same = np.arange(1280) % 3 == 0
    assert estimate_difference(HEADLINES["deal_180"], same, same, draws=64).note == "none of 1,280 histories differs"
    # Means that are equal so far are not equal exactly.
    told = estimate_difference(HEADLINES["unserved_gwh"], x, x, draws=64)
    assert (told.value, told.note) == (0, "none of 1,280 histories differs")
    assert np.isnan([told.low, told.high]).all()


def test_a_quantile_over_sets_says_how_many_histories_it_needs() -> None:
    headline = HEADLINES["unserved_gwh_q05"]
    few, many = (estimate(headline, draws_of(5, each=each), draws=64) for each in (20, 60))
    assert "needs 3,200 histories" in few.note
    assert many.low < many.value < many.high
