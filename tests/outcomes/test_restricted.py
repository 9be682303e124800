import math

import numpy as np
import pytest

from sim.outcomes.restricted import follow_up, restricted_difference, restricted_mean

DAYS = np.array([1.0, 2.0, 2.0, 2.0, 3.0, 4.0, 5.0])
SEEN = np.array([True, True, True, False, False, True, False])


def test_restricted_mean_by_hand() -> None:
    # The curve is 1, 6/7, 4/7, 2/7 from days 0, 1, 2, 4: its area to day 5 is 1 + 6/7 + 2*4/7 + 2/7 = 23/7.
    # Areas still to come are 16/7, 10/7, 2/7 at days 1, 2, 4, with d / (Y (Y - d)) of 1/42, 2/24, 1/2.
    found = restricted_mean(DAYS, SEEN, 5.0)
    assert found.value == pytest.approx(23 / 7, abs=1e-14)
    assert found.se**2 == pytest.approx((16 / 7) ** 2 / 42 + (10 / 7) ** 2 * 2 / 24 + (2 / 7) ** 2 / 2, abs=1e-14)
    assert found.n == 7
    assert restricted_mean(DAYS, SEEN, 3.0).value == pytest.approx(1 + 6 / 7 + 4 / 7)


def test_without_censoring_it_is_the_mean_of_what_is_left_of_the_horizon() -> None:
    days = np.random.default_rng(4).exponential(50, 400)
    found = restricted_mean(days, np.ones(400, dtype=bool), 60.0)
    capped = np.minimum(days, 60)
    assert found.value == pytest.approx(capped.mean())
    assert found.se == pytest.approx(capped.std() / math.sqrt(400))


def test_what_was_never_followed_is_refused_with_the_cure() -> None:
    with pytest.raises(ValueError, match="nothing is known after day 5"):
        restricted_mean(DAYS, SEEN, 6.0)
    assert follow_up(DAYS, SEEN) == 5.0
    assert follow_up([2.0, 5.0], [False, True]) == math.inf
    assert restricted_mean([2.0, 5.0], [False, True], 100.0).value == 5.0


def test_paired_difference_without_censoring_is_that_of_the_pairs() -> None:
    random = np.random.default_rng(5)
    a = random.exponential(50, 300)
    b = a * random.uniform(0.8, 1.4, 300)
    seen = np.ones(300, dtype=bool)
    paired = restricted_difference((a, seen), (b, seen), 60.0, paired=True)
    differences = np.minimum(b, 60) - np.minimum(a, 60)
    assert paired.value == pytest.approx(differences.mean())
    assert paired.se == pytest.approx(differences.std() / math.sqrt(300))
    unpaired = restricted_difference((a, seen), (b, seen), 60.0, paired=False)
    apart = [restricted_mean(days, seen, 60.0).se for days in (a, b)]
    assert unpaired.se == pytest.approx(math.hypot(*apart))
    assert unpaired.se > 2 * paired.se
    assert (paired.n, unpaired.n) == (300, 600)


def test_with_itself_none_differs() -> None:
    found = restricted_difference((DAYS, SEEN), (DAYS, SEEN), 5.0, paired=True)
    assert (found.value, found.se, found.note) == (0, 0, "none of 7 histories differs")
    assert math.isnan(found.low)


def test_what_few_ends_carry_has_no_interval() -> None:
    # Two of 300 ended: all the others lasted as long as they were watched.
    days = np.where(np.arange(300) < 2, 10.0, 180.0)
    found = restricted_mean(days, np.arange(300) < 2, 180.0)
    assert found.value == pytest.approx(180 - 2 * 170 / 300)
    assert math.isnan(found.low)
    assert found.note == "rests on 2 of 300 histories; an interval needs about 2,000"


def test_limits_lie_within_what_can_be() -> None:
    days = np.where(np.arange(60) < 20, 1.0, 60.0)
    assert restricted_mean(days, np.arange(60) < 20, 60.0).high <= 60


def test_who_has_nothing_to_last_is_left_out() -> None:
    days, seen = np.append(DAYS, [np.nan, np.nan]), np.append(SEEN, [False, True])
    assert restricted_mean(days, seen, 5.0) == restricted_mean(DAYS, SEEN, 5.0)
    nobody = restricted_mean([np.nan, np.nan], [False, False], 5.0)
    assert math.isnan(nobody.value)
    both = restricted_difference((days, seen), (days[::-1], seen[::-1]), 5.0, paired=True)
    assert both.n == 5
    assert both.value == pytest.approx(0, abs=1e-14)
    assert both.se > 0


def test_pairs_must_be_as_many_on_both_sides() -> None:
    with pytest.raises(ValueError, match="cannot be pairs"):
        restricted_difference((DAYS, SEEN), (DAYS[:3], SEEN[:3]), 1.0, paired=True)
