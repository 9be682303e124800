"""Conditions weighed: sums and equalities exactly, against runs of the same designs made one by one."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner, Result

import sim
from sim.cli.main import cli
from sim.outcomes.headlines import HEADLINES
from sim.outcomes.intervals import Estimate
from sim.scenario import load
from sim.studies.asked import averaged
from sim.studies.conditions.study import ConditionsSettings, chosen, study
from sim.studies.conditions.tables import about, contributions
from sim.studies.conditions.words import end
from sim.studies.errors import StudyError

N = 60
NAMES = ("deal_365", "unserved_gwh", "russian_waves")


def typed(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)


def test_contributions_add_exactly_and_the_ends_are_the_runs_of_the_scenario() -> None:
    base = load("baseline", {"horizon_days": 365})
    ids = chosen(base, ("C1", "C3", "C4", "C8"))
    found = study(base, averaged(365, NAMES), ids, ConditionsSettings(n=N, seed=3))
    assert found.designs == 16
    on = sim.run(base, n=N, seed=3).runs
    off = sim.run(base.without_conditions(ids), n=N, seed=3).runs
    for name, weighed in found.outcomes.items():
        total = sum(one.value.value for one in weighed.contributions if one.value)
        assert weighed.all_off is not None
        assert total == pytest.approx(weighed.all_on - weighed.all_off, abs=1e-9)
        if name != "deal_365":
            assert weighed.all_on == pytest.approx(on[name].mean())
            assert weighed.all_off == pytest.approx(off[name].mean())
    assert found.outcomes["deal_365"].all_on == (on["first_deal_day"] <= 365).fill_null(value=False).mean()


def test_alone_and_last_are_paired_differences_of_two_runs() -> None:
    base = load("baseline")
    ids = chosen(base, ("C3", "C4", "C8"))
    found = study(base, averaged(365, ["unserved_gwh"]), ids, ConditionsSettings(n=N))
    one = found.outcomes["unserved_gwh"].contributions[ids.index("C8")]
    runs = {
        without: sim.run(base.without_conditions(without), n=N).runs["unserved_gwh"].to_numpy()
        for without in ((), ("C8",), ("C3", "C4"), ("C3", "C4", "C8"))
    }
    last = runs[()] - runs["C8",]
    assert one.last.value == pytest.approx(last.mean())
    assert one.last.se == pytest.approx(last.std(ddof=1) / np.sqrt(N))
    assert one.alone is not None
    assert one.alone.value == pytest.approx((runs["C3", "C4"] - runs["C3", "C4", "C8"]).mean())


def test_pairs_are_the_second_differences_at_the_scenario() -> None:
    base = load("baseline")
    ids = chosen(base, ("C3", "C6", "C8"))
    settings = ConditionsSettings(n=N, pairs=True)
    found = study(base, averaged(365, ["russian_waves"]), ids, settings)
    assert found.designs == 7  # all but the one with three off
    waves = {
        off: sim.run(base.without_conditions(off), n=N).runs["russian_waves"].mean()
        for off in ((), ("C3",), ("C8",), ("C3", "C8"))
    }
    wanted = waves[()] - waves["C3",] - waves["C8",] + waves["C3", "C8"]  # type: ignore[operator]
    assert found.outcomes["russian_waves"].interactions[0, 2].value == pytest.approx(wanted)


def test_only_what_acts_can_be_weighed() -> None:
    baseline = load("baseline")
    assert "C2" not in chosen(baseline)
    assert "C2" in chosen(load("near_agreement_aug2024"))
    for only, said in (("C2", "would change nothing"), ("C5", "has no switch"), ("C66", "no condition C66")):
        with pytest.raises(StudyError, match=said):
            chosen(baseline, (only,))
    with pytest.raises(StudyError, match="switched off already"):
        chosen(load("baseline", ["without=[C6]"]), ("C6",))


def test_the_command_writes_a_folder_and_prints_what_machines_read(tmp_path: Path) -> None:
    out = tmp_path / "weighed"
    done = typed("conditions", "baseline", "-n", 20, "--only", "C4,C8", "--out", out, "--json")
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told["outcomes"]) == set(NAMES)
    for one in told["outcomes"].values():
        assert set(one["contributions"]) == {"C4", "C8"}
        assert set(one["contributions"]["C4"]) >= {"value", "low", "high", "alone", "last"}
        total = sum(part["value"] for part in one["contributions"].values())
        assert total == pytest.approx(one["all_on"] - one["all_off"], abs=1e-9)
    frame = pl.read_parquet(out / "contributions.parquet")
    assert frame.height == 6
    assert (out / "plots" / "condition_contributions-unserved_gwh.png").stat().st_size > 10_000
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Most of the difference comes from C4" in page
    assert "strikes.russia.damage_gw: 0" in page
    assert load(out / "scenario.yaml").digest() == load("baseline").digest()


def test_the_command_in_words_and_its_refusals(tmp_path: Path) -> None:
    out = tmp_path / "weighed"
    done = typed("conditions", "baseline", "-n", 20, "--only", "C4,C8", "--outcome", "unserved_gwh", "--out", out)
    text = " ".join(done.stdout.split())
    assert "Most of the difference comes from C4" in text
    assert "with nothing to switch off" in text.lower()
    pairs = typed("conditions", "baseline", "-n", 20, "--only", "C4,C8", "--pairs", "--out", out)
    assert "interaction" in pairs.stdout
    for words, said in (
        (["--only", "C5"], "C5 has no switch"),
        (["--outcome", "unserved"], "no outcome unserved"),
        (["-n", "1"], "-n"),
    ):
        refused = typed("conditions", "baseline", *words, "--out", out)
        assert refused.exit_code == 2
        assert said in refused.stderr


def test_a_figure_without_limits_is_told_alone() -> None:
    one = Estimate(0.25, math.nan, math.nan, 20, math.nan)
    assert end(one, HEADLINES["deal_180"]) == "25% of histories"


def test_in_a_notebook() -> None:
    weighed = sim.conditions("baseline", ["unserved_gwh"], only=["C4", "C8"], n=20)
    assert weighed.contributions.height == 2
    assert weighed.interactions["other"].to_list() == ["C8"]
    assert "<table>" in weighed._repr_html_()
    assert weighed.plot().axes
    assert "Most of the difference" in weighed.text()


def test_why_there_is_no_interval_stands_in_words_tables_and_json() -> None:
    found = sim.conditions("baseline", ["deal_365", "unserved_gwh"], only=["C4", "C8"], n=20)
    text = " ".join(found.text().split())
    assert "alone it adds 0 (none differs) GWh" in text
    assert "(too few) GWh" in text
    row = next(row for row in contributions(found).iter_rows(named=True) if row["condition"] == "C8")
    assert row["value"] is not None
    assert row["value_low"] is row["value_high"] is row["alone_low"] is row["alone_high"] is None
    one = about(found)["outcomes"]["unserved_gwh"]["contributions"]["C8"]
    assert one["alone_note"] == "none of 20 histories differs"
    assert one["note"].startswith("rests on 7 of 20 histories")
    assert one["low"] < one["value"] < one["high"], "machines are promised numbers"
