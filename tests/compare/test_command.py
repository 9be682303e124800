"""`moratorium compare`: what it prints, what it writes, what it refuses."""

import errno
import json
import shlex

import polars as pl
import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli
from sim.results import Refused, Stopped
from sim.studies.compare.study import compare
from sim.studies.compare.write import write as write_folder
from sim.studies.settings import Settings

from .conftest import FAILING

pytestmark = pytest.mark.usefixtures("no_figures")


def moratorium(*words):
    return CliRunner().invoke(cli, [str(word) for word in words], prog_name="moratorium", catch_exceptions=False)


def write(path, **values):
    content = {"title": "A short one", "question": "What if?", "extends": "baseline", "conditions": [], **values}
    content.setdefault("horizon_days", 150)
    path.write_text("\n".join(f"{key}: {json.dumps(value)}" for key, value in content.items()) + "\n")
    return path


@pytest.fixture
def files(tmp_path):
    a = write(tmp_path / "a.yaml")
    b = write(tmp_path / "b.yaml", talks={"mediator": 1.0}, title="<script>alert(1)</script>")
    return a, b


def test_it_prints_a_table_and_a_paragraph_and_writes_the_folder(files, tmp_path):
    out = tmp_path / "out"
    result = moratorium(
        "compare", *files, "-n", 40, "--seed", 2, "--out", out, "--csv", "--format", "svg", "--workers", 1
    )
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("b against a\n")
    assert "outcome" in result.stdout
    assert "Each of 40 histories has the same luck in both." in result.stdout
    assert f"Report: {out / 'report.html'}" in result.stdout
    tables = {"levels", "differences", "times", "lives", "causes", "moves", "divergence"}
    assert {path.stem for path in out.glob("*.parquet")} == {path.stem for path in out.glob("*.csv")} == tables
    assert {path.suffix for path in (out / "plots").iterdir()} == {".svg"}
    assert sorted(path.name for path in (out / "scenarios").iterdir()) == ["0_a.yaml", "1_b.yaml"]
    page = (out / "report.html").read_text()
    assert page.count("data:image/png;base64,") == len(list((out / "plots").iterdir()))
    assert "<script>alert(1)</script>" not in page
    summary = json.loads((out / "summary.json").read_text())
    stored = pl.read_parquet(out / "differences.parquet")
    assert [row["difference"] for row in summary["differences"]] == stored["difference"].to_list()
    assert json.loads((out / "manifest.json").read_text())["kind"] == "moratorium comparison"


def test_the_command_that_it_proposes_tells_the_history(tmp_path):
    a = write(tmp_path / "a.yaml", horizon_days=250, ceilings={"round": 0.3})
    b = write(tmp_path / "b.yaml", horizon_days=250, talks={"mediator": 1.0}, conditions=["C1"])
    result = moratorium("compare", a, b, "-n", 60, "--out", tmp_path / "out", "--json", "--workers", 1)
    chosen = json.loads(result.stdout)["typical"]["b"]["replicate"]
    page = (tmp_path / "out" / "report.html").read_text()
    command = f"moratorium trace {b} --set ceilings.round=0.3 --replicate {chosen} --seed 1"
    assert command in page
    told = moratorium(*shlex.split(command)[1:], "--json")
    assert told.exit_code == 0, told.stderr
    comparison = compare([a, b], Settings(n=60, workers=1, bands=10))
    assert comparison.arms[1].result.runs["fingerprint"][chosen] in told.stdout


def test_json_is_for_machines(files, tmp_path):
    result = moratorium("compare", *files, "-n", 20, "--out", tmp_path / "out", "--json", "--workers", 1)
    told = json.loads(result.stdout)
    assert told["paired"] is True
    assert [one["name"] for one in told["scenarios"]] == ["a", "b"]
    assert told["path"] == str(tmp_path / "out")


def test_a_scenario_that_fails_is_named_and_the_exit_code_is_1(files, tmp_path):
    nested = {}
    for path, value in FAILING.items():
        *sections, key = path.split(".")
        place = nested
        for section in sections:
            place = place.setdefault(section, {})
        place[key] = value
    failing = write(tmp_path / "failing.yaml", **nested)
    result = moratorium("compare", files[0], failing, files[1], "-n", 10, "--out", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 1
    assert "failing failed: TooManyAnswersError" in result.stdout
    assert "b against a" in result.stdout
    assert "failing failed and has no figures" in (tmp_path / "out" / "report.html").read_text()


def test_the_same_again_replaces_the_folder_and_a_foreign_one_is_left_alone(files, tmp_path):
    settings = Settings(n=10, workers=1, bands=10)
    comparison = compare(files, settings)
    out = tmp_path / "out"
    for _ in range(2):
        write_folder(comparison, out, lambda folder: (folder / "plots").mkdir())
        assert pl.read_parquet(out / "differences.parquet").equals(comparison.differences)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml", "out"]
    foreign = tmp_path / "mine"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("years of work")
    result = moratorium("compare", *files, "-n", 10, "--out", foreign)
    assert result.exit_code == 2
    assert "left alone" in result.stderr
    assert [path.name for path in foreign.iterdir()] == ["thesis.txt"]


def test_what_fails_on_the_way_leaves_no_folder_and_no_litter(files, tmp_path):
    settings = Settings(n=10, workers=1, bands=10)
    with pytest.raises(Stopped, match="No space left"):
        write_folder(compare(files, settings), tmp_path / "out", full_disk)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]


def full_disk(folder):
    raise OSError(errno.ENOSPC, "No space left on device", str(folder))


def test_wrong_input_is_told_for_all_files_at_once(files, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("extends: baseline\ntalks: {mediatr: 1}\n")
    result = moratorium("compare", files[0], bad, tmp_path / "none.yaml", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "bad.yaml:2:" in result.stderr
    assert "none.yaml" in result.stderr
    assert not (tmp_path / "out").exists()
    assert moratorium("compare", files[0]).exit_code == 2
    assert moratorium("compare", tmp_path, files[0]).exit_code == 2


def test_a_place_that_cannot_be_written_is_refused_before_any_history_runs(files, tmp_path, monkeypatch):
    def never(*_):
        pytest.fail("histories ran, and would have been lost")

    monkeypatch.setattr("sim.studies.compare.verb.compare_study", never)
    (tmp_path / "file").write_text("mine")
    inside = moratorium("compare", *files, "--out", tmp_path / "file" / "b")
    assert inside.exit_code == 2, inside.output
    assert "cannot write in the folder" in inside.stderr
    monkeypatch.setattr("os.access", lambda path, mode: False)
    shut = moratorium("compare", *files, "--out", tmp_path / "a" / "b")
    assert (shut.exit_code, shut.stderr) == (
        2,
        f"cannot write in the folder {tmp_path}; name another place with --out\n",
    )
    with pytest.raises(Refused, match="cannot write"):
        sim.compare(*files, n=5, out=tmp_path / "c")


def test_the_report_is_named_as_one_would_type_it(files, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = moratorium("compare", *files, "-n", 5, "--workers", 1)
    assert result.stdout.rstrip().endswith("Report: results/a_vs_b/report.html")
