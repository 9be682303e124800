"""Names that files give: kept letter by letter, and never two scenarios in one place."""

from __future__ import annotations

import json

import pytest

from tests.folders.verbs import DATA, RESUMABLE, every_verb, invoke, made, scenario

STRANGE = ["r1[12]", "a?b", "a*", "{a,b}", "~r", "50%20", "зима", "停戦", "with space", "two\nlines", "a=b", "x" * 230]


@pytest.mark.parametrize(
    "name", [STRANGE[0], *(pytest.param(name, marks=pytest.mark.slow) for name in STRANGE[1:])], ids=ascii
)
def test_no_path_is_a_pattern_and_every_letter_stays(name, tmp_path, monkeypatch):
    place = tmp_path / "proj [v2] ~%{a}"
    place.mkdir()
    monkeypatch.chdir(place)
    (place / "r11").mkdir()
    made("run", place, name)
    assert invoke("plot", name).exit_code == 0
    assert invoke("verify", name).exit_code == 0
    assert invoke("compare", name, name, "--out", "c").exit_code == 0
    assert made("run", place, name, "--resume").exit_code == 0


@every_verb
def test_no_verb_takes_a_path_for_a_pattern(verb, tmp_path, monkeypatch):
    place = tmp_path / "proj [v2] ~%{a}?*"
    place.mkdir()
    monkeypatch.chdir(place)
    name = "r1[12]?*{a,b}~%20 \nзима"
    others = [place / "r11", place / "r1[12]?*{a,b}"]
    for other in others:
        other.mkdir()
    made(verb, place, name)
    assert (place / name / DATA[verb]).is_file()
    assert invoke("plot", name).exit_code == 0
    if verb in RESUMABLE:
        made(verb, place, name, "--resume")
    assert not any(path for other in others for path in other.iterdir())


@pytest.mark.parametrize(
    "stem", ["зима", pytest.param("停戦", marks=pytest.mark.slow), pytest.param("Łódź 2", marks=pytest.mark.slow)]
)
def test_a_file_s_letters_stay_in_its_folder_and_in_a_comparison(stem, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = scenario(tmp_path, stem)
    assert invoke("run", file, "-n", 5).exit_code == 0
    assert (tmp_path / "results" / stem / "runs.parquet").is_file()
    assert invoke("compare", file, "baseline", "-n", 3, "--out", "c").exit_code == 0
    assert (tmp_path / "c" / "scenarios" / f"0_{stem.replace(' ', '_')}.yaml").is_file()


def test_names_that_some_file_systems_hold_for_one_are_refused_together(tmp_path):
    names = ("winter", "Winter"), ("Żar", "Z\u0307ar")
    for one, other in names:
        result = invoke("run", scenario(tmp_path, one), scenario(tmp_path, other), "-n", 2, "--out", tmp_path / "r")
        assert result.exit_code == 2
        assert "two scenarios have the name" in result.stderr
    assert not (tmp_path / "r").exists()


def test_a_mailed_folder_runs_again_to_the_same_summary(tmp_path, monkeypatch):
    made("run", tmp_path, tmp_path / "r")
    monkeypatch.chdir(tmp_path / "r")
    assert invoke("run", "scenario.yaml", "-n", 40, "--out", tmp_path / "again").exit_code == 0
    again = json.loads((tmp_path / "again" / "manifest.json").read_text())
    assert again["name"] == "mine"
    for name in ("summary.json", "runs.parquet", "scenario.yaml"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "r" / name).read_bytes(), name


def test_one_failing_scenario_of_a_call_does_not_stop_the_others(tmp_path):
    strange = tmp_path / "r" / "bad"
    strange.mkdir(parents=True)
    (strange / "thesis.txt").write_text("years")
    files = [scenario(tmp_path, name) for name in ("bad", "x" * 245, "good")]
    result = invoke("run", *files, "-n", 3, "--out", tmp_path / "r")
    assert result.exit_code == 1
    assert "left alone" in result.stderr
    assert "bytes" in result.stderr
    assert (tmp_path / "r" / "good" / "runs.parquet").is_file()
