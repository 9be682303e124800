"""Assertions about averages: how often they fail wrongly is what they say, and a real effect is seen."""

import numpy as np
import polars as pl
import pytest
from scipy.stats import t

from sim.scenario import load
from sim.testing import Runs, assert_decreases, assert_increases, assert_mean_between, assert_share_between

BASE = load("baseline")
N = 400


def runs(values, column="unserved_gwh", label="a"):
    frame = pl.DataFrame({"replicate": range(len(values)), column: values})
    return Runs(label, BASE, 1, frame, "baseline", {})


def fails(assertion, *arguments, **options):
    try:
        assertion(*arguments, **options)
    except AssertionError:
        return True
    return False


def test_a_true_increase_passes_and_its_reverse_fails():
    generator = np.random.default_rng(1)
    before = generator.exponential(size=N)
    after = before + generator.exponential(0.3, size=N)
    verdict = assert_increases(runs(before), runs(after, label="b"), "unserved_gwh", by=0.2)
    assert verdict.value == pytest.approx((after - before).mean())
    assert verdict.standard_error == pytest.approx((after - before).std(ddof=1) / np.sqrt(N))
    assert_decreases(runs(after), runs(before, label="b"), "unserved_gwh", by=0.2)
    with pytest.raises(AssertionError, match=r"paired mean difference -0\.\d+ \+- 0\.0"):
        assert_increases(runs(after), runs(before, label="b"), "unserved_gwh")
    with pytest.raises(AssertionError, match=r"smaller by 0\.5 or more"):
        assert_decreases(runs(after), runs(before, label="b"), "unserved_gwh", by=0.5)


def test_the_most_contrary_replicate_is_named():
    before, after = np.ones(N), np.zeros(N)
    after[7] = -5
    with pytest.raises(AssertionError, match="most against it is replicate 7: 1 against -5") as error:
        assert_increases(runs(before), runs(after, label="b"), "unserved_gwh")
    assert "--replicate 7" in str(error.value)
    assert "at most 0.0001" in str(error.value)


def test_no_difference_at_all_fails():
    with pytest.raises(AssertionError, match="has no effect"):
        assert_increases(runs(np.arange(N)), runs(np.arange(N), label="b"), "unserved_gwh")


def test_a_difference_within_the_noise_passes_unless_it_has_to_be_shown():
    after = np.random.default_rng(4).normal(0.1, 1, N)  # about two standard errors
    noisy = runs(np.zeros(N)), runs(after, label="b")
    assert_increases(*noisy, "unserved_gwh")
    with pytest.raises(AssertionError, match=r"has to be shown: .* 0\.0001; .* exceeds 0 by 7\.5 standard") as error:
        assert_increases(*noisy, "unserved_gwh", shown=True)
    assert f"--replicate {after.argmin()}" in str(error.value)
    plain = runs(np.zeros(N)), runs(after + 0.4, label="b")
    assert_increases(*plain, "unserved_gwh", by=0.2, shown=True)
    with pytest.raises(AssertionError, match="has to be shown"):
        assert_increases(*plain, "unserved_gwh", by=0.4, shown=True)
    assert_decreases(plain[1], plain[0], "unserved_gwh", shown=True)
    with pytest.raises(AssertionError, match="has to be shown"):
        assert_decreases(*plain, "unserved_gwh", shown=True)
    with pytest.raises(AssertionError, match="has no effect"):
        assert_increases(plain[0], runs(np.zeros(N), label="b"), "unserved_gwh", shown=True)


@pytest.mark.slow
def test_what_has_to_be_shown_passes_and_fails_wrongly_as_rarely_as_said():
    generator = np.random.default_rng(5)
    trials, alarm, pairs = 2000, 0.05, 60
    edge = 2 * t.isf(alarm, pairs - 1) / np.sqrt(pairs)

    def failing(shift):
        made = (runs(generator.normal(shift, 1, pairs)) for _ in range(trials))
        still = runs(np.zeros(pairs))
        return sum(fails(assert_increases, still, one, "unserved_gwh", shown=True, alarm=alarm) for one in made)

    for rate in (1 - failing(0) / trials, failing(edge) / trials):
        assert abs(rate - alarm) < 4 * np.sqrt(alarm * (1 - alarm) / trials)


@pytest.mark.slow
def test_the_false_alarm_rate_is_what_is_said():
    """At the edge of the statement (no difference on average) it fails with the probability `alarm`."""
    generator = np.random.default_rng(2)
    trials, alarm = 2000, 0.05
    wrong = sum(
        fails(assert_increases, runs(np.zeros(60)), runs(generator.normal(size=60)), "unserved_gwh", alarm=alarm)
        for _ in range(trials)
    )
    assert abs(wrong / trials - alarm) < 4 * np.sqrt(alarm * (1 - alarm) / trials)


def test_shares_of_days():
    days = [10.0] * 30 + [200.0] * 20 + [None] * 50
    one = runs(days, "first_deal_day")
    assert_share_between(one, "first_deal_day", 0.3, 0.7)
    assert_share_between(one, "first_deal_day", 0.2, 0.4, within=180)
    with pytest.raises(AssertionError, match=r"30 of 100 = 0\.3000") as error:
        assert_share_between(one, "first_deal_day", 0.6, 1, within=180)
    assert "--replicate 30" in str(error.value)
    later = runs([300.0] * 30 + days[30:], "first_deal_day", "b")
    assert_decreases(one, later, "first_deal_day", within=180, by=0.1)
    with pytest.raises(ValueError, match="never comes in some histories"):
        assert_decreases(one, later, "first_deal_day")


def test_a_share_fails_wrongly_at_most_as_often_as_said():
    generator = np.random.default_rng(3)
    trials, alarm = 1000, 0.1
    wrong = sum(
        fails(assert_share_between, runs(generator.binomial(1, 0.3, 80), "breaches"), "breaches", 0.3, 0.3, alarm=alarm)
        for _ in range(trials)
    )
    assert wrong / trials < alarm + 4 * np.sqrt(alarm * (1 - alarm) / trials)
    assert wrong > 0


def test_means():
    one = runs(np.arange(N))
    assert_mean_between(one, "unserved_gwh", 190, 210)
    with pytest.raises(AssertionError, match="most extreme history"):
        assert_mean_between(one, "unserved_gwh", 0, 100)
    with pytest.raises(ValueError, match="it has no mean"):
        assert_mean_between(runs([1.0, None], "first_deal_day"), "first_deal_day", 0, 1)


def test_what_cannot_be_judged_is_refused():
    with pytest.raises(ValueError, match="at least 30"):
        assert_increases(runs(np.zeros(5)), runs(np.ones(5)), "unserved_gwh")
    with pytest.raises(ValueError, match="lies between 0 and 1"):
        assert_share_between(runs(np.zeros(50)), "unserved_gwh", 0.5, 0.2)
    with pytest.raises(ValueError, match="is not one"):
        assert_share_between(runs(np.zeros(50)), "unserved_gwh", 0, 1, within=180)


@pytest.mark.parametrize("alarm", [0.0, 1e-17, 0.6])
def test_a_false_alarm_that_cannot_be_had_is_refused(alarm):
    values = np.random.default_rng(1).exponential(size=N)
    assert_decreases(runs(values + 1), runs(values + 0.1 * values, label="b"), "unserved_gwh", alarm=1e-14)
    with pytest.raises(ValueError, match=r"has a chance from 1e-15 to 0\.5: "):
        assert_decreases(runs(values + 1), runs(values, label="b"), "unserved_gwh", alarm=alarm)
