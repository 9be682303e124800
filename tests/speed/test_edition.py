"""The figures of the second edition: what counts as agreement, and waves that are given."""

import math

import sim
from benchmarks.edition import disagree
from benchmarks.edition_given import WINTER_2024, WINTER_2025, _spread, _with_waves


def test_a_figure_that_is_no_number_does_not_agree() -> None:
    assert not disagree({"baseline": {"waves": 1.6, "deal": 3.9}, "open war": {"waves": 0.0}})
    assert disagree({"baseline": {"waves": 1.6}, "open war": {"waves": 4.1}})
    assert disagree({"baseline": {"waves": math.nan}})


def test_given_waves_are_all_there_are() -> None:
    found = sim.run(_with_waves({"extends": "baseline", "horizon_days": 90}, WINTER_2024), n=20, bands=0)
    assert set(found.runs["russian_waves"]) == {5}


def test_the_waves_of_a_month_lie_in_it() -> None:
    days = [day for month, count in WINTER_2025.items() for day in _spread(month, count)]
    assert len(set(days)) == 22
    assert days == sorted(days)
    assert days[-1] <= "2026-01-20"
