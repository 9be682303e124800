"""Assertions about every run: what passes, what fails, and what is told. Frames are made by hand, with no model."""

import dataclasses

import polars as pl
import pytest

from sim.scenario import load
from sim.testing import (
    Runs,
    assert_identical,
    assert_never_earlier,
    assert_never_higher,
    assert_never_later,
    assert_never_lower,
)

BASE = load("baseline")


def runs(label="a", seed=1, **columns):
    count = len(next(iter(columns.values())))
    frame = pl.DataFrame({"replicate": range(count), **columns})
    return Runs(label, BASE, seed, frame, "mine.yaml", {"talks.mediator": 0.5, "talks.channel_open": True})


def test_never_earlier_passes_and_counts_what_differs():
    before, after = runs(first_deal_day=[10.0, None, 30.0]), runs("b", first_deal_day=[10.0, None, None])
    verdict = assert_never_earlier(before, after, "first_deal_day")
    assert (verdict.n, verdict.differing, verdict.alarm) == (3, 1, 0)


def test_never_earlier_names_the_plainest_counterexample():
    before, after = runs(first_deal_day=[10.0, None, 30.0]), runs("b", first_deal_day=[9.0, 50.0, 30.0])
    with pytest.raises(AssertionError) as error:
        assert_never_earlier(before, after, "first_deal_day")
    assert str(error.value).splitlines() == [
        "first_deal_day is never earlier in b than in a",
        "  found: earlier in 2 of 3 replicates, most in replicate 1: never against 50",
        "  false-alarm rate 0: the statement is about every run, and one counterexample refutes it",
        "  trace it: moratorium trace mine.yaml --replicate 1 --seed 1 --set talks.mediator=0.5 "
        "--set talks.channel_open=true",
        "      against moratorium trace mine.yaml --replicate 1 --seed 1 --set talks.mediator=0.5 "
        "--set talks.channel_open=true",
    ]


@pytest.mark.parametrize(
    ("assertion", "passes", "fails"),
    [
        (assert_never_later, [9.0, 5.0], [10.5, 5.0]),
        (assert_never_earlier, [11.0, None], [9.9, None]),
    ],
)
def test_days(assertion, passes, fails):
    before = runs(first_deal_day=[10.0, None if assertion is assert_never_later else 5.0])
    assertion(before, runs("b", first_deal_day=passes), "first_deal_day")
    with pytest.raises(AssertionError):
        assertion(before, runs("b", first_deal_day=fails), "first_deal_day")


def test_counts():
    few, many = runs(breaches=[1, 2, 3]), runs("b", breaches=[1, 3, 3])
    assert_never_lower(few, many, "breaches")
    assert_never_higher(many, few, "breaches")
    with pytest.raises(AssertionError, match="lower in 1 of 3 replicates, most in replicate 1: 3 against 2"):
        assert_never_lower(many, few, "breaches")
    with pytest.raises(AssertionError, match="higher in 1 of 3"):
        assert_never_higher(few, many, "breaches")


@pytest.mark.parametrize(
    "assertion", [assert_never_lower, assert_never_higher, assert_never_earlier, assert_never_later]
)
def test_some_replicate_can_be_asked_to_differ(assertion):
    same, other = runs(first_deal_day=[2.0, None]), runs("b", first_deal_day=[2.0, None])
    assert assertion(same, other, "first_deal_day").differing == 0
    with pytest.raises(AssertionError, match="and in some it differs") as error:
        assertion(same, other, "first_deal_day", some_differ=True)
    found, rate, trace = str(error.value).splitlines()[1:4]
    assert found == "  found: no difference in any of 2 replicates: what was varied has no effect on it"
    assert rate.startswith("  false-alarm rate (1 - p)^n")
    assert "moratorium trace mine.yaml --replicate 0" in trace
    sooner, later = runs(first_deal_day=[2.0, 5.0]), runs("b", first_deal_day=[2.0, None])
    if assertion in (assert_never_higher, assert_never_later):
        sooner, later = later, sooner
    assert assertion(sooner, later, "first_deal_day", some_differ=True).differing == 1
    with pytest.raises(AssertionError, match="most in replicate 1"):
        assertion(later, sooner, "first_deal_day", some_differ=True)


def test_identical():
    first, second = (
        runs(breaches=[1, 2], first_deal_day=[None, 2.0]),
        runs("b", breaches=[1, 2], first_deal_day=[None, 3.0]),
    )
    assert_identical(first, second, ["breaches"])
    assert_identical(first, first)
    with pytest.raises(AssertionError, match="first_deal_day differs in 1 of 2 replicates, first in replicate 1"):
        assert_identical(first, second)


def test_what_is_not_paired_is_refused():
    one = runs(breaches=[1, 2])
    other_ceilings = dataclasses.replace(BASE, ceilings={**BASE.ceilings, "round": 1.0})
    for other, message in (
        (runs("b", seed=2, breaches=[1, 2]), "seed 1, b has seed 2"),
        (runs("b", breaches=[1, 2, 3]), "2 replicates, b has 3"),
        (dataclasses.replace(one, label="b", scenario=other_ceilings), "different ceilings"),
    ):
        with pytest.raises(ValueError, match=message):
            assert_never_lower(one, other, "breaches")


def test_what_cannot_be_compared_is_refused():
    one = runs(breaches=[1, 2], deal_days=[None, 3.0], kind=["a", "b"])
    with pytest.raises(ValueError, match="no column 'brches'"):
        assert_never_lower(one, one, "brches")
    with pytest.raises(ValueError, match="missing in 1 of 2"):
        assert_never_lower(one, one, "deal_days")
    with pytest.raises(ValueError, match="not a number"):
        assert_never_lower(one, one, "kind")
