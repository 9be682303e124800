"""`moratorium check` and `moratorium plot`."""

import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli


def moratorium(*words):
    return CliRunner().invoke(cli, [str(word) for word in words], prog_name="moratorium", catch_exceptions=False)


def test_check_prints_what_a_file_changes(tmp_path):
    (tmp_path / "mine.yaml").write_text(
        "title: Mine\nquestion: What if?\nextends: baseline\nconditions: [C1]\n"
        "talks: {mediator: 1}\nevents:\n  - {day: 30, offensive: 1000}\n"
    )
    result = moratorium("check", tmp_path / "mine.yaml")
    assert result.exit_code == 0, result.stderr
    first, *lines = result.stdout.splitlines()
    assert first.endswith("valid; 365 days from 2024-10-30; extends baseline, 2 differences")
    assert "  talks.mediator: 0.5 -> 1" in lines
    assert any(line.startswith("  event added: ") and "offensive of 1000 km2" in line for line in lines)


def test_check_takes_overrides():
    result = moratorium("check", "no_talks", "--set", "talks.mediator=0.9")
    assert "talks.mediator: 0.5 -> 0.9" in result.stdout


def test_check_tells_every_file(tmp_path):
    (tmp_path / "bad.yaml").write_text("extends: baseline\ntalks: {mediatr: 1}\n")
    result = moratorium("check", tmp_path / "bad.yaml", "baseline", tmp_path / "none.yaml")
    assert result.exit_code == 2
    assert "bad.yaml:2:" in result.stderr
    assert "none.yaml" in result.stderr
    assert "baseline: valid" in result.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("plot") / "a"
    sim.run(sim.load("baseline", ["horizon_days=40"]), n=50, out=place, workers=1, decorate=lambda result: None)
    return place


@pytest.mark.usefixtures("no_figures")
def test_plot_draws_from_what_is_stored(folder):
    """The same pictures as the command itself drew: tests/studies/test_every_study.py."""
    data = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".parquet"}
    result = moratorium("plot", folder, "--format", "svg")
    assert result.exit_code == 0, result.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".parquet"} == data
    assert str(folder / "plots" / "deal_share.svg") in result.stdout
    assert len(list((folder / "plots").iterdir())) == 6


def test_plot_of_what_is_no_result(tmp_path):
    result = moratorium("plot", tmp_path)
    assert result.exit_code == 2
    assert "is not a results folder" in result.stderr


def test_plot_of_a_folder_with_a_table_missing(tmp_path):
    sim.run(
        sim.load("baseline", ["horizon_days=30"]), n=20, out=tmp_path / "a", workers=1, decorate=lambda result: None
    )
    (tmp_path / "a" / "spells.parquet").unlink()
    result = moratorium("plot", tmp_path / "a")
    assert result.exit_code == 2
    assert "spells.parquet is missing" in result.stderr
