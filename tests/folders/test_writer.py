"""One writer for every command: nobody's files are lost, and another study stays beside."""

from __future__ import annotations

import json
import os

import pytest

from tests.folders.verbs import DATA, every_verb, made, scenario, study

BESIDE = {"mine.yaml", "other.yaml", "hindcast.yaml", "calibration.yaml", "forecasts"}
"""What lies beside a study's folder: what it was made from, and the forecasts on file."""


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


@every_verb
def test_a_user_s_own_files_survive_a_second_study(verb, tmp_path, present):
    out = tmp_path / "r"
    present(verb, tmp_path, out)
    written = files(out)
    (out / "notes.txt").write_text("mine")
    (out / "plots" / "sketch.png").write_text("mine")
    (out / "plots" / "more").mkdir()
    (out / "plots" / "more" / "x.txt").write_text("mine")
    (out / "way").symlink_to("/nowhere")
    os.mkfifo(out / "pipe")
    made(verb, tmp_path, out)
    own = {"notes.txt", "plots/sketch.png", "plots/more/x.txt", "way", "pipe"}
    assert set(files(out)) == {*written, *own}
    assert {(out / path).read_text() for path in own - {"way", "pipe"}} == {"mine"}
    assert str((out / "way").readlink()) == "/nowhere"
    assert {path.name for path in tmp_path.iterdir()} - BESIDE == {"r"}


@every_verb
@pytest.mark.parametrize("change", ["seed", "scenario"])
def test_another_study_stays_beside_for_one_generation(verb, tmp_path, present, change):
    out, beside = tmp_path / "r", tmp_path / "r.previous"
    present(verb, tmp_path, out)
    (out / "notes.txt").write_text("mine")
    first = (out / DATA[verb]).read_bytes()
    more = ("--seed", "7") if change == "seed" else ()
    file = scenario(tmp_path, **({"trust.initial": "0.21"} if change == "scenario" else {}))
    said = made(verb, tmp_path, out, *more, file=file).stderr
    assert said.count("kept beside it as r.previous") == 1
    assert (beside / DATA[verb]).read_bytes() == first
    assert json.loads((beside / "manifest.json").read_text())["state"] == "whole"
    assert (out / "notes.txt").read_text() == (beside / "notes.txt").read_text() == "mine"
    (out / "notes.txt").write_text("edited")
    assert (beside / "notes.txt").read_text() == "mine"
    (beside / "kept.txt").write_text("mine too")
    second = (out / DATA[verb]).read_bytes()
    made(verb, tmp_path, out, "--seed", "8")
    assert (beside / DATA[verb]).read_bytes() == second
    assert (beside / "kept.txt").read_text() == "mine too"
    assert not (tmp_path / "r.previous.previous").exists()


@every_verb
def test_the_same_study_again_needs_no_room_beside(verb, tmp_path, present):
    present(verb, tmp_path, tmp_path / "r")
    assert "previous" not in made(verb, tmp_path, tmp_path / "r").stderr
    assert not (tmp_path / "r.previous").exists()


@every_verb
def test_the_folder_that_the_shell_stands_in_is_refused(verb, tmp_path, present, monkeypatch):
    out = tmp_path / "r"
    present(verb, tmp_path, out)
    before = files(out)
    monkeypatch.chdir(out)
    for place in (".", "..", out, "plots/.."):
        result = study(verb, tmp_path, place)
        assert result.exit_code == 2, result.output
        assert "cannot be replaced while you are in it" in result.stderr
    assert files(out) == before


@every_verb
def test_a_folder_that_is_not_ours_is_refused_before_any_work(verb, tmp_path):
    strange = tmp_path / "thesis"
    strange.mkdir()
    (strange / "years.txt").write_text("of work")
    (tmp_path / "file").write_text("x")
    for place in (strange, tmp_path / "file"):
        result = study(verb, tmp_path, place, "--seed", "1")
        assert result.exit_code == 2, result.output
        assert "left alone" in result.stderr
    assert files(strange) == ["years.txt"]


@every_verb
def test_a_folder_of_another_command_is_refused_with_its_name(verb, tmp_path, present):
    other = "sweep" if verb == "run" else "run"
    present(other, tmp_path, tmp_path / "r")
    before = files(tmp_path / "r")
    result = study(verb, tmp_path, tmp_path / "r")
    assert result.exit_code == 2
    assert f"`moratorium {other}`" in result.stderr
    assert files(tmp_path / "r") == before


@every_verb
def test_a_previous_folder_that_is_not_ours_is_left_alone(verb, tmp_path, present):
    present(verb, tmp_path, tmp_path / "r")
    (tmp_path / "r.previous").mkdir()
    (tmp_path / "r.previous" / "thesis.txt").write_text("years")
    result = study(verb, tmp_path, tmp_path / "r", "--seed", "9")
    assert result.exit_code == 2
    assert "left alone" in result.stderr
    assert files(tmp_path / "r.previous") == ["thesis.txt"]


@every_verb
@pytest.mark.parametrize("name", ["x" * 240, "я" * 125, "停" * 90])
def test_a_name_of_too_many_bytes_is_refused_before_any_work(verb, tmp_path, name):
    result = study(verb, tmp_path, tmp_path / name)
    assert result.exit_code == 2
    assert "bytes" in result.stderr
    assert {path.name for path in tmp_path.iterdir()} <= BESIDE
