"""Each message offers the cure."""

import pytest
from click.testing import CliRunner

from sim.cli.main import cli

SAME = "extends: baseline\nkursk:\n  precondition:\n    strictness: 0.5\n"


def said(*words: str) -> str:
    done = CliRunner().invoke(cli, list(words))
    assert done.exit_code == 2, done.output
    return " ".join(done.output.split())


@pytest.mark.parametrize(("word", "number"), [("1e5", "100000"), ("1,000", "1000"), ("2_000", "2000")])
def test_a_number_in_other_signs_is_told_in_digits(word: str, number: str) -> None:
    assert f"write {number}" in said("run", "baseline", "-n", word)
    assert f"write {number}" in said("sweep", "baseline", "-n", word)


def test_a_long_dash_before_a_short_option() -> None:
    assert "Did you mean '-n'?" in said("run", "baseline", "--n", "5")


def test_a_folder_points_to_the_scenario_in_it_and_a_word_to_the_file_beside(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "scenario.yaml").write_text(SAME)
    (tmp_path / "mine.yml").write_text(SAME)
    assert "folder/scenario.yaml" in said("check", "folder")
    assert "did you mean mine.yml?" in said("check", "mine")


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("extends: baseline\ntitle: Deal: 30 days\n", "stands in quotes"),
        ("extends: baseline\nevents:\n  - day: 3\n    set: {moratorium.initial: none}\n", "set it outside `events`"),
    ],
)
def test_what_a_file_says_wrongly_is_told_with_the_cure(tmp_path, text: str, cure: str) -> None:
    (tmp_path / "a.yaml").write_text(text)
    assert cure in said("check", str(tmp_path / "a.yaml"))


def test_utf_16_is_told_how_to_save(tmp_path) -> None:
    (tmp_path / "a.yaml").write_text(SAME, encoding="utf-16")
    assert "save it as UTF-8" in said("check", str(tmp_path / "a.yaml"))


def test_a_misspelt_key_of_an_event_brings_one_error(tmp_path) -> None:
    (tmp_path / "a.yaml").write_text("extends: baseline\nevents:\n  - dya: 3\n    set: {talks.mediator: 1}\n")
    done = CliRunner().invoke(cli, ["check", str(tmp_path / "a.yaml")])
    assert len(done.stderr.strip().splitlines()) == 1
    assert "did you mean day?" in done.stderr


def test_one_is_told_in_the_singular(tmp_path) -> None:
    done = CliRunner().invoke(
        cli, ["run", "baseline", "-n", "1", "--set", "horizon_days=1", "--out", str(tmp_path / "r")]
    )
    assert "1 history of 1 day, seed 1" in done.stdout
    assert "1 histories" not in done.output
    assert "1 days" not in done.stdout
