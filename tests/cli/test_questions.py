"""Questions and windows in `moratorium run`: asked in the file or beside it, answered, kept and continued."""

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli

ASKED = """
questions:
  deal: by(first_deal, 2024-12-20)
  waves: count(russian_waves, 2024-11-10, 2024-12-05)
  broken: tacit_end_day
"""
SHORT = ["--set", "horizon_days=60", "--format", "png"]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "q.yaml"
    path.write_text(ASKED, encoding="utf-8")
    return path


def typed(*words: object) -> tuple[int, str, str]:
    ran = CliRunner().invoke(cli, [str(word) for word in words])
    return ran.exit_code, ran.stdout, ran.stderr


def test_answers_are_told_kept_and_reported(questions: Path, tmp_path: Path) -> None:
    out = tmp_path / "r"
    code, said, _ = typed("run", "baseline", "-n", 60, "--questions", questions, "--out", out, *SHORT)
    assert code == 0
    assert "count(russian_waves, 2024-11-10, 2024-12-05)" in said
    summary = json.loads((out / "summary.json").read_bytes())
    windows, runs = pl.read_parquet(out / "windows.parquet"), pl.read_parquet(out / "runs.parquet")
    told = summary["questions"]
    assert told["deal"]["value"] == pytest.approx((runs["first_deal_day"] < 52).fill_null(value=False).mean())
    cut = windows.filter(pl.col("start").is_between(pl.date(2024, 11, 10), pl.date(2024, 12, 5)))
    assert told["waves"]["value"] == pytest.approx(cut["russian_waves"].sum() / 60)
    assert told["broken"]["never"] == pytest.approx(runs["tacit_end_day"].is_null().mean())
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "by(first_deal, 2024-12-20)" in page
    assert sim.open_results(out).questions == told
    assert sim.open_results(out).windows.equals(windows)


def test_machines_read_the_answers(questions: Path, tmp_path: Path) -> None:
    code, said, _ = typed(
        "run", "baseline", "-n", 20, "--questions", questions, "--out", tmp_path / "r", "--json", *SHORT
    )
    assert code == 0
    (result,) = json.loads(said)["results"]
    assert set(result["questions"]) == {"deal", "waves", "broken"}
    assert result["questions"]["deal"]["kind"] == "share"


@pytest.mark.slow
def test_a_run_goes_on_with_its_windows_and_not_with_others(questions: Path, tmp_path: Path) -> None:
    one = [*SHORT, "--questions", questions, "--resume"]
    typed("run", "baseline", "-n", 2100, "--out", tmp_path / "a", *one)
    assert typed("run", "baseline", "-n", 2150, "--out", tmp_path / "a", *one)[0] == 0
    assert typed("run", "baseline", "-n", 2150, "--out", tmp_path / "b", *one)[0] == 0
    for name in ("windows.parquet", "summary.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    code, _, why = typed("run", "baseline", "-n", 2150, "--out", tmp_path / "a", "--resume", *SHORT)
    assert code != 0
    assert "it keeps other windows" in why


def test_months_are_kept_on_demand(tmp_path: Path) -> None:
    out = tmp_path / "r"
    assert typed("run", "baseline", "-n", 20, "--windows", "--csv", "--out", out, *SHORT)[0] == 0
    assert pl.read_parquet(out / "windows.parquet")["month"].unique().sort().to_list() == [
        "2024-10",
        "2024-11",
        "2024-12",
    ]
    assert (out / "windows.csv").is_file()
    bare = tmp_path / "bare"
    assert typed("run", "baseline", "-n", 20, "--out", bare, *SHORT)[0] == 0
    assert not (bare / "windows.parquet").exists()
    with pytest.raises(KeyError, match="windows=True"):
        _ = sim.open_results(bare).windows


def test_a_wrong_question_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_text("questions:\n  deal: by(first_deel, 2024-12-20)\n", encoding="utf-8")
    code, _, why = typed("run", "baseline", "-n", 5, "--questions", path, "--out", tmp_path / "r")
    assert code == 2
    assert f"{path}:2:12: questions.deal: found first_deel" in why
    assert "did you mean first_deal?" in why
    assert not (tmp_path / "r").exists()


def test_an_uncertain_scenario_answers_too() -> None:
    asked = {
        "extends": "baseline",
        "horizon_days": 60,
        "uncertain": "all",
        "questions": {"w": "count(breaches, 2024-11-01, 2024-11-30)"},
    }
    told = sim.run(asked, n=3, draws=4).questions["w"]
    assert told["n"] == 12
