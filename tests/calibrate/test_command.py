"""`moratorium calibrate`: its folder, a scenario that uses it, what is wrong with the input, synthetic records."""

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli
from sim.record import read_record
from sim.scenario import Distribution, ScenarioError
from sim.studies.calibrate.checks import shared_table_ranks, uniform_p_values
from sim.studies.calibrate.form import Budget
from sim.studies.calibrate.reading import read_calibration, shipped_calibration
from sim.studies.calibrate.sampling import summaries_of
from sim.studies.calibrate.settings import CalibrationSettings
from sim.studies.calibrate.study import Runner
from sim.studies.run.parameter_sets import parameter_sets
from tests.blank import without_figures

SMALL = ["--sets", "48", "--histories", "4", "--waves", "1", "--particles", "32", "--generations", "1"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made") / "calibration"
    with without_figures():
        ran = CliRunner().invoke(cli, ["calibrate", *SMALL, "--out", str(out)])
    assert ran.exit_code == 0, ran.output
    assert "sets are kept" in ran.stdout
    assert not list(out.parent.glob(".*.stages"))
    return out


def test_the_folder_holds_the_ensemble_and_what_was_learnt(folder: Path) -> None:
    found = sim.open_calibration(folder)
    told = json.loads((folder / "ensemble.json").read_bytes())["parameters"]
    assert found.ensemble.columns == list(told)
    assert found.ensemble.height == 128
    assert len(told) == 12
    drawn = {path.stem for path in (folder / "plots").iterdir()}
    assert drawn == {"implausibility", "prior_posterior", "contraction", "predictive_checks"}
    bins = pl.read_parquet(folder / "bins.parquet").drop_nulls("least")
    assert (bins["least"] <= bins["middle"]).all()
    # What is kept lies below the cutoff, and a stretch keeps something only where its least implausible set does.
    assert ((bins["least"] < 3) == (bins["kept"] > 0)).all()
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "unidentified" in page
    assert "Noisy sets do not win" in page


def test_a_scenario_draws_whole_sets_of_the_ensemble(folder: Path) -> None:
    scenario = sim.load({"extends": "baseline", "horizon_days": 30, "uncertain": str(folder)})
    told = json.loads((folder / "ensemble.json").read_bytes())["parameters"]
    paths = [
        path for path, value in scenario.values.items() if isinstance(value, Distribution) and value.kind == "sets"
    ]
    assert sorted(paths) == sorted(told)
    rows = set(zip(*(told[path] for path in paths), strict=True))
    for one in parameter_sets(scenario, 1, 1, 16).scenarios:
        assert tuple(one.values[path] for path in paths) in rows, "a set was mixed from two"
    assert any(isinstance(value, Distribution) and value.kind == "range" for value in scenario.values.values())
    assert sim.load({"extends": "baseline", "uncertain": "all"}).digest() != scenario.digest()
    assert sim.run(scenario, n=2, draws=4).n == 8


def test_a_resolved_file_keeps_the_sets(folder: Path, tmp_path: Path) -> None:
    scenario = sim.load({"extends": "baseline", "uncertain": str(folder)})
    path = tmp_path / "again.yaml"
    path.write_text(scenario.to_yaml(), encoding="utf-8")
    assert sim.load(path).digest() == scenario.digest()


@pytest.mark.parametrize("text", ["results/nothing", "some"])
def test_a_folder_without_sets_is_refused(text: str) -> None:
    with pytest.raises(ScenarioError, match="all, none, or"):
        sim.load({"extends": "baseline", "uncertain": text})


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("as_of: 2024-10-30", "as_off: 2024-10-30", "did you mean as_of?"),
        ("observed: peak_deficit.2024-07", "observed: peak_deficit.2024-08", "has no row"),
        ("observed: peak_deficit.2024-07", "observed: schedule_hours.2024-07", "published on 2025-01-15"),
        ("discrepancy: 0.7", "discrepancy: 0", "discrepancy above 0"),
        ("ask: by(first_deal, 2024-10-29)", "ask: by(first_deel, 2024-10-29)", "did you mean first_deal?"),
        (
            "  summer_deal:\n    period: summer",
            "  summer_deal:\n    period: sumer",
            "found sumer; allowed: winter, summer",
        ),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, before: str, after: str, said: str) -> None:
    text = shipped_calibration().read_text(encoding="utf-8")
    assert text.count(before) == 1
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace(before, after), encoding="utf-8")
    ran = CliRunner().invoke(cli, ["calibrate", str(path), *SMALL, "--out", str(tmp_path / "x")])
    assert ran.exit_code == 2, ran.output
    assert said in ran.output
    assert not (tmp_path / "x").exists()


@pytest.mark.slow
def test_ranks_of_200_synthetic_records_are_uniform_on_one_shared_table() -> None:
    """False-alarm rate 0.01 over all parameters that any summary sees (Bonferroni)."""
    calibration = read_calibration(shipped_calibration(), read_record())
    generator = np.random.Generator(np.random.Philox(key=11))
    points = generator.random((4200, len(calibration.paths)))
    sampled = summaries_of(calibration, points, 1, 11, 0)[:, :, 0]
    scale = np.maximum(sampled.std(axis=0), 1e-9)
    ranks = shared_table_ranks(points, sampled, scale, 200, generator, share=0.05)
    assert len(ranks) >= 100
    assert uniform_p_values(ranks).min() > 0.01 / len(calibration.paths)


@pytest.mark.slow
def test_the_full_sequence_does_not_lose_the_truth_of_five_synthetic_records() -> None:
    """The true values' places in the ensembles: of some sixty, none may lie beyond all draws more often than luck has
    it.

    A place is at an end with a chance of 2 in 129; of 60 at most 6 with a false-alarm rate below 0.001.
    """
    from dataclasses import replace

    calibration = read_calibration(shipped_calibration(), read_record())
    generator = np.random.Generator(np.random.Philox(key=12))
    ends, all_of_them = 0, 0
    for number in range(5):
        truth = generator.random((1, len(calibration.paths)))
        history = summaries_of(calibration, truth, 1, 12, 4_000_000_000 + number * 1000)[0, :, 0]
        observed = tuple(
            replace(one, observed=float(value)) for one, value in zip(calibration.summaries, history, strict=True)
        )
        budget = Budget(sets=256, histories=8, waves=2, particles=128, generations=3)
        found = Runner(replace(calibration, summaries=observed), CalibrationSettings(budget, 20 + number)).run()
        places = np.mean(found.ensemble[:, found.chosen] < truth[0, found.chosen], axis=0)
        ends += int(((places == 0) | (places == 1)).sum())
        all_of_them += len(places)
    assert ends <= 6, f"{ends} of {all_of_them} true values lie outside of their ensemble"
