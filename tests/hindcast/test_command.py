"""`moratorium hindcast` as it is typed: output, folder, forecasts on file, what is wrong with the input."""

import datetime as dt
import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli
from sim.results import Refused
from sim.studies.hindcast import forecasts
from tests.blank import without_figures

SMALL = ["moratorium_2025", "autumn_2025", "-n", "64", "--draws", "16"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made") / "hindcast"
    with without_figures():
        ran = CliRunner().invoke(cli, ["hindcast", *SMALL, "--out", str(out)])
    assert ran.exit_code == 0, ran.output
    return out


@pytest.mark.usefixtures("no_figures")
def test_json_has_the_shape_that_machines_read(folder: Path) -> None:
    ran = CliRunner().invoke(cli, ["hindcast", *SMALL, "--json", "--out", str(folder)])
    assert ran.exit_code == 0
    told = json.loads(ran.stdout)
    by_name = {(row["hindcast"], row["question"]): row for row in told["scores"]}
    waves = by_name["autumn_2025", "waves_2025_10"]
    assert waves["observed"] == 5
    assert waves["model"]["crps"] > 0
    assert 0 <= waves["model"]["inside_90"] <= 1
    assert set(waves["baselines"]) == {"climatology", "last_twelve_months", "persistence_1", "persistence_3"}
    deal = by_name["autumn_2025", "deal_by_december"]
    assert deal["observed"] == 0
    assert deal["model"]["brier"] == pytest.approx(deal["model"]["p"] ** 2, rel=1e-6)
    half = deal["baselines"]["one_half"]
    assert (half["p"], half["brier"]) == (0.5, 0.25)
    assert half["ignorance"] == pytest.approx(1, abs=1e-2)


def test_the_folder_holds_tables_pictures_and_a_page_with_failures_first(folder: Path) -> None:
    assert {path.name for path in (folder / "plots").iterdir()} == {"months_forecast.png", "reliability.png", "pit.png"}
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.index("Failures first") < page.index("The baselines, from the record") < page.index("months_forecast")
    scores = pl.read_parquet(folder / "scores.parquet")
    assert set(scores["hindcast"]) == {"moratorium_2025", "autumn_2025"}
    again = sim.open_hindcast(folder)
    assert again.scores.equals(scores)
    assert again.table.equals(pl.read_parquet(folder / "table.parquet"))


def test_forecasts_are_put_on_file_once_and_scored_later(folder: Path) -> None:
    kept = sorted((folder.parent / "forecasts").glob("*.json"))
    assert [path.name.split(".")[0] for path in kept] == ["autumn_2025", "moratorium_2025"]
    about = forecasts.read(kept[0])
    assert about["digest"].startswith(kept[0].name.split(".")[-2])
    before = {path: path.read_bytes() for path in kept}
    old = json.loads(before[kept[0]])
    old["made_on"] = "2025-09-01"
    kept[0].write_text(json.dumps(old), encoding="utf-8")
    sim.hindcast(SMALL[:2], n=64, draws=16, keep=folder.parent / "forecasts")
    assert json.loads(kept[0].read_text(encoding="utf-8"))["made_on"] == "2025-09-01", "a forecast was rewritten"
    assert sorted((folder.parent / "forecasts").glob("*.json")) == kept
    # Scored from the file, with nothing run, as it was when it was made.
    live = {
        row["question"]: row
        for row in json.loads((folder / "summary.json").read_bytes())["scores"]
        if row["hindcast"] == "autumn_2025"
    }
    filed = {row.question: row.as_dict() for row in sim.hindcast([kept[0]]).rows}
    assert filed.keys() == live.keys()
    assert filed["waves_2025_10"]["model"]["crps"] == pytest.approx(live["waves_2025_10"]["model"]["crps"], abs=0.05)
    assert filed["deal_by_december"]["model"]["p"] == live["deal_by_december"]["model"]["p"]


def test_a_forecast_that_was_changed_is_refused(folder: Path, tmp_path: Path) -> None:
    kept = next((folder.parent / "forecasts").glob("moratorium*.json"))
    about = json.loads(kept.read_bytes())
    about["questions"]["holds_thirty_days"]["said"]["model"]["p"] = 1.0
    better = tmp_path / kept.name
    better.write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(Refused, match="has been changed since it was made"):
        sim.hindcast([better])
    with pytest.raises(Refused, match=r"is another forecast than its name says|has been changed"):
        forecasts.keep(tmp_path, json.loads(kept.read_bytes()), dt.date(2026, 1, 1))


def test_what_is_not_known_yet_is_forecast_and_not_scored(tmp_path: Path) -> None:
    path = tmp_path / "open.yaml"
    path.write_text(
        "as_of: 2026-06-01\ndeclares: forecast\nscenario: {extends: baseline, start: 2026-06-01, horizon_days: 40}\n"
        "evidence: {grid.imports_gw: 2024-10-29}\n"
        "months:\n  waves: "
        "{ask: 'count(russian_waves, FROM, TO)', observed: russian_waves, from: 2026-06, to: 2026-06}\n",
        encoding="utf-8",
    )
    found = sim.hindcast([path], n=64, draws=0, keep=tmp_path / "on_file")
    (row,) = found.rows
    assert row.observed is None
    assert "crps" not in row.forecasters["model"]
    assert found.table.is_empty()
    assert len(list((tmp_path / "on_file").glob("open.2026-06-01.*.json"))) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["wintr_2024_25"], "did you mean winter_2024_25?"),
        (["missing.yaml"], "there is no such file"),
        (["--record", "missing.csv"], "cannot be read"),
        ([str(Path(__file__).parents[2] / "README.md")], "is not"),
    ],
)
def test_wrong_input_is_told_with_exit_code_2(arguments: list[str], said: str, tmp_path: Path) -> None:
    ran = CliRunner().invoke(cli, ["hindcast", *arguments, "--out", str(tmp_path / "x")])
    assert ran.exit_code == 2
    assert said in ran.output
    assert "Traceback" not in ran.output
    assert not (tmp_path / "x").exists()
