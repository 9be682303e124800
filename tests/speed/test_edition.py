"""The figures of the second edition: what counts as agreement, and waves that are given."""

import math

import numpy as np
import pytest

import sim
from benchmarks.edition import disagree
from benchmarks.edition_given import WINTER_2024, WINTER_2025, _spread, _with_waves, first_waves
from sim.engine.compiled import run_chunk
from sim.engine.plan import make_plan
from sim.model import codes


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


def test_the_breach_that_ends_the_first_understanding_is_the_one_that_is_counted() -> None:
    chunk = run_chunk(make_plan(sim.load("baseline")), 0, 300, 1, 0, True)
    first = {}
    for spell in chunk.spells[chunk.spells["kind"] == codes.TACIT]:
        first.setdefault(int(spell["replicate"]), spell)
    by = [
        [e["what"] for e in chunk.log[chunk.log["replicate"] == replicate] if e["day"] == spell["end"]]
        for replicate, spell in first.items()
        if spell["cause"] == codes.BREACH
    ]
    _, (_, told) = first_waves(300, 1)
    assert float(told.split()[0]) == pytest.approx(np.mean([codes.RUSSIAN_WAVE in one for one in by]), abs=1e-3)
