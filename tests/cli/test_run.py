"""`moratorium run`: what it prints where, what it writes, and how it ends."""

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from sim.cli.main import cli
from tests.blank import without_figures

SHORT = ["-n", "60", "--set", "horizon_days=40", "--workers", "1"]
ENTRIES = {
    "scenario.yaml", "manifest.json", "runs.parquet", "spells.parquet", "bands.parquet", "sample.parquet",
    "summary.json", "plots", "report.html", "datapackage.json",
}  # fmt: skip


def moratorium(*words):
    return CliRunner().invoke(cli, [str(word) for word in words], prog_name="moratorium", catch_exceptions=False)


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "a"
    with without_figures():
        return moratorium("run", "baseline", *SHORT, "--out", folder), folder


def test_a_run_prints_a_table_and_a_paragraph(done):
    result, folder = done
    assert result.exit_code == 0, result.output
    table, words = result.stdout.split("\n\n")[1:3]
    assert "95% interval" in table
    assert any(line.startswith("unserved energy ") and line.endswith("GWh") for line in table.splitlines())
    assert "histories" in words
    assert "forecast" in " ".join(words.split())
    assert result.stdout.rstrip().endswith(f"Results: {folder}")


def test_a_run_writes_the_folder(done):
    _, folder = done
    assert {path.name for path in folder.iterdir()} == ENTRIES
    pictures = {path.name for path in (folder / "plots").iterdir()}
    assert {"deal_share.png", "spell_life.png", "supply_demand.png", "sample_histories.png"} <= pictures
    assert all((folder / "plots" / name).read_bytes().startswith(b"\x89PNG") for name in pictures)


def test_nothing_but_results_goes_to_stdout(done, tmp_path):
    result, _ = done
    assert result.stderr == ""
    again = moratorium("run", "baseline", *SHORT, "--out", tmp_path / "a", "--precision", "0.2")
    assert "precision of 0.2 took" in again.stderr
    assert "precision" not in again.stdout


def test_json_is_json(tmp_path):
    result = moratorium("run", "baseline", "no_talks", *SHORT, "--out", tmp_path, "--json")
    first, second = json.loads(result.stdout)["results"]
    assert (first["name"], second["name"]) == ("baseline", "no_talks")
    assert first["summary"]["headlines"]["unserved_gwh"]["unit"] == "GWh"
    assert first["summary"] == json.loads((tmp_path / "baseline" / "summary.json").read_text())


def test_csv_and_formats(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "sim.studies.run.result.Result.draw_into", lambda result, folder, formats: asked.append(formats)
    )
    result = moratorium("run", "baseline", *SHORT, "--out", tmp_path / "a", "--csv", "--format", "svg,PDF, svg")
    assert result.exit_code == 0
    assert len((tmp_path / "a" / "runs.csv").read_text().splitlines()) == 61
    assert asked == [("svg", "pdf")]


def test_the_folder_is_results_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = moratorium("run", "baseline", *SHORT)
    assert result.exit_code == 0
    assert result.stdout.endswith(f"Results: {Path('results') / 'baseline'}\n")
    assert (tmp_path / "results" / "baseline" / "runs.parquet").is_file()


def test_the_same_name_twice_is_refused_before_anything_runs(tmp_path):
    result = moratorium("run", "baseline", "baseline", *SHORT, "--out", tmp_path)
    assert result.exit_code == 2
    assert "two scenarios have the name 'baseline'" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run"], "Missing argument"),
        (["run", "baseline", "-n", "0"], "'-n'"),
        (["run", "baseline", "-n", "5000000000"], "'-n'"),
        (["run", "baseline", "-n", "4e3"], "'-n'"),
        (["run", "baseline", "-n", "4294967296", "--set", "talks.mediator=range"], "sets of 4,294,967,296 histories"),
        (["run", "baseline", "--seed", "-1"], "--seed"),
        (["run", "baseline", "--precision", "0"], "--precision"),
        (["run", "baseline", "--precision", "nan"], "--precision"),
        (["run", "baseline", "--engine", "fast"], "'compiled', 'simpy'"),
        (["run", "baseline", "--format", "gif"], "'gif' is not a format; give one or more of png, svg, pdf"),
        (["run", "baseline", "--format", ""], "nothing is not a format"),
        (["run", "baseline", "--set", "talks.mediatr=1"], "talks.mediator"),
        (["run", "baseline", "--set", "talks.mediator=7"], "talks.mediator"),
        (["run", "no_such_file.yaml"], "no_such_file.yaml"),
        (["rum"], "Did you mean 'run'"),
        (["run", "baseline", "--sead", "1"], "--seed"),
        (["plot", "no_such_folder"], "no such folder of results"),
        (["check", "/"], "/"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_input_is_told_with_exit_code_2(words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = moratorium(*words)
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_all_errors_of_all_files_are_told(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(
            f"extends: baseline\ntalks: {{mediatr_{name}: 1, round_day_{name}: 2}}\n"
        )
    result = moratorium("run", tmp_path / "a.yaml", tmp_path / "b.yaml", *SHORT, "--out", tmp_path / "out")
    assert result.exit_code == 2
    for word in ("mediatr_a", "round_day_a", "mediatr_b", "round_day_b"):
        assert word in result.stderr


def test_one_scenario_that_cannot_be_written_does_not_lose_the_others(tmp_path):
    (tmp_path / "baseline").mkdir()
    (tmp_path / "baseline" / "thesis.txt").write_text("years")
    result = moratorium("run", "baseline", "no_talks", *SHORT, "--out", tmp_path)
    assert result.exit_code == 1
    assert "baseline: " in result.stderr
    assert "left alone" in result.stderr
    assert (tmp_path / "no_talks" / "summary.json").is_file()


def test_a_foreign_folder_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("years")
    result = moratorium("run", "baseline", *SHORT, "--out", tmp_path)
    assert result.exit_code == 2
    assert "left alone" in result.stderr


def test_resume_of_another_scenario_names_the_difference(done):
    _, folder = done
    result = moratorium("run", "baseline", *SHORT, "--set", "talks.mediator=1", "--out", folder, "--resume")
    assert result.exit_code == 2
    assert "talks.mediator: 0.5 there, 1 asked" in result.stderr


def test_a_clip_names_the_clock_and_the_cure(tmp_path):
    words = ["--set", "ceilings.refinery_strike=0.11", "--set", "moratorium.initial=none"]
    result = moratorium("run", "baseline", *SHORT, *words, "--out", tmp_path / "a")
    assert result.exit_code == 0
    assert "WARNING" in result.stderr
    assert "the rate of refinery_strike reached 0.15 a day, its ceiling is 0.11" in result.stderr
    assert "--set ceilings.refinery_strike=0.2" in result.stderr
    clipped = pl.read_parquet(tmp_path / "a" / "runs.parquet").filter(pl.col("clips") > 0)
    assert f"in {clipped.height} of 60 histories" in result.stderr
    assert f"In replicate {clipped['replicate'][0]}, the rate" in result.stderr


def test_an_unknown_failure_keeps_its_traceback(monkeypatch):
    def broken(source, overrides=()):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("sim.scenario.load", broken)
    with pytest.raises(RuntimeError, match="a fault of ours"):
        moratorium("check", "baseline")


def test_one_history_is_no_1_histories(tmp_path):
    one = moratorium("run", "baseline", *SHORT, "-n", "1", "--out", tmp_path / "a")
    assert one.exit_code == 0, one.output
    assert "1 history of 40 days" in one.stdout
    assert "1 histories" not in one.stdout
    assert "1 histories" not in (tmp_path / "a" / "report.html").read_text(encoding="utf-8")
