import json

import numpy as np
import polars as pl
import pytest

from sim.outcomes.headlines import HEADLINES
from sim.outcomes.intervals import mean, wilson
from sim.outcomes.summary import summarise, to_json


@pytest.fixture
def told(runs, spells) -> tuple[pl.DataFrame, pl.DataFrame]:
    random = np.random.default_rng(3)
    n = 300
    broken = np.round(random.exponential(120, n), 0)
    rows = runs(
        n,
        first_deal_day=np.where(random.random(n) < 0.1, 90.0, np.nan),
        tacit_end_day=np.where(broken < 365, broken, np.nan),
        unserved_gwh=random.exponential(900, n),
        clips=2,
        events=random.poisson(90, n),
    )
    entries = [
        (replicate, "tacit", 0.0, min(day, 365.0), "breach" if day < 365 else "in_force")
        for replicate, day in enumerate(broken)
    ]
    return rows, spells(entries)


def test_headlines_carry_figures_and_words(told, scenario) -> None:
    summary = summarise(*told, scenario())
    assert list(summary["headlines"]) == list(HEADLINES)
    deal, energy = summary["headlines"]["deal_180"], summary["headlines"]["unserved_gwh"]
    expected = wilson(told[0]["first_deal_day"].count(), 300)
    assert (deal["value"], deal["low"], deal["high"]) == pytest.approx((expected.value, expected.low, expected.high))
    assert energy["value"] == pytest.approx(mean(told[0]["unserved_gwh"].to_numpy()).value)
    assert (deal["n"], deal["unit"], deal["kind"], deal["better"]) == (300, "share", "share", "more")
    assert summary["headlines"]["hours_short_q95"]["kind"] == "quantile"
    assert (summary["n"], summary["horizon_days"], summary["clips"]) == (300, 365, 600)
    assert summary["events"] == pytest.approx(told[0]["events"].mean())
    assert summary["scenario"] == {
        "name": "by_hand",
        "title": "By hand",
        "question": "What do the figures say?",
        "start": "2024-10-30",
    }


def test_lives_and_ends_are_told(told, scenario) -> None:
    summary = summarise(*told, scenario())
    tacit, days = summary["lives"]["tacit"], np.minimum(told[1]["end"].to_numpy(), 180)
    assert tacit["n"] == 300
    assert tacit["restricted_mean"]["value"] == pytest.approx(days.mean())
    assert tacit["restricted_mean"]["within_days"] == 180
    assert tacit["median"] == pytest.approx(np.median(told[1]["end"].to_numpy()), abs=1)
    assert tacit["lasting"]["90"]["value"] == pytest.approx(np.mean(told[1]["end"].to_numpy() > 90))
    assert list(tacit["lasting"]) == ["30", "60", "90", "180"]
    assert summary["lives"]["formal"] == {
        "label": "first formal deal",
        "n": 0,
        "median": None,
        "restricted_mean": None,
        "lasting": {},
    }
    ends = summary["ends"]["first_tacit"]
    assert ends["n"] == 300
    assert ends["causes"]["breach"]["count"] == told[0]["tacit_end_day"].count()
    assert summary["ends"]["all_complete"]["causes"]["breach"]["value"] is None


def test_a_spell_replaced_by_a_stronger_one_did_not_fail(runs, spells, scenario) -> None:
    lives = [
        (0, "tacit", 0.0, 20.0, "signed"),
        (0, "partial", 20.0, 60.0, "upgrade"),
        (1, "tacit", 0.0, 200.0, "shock"),
    ]
    summary = summarise(runs(2), spells(lives), scenario())
    assert summary["lives"]["tacit"]["restricted_mean"]["value"] == 180
    assert summary["lives"]["formal"]["restricted_mean"]["within_days"] == 40
    assert summary["lives"]["formal"]["median"] is None


def test_the_bytes_are_the_same_however_the_rows_are_held(told, scenario, tmp_path) -> None:
    rows, spells = told
    expected = to_json(summarise(rows, spells, scenario()))
    assert json.loads(expected) == summarise(rows, spells, scenario())
    cut = [pl.concat([table[:7], table[7:180], table[180:]], rechunk=False) for table in told]
    assert to_json(summarise(*cut, scenario())) == expected
    for name, table in (("runs", rows), ("spells", spells)):
        table[:100].write_parquet(tmp_path / f"{name}-0.parquet")
        table[100:].write_parquet(tmp_path / f"{name}-1.parquet")
    scans = [pl.scan_parquet([tmp_path / f"{name}-{part}.parquet" for part in (0, 1)]) for name in ("runs", "spells")]
    assert to_json(summarise(*scans, scenario())) == expected
    shuffled = spells.sample(fraction=1, shuffle=True, seed=2)
    assert to_json(summarise(rows, shuffled, scenario())) == expected


@pytest.mark.parametrize("n", [0, 1, 2])
def test_few_rows_give_what_they_can(runs, spells, scenario, n: int) -> None:
    summary = summarise(runs(n), spells([]), scenario(horizon_days=100))
    assert "deal_180" not in summary["headlines"]
    energy = summary["headlines"]["unserved_gwh"]
    assert (energy["n"], energy["value"]) == (n, 0 if n else None)
    assert energy["low"] is None
    assert energy.get("note") == {0: None, 1: "one history has no interval", 2: "the same in all 2 histories"}[n]
    json.loads(to_json(summary), parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))


def test_a_wider_level_gives_wider_intervals(told, scenario) -> None:
    wide, narrow = (summarise(*told, scenario(), level=level) for level in (0.99, 0.8))
    for name in ("deal_180", "unserved_gwh", "unserved_gwh_q50"):
        assert wide["headlines"][name]["high"] > narrow["headlines"][name]["high"], name
    assert wide["level"] == 0.99
