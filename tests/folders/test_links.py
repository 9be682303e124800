"""Links, pipes and second names planted in and beside a folder: never followed, whatever command meets them."""

from __future__ import annotations

import os

import pytest

from tests.folders.verbs import DATA, RESUMABLE, VERBS, every_verb, invoke, study
from tests.matrix import matrix


@pytest.fixture
def victim(tmp_path):
    """A file and a folder elsewhere, and a check that they are as they were."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    (place / "file").write_text("dear")
    (place / "folder").mkdir()
    (place / "folder" / "inner.txt").write_text("dear")
    yield place
    assert (place / "file").read_text() == "dear"
    assert sorted(path.name for path in place.rglob("*")) == ["file", "folder", "inner.txt"]
    assert (place / "folder" / "inner.txt").read_text() == "dear"


BESIDE = (".r.lock", ".r.partial", ".r.staged", ".r.old", ".r.previous.staged", ".r.previous.lock")


TARGETS = ("file", "folder", "nowhere")


@matrix("verb, name", VERBS, BESIDE)
def test_a_link_beside_the_folder_is_never_followed(verb, tmp_path, victim, present, name):
    present(verb, tmp_path, tmp_path / "r")
    target = TARGETS[(VERBS.index(verb) + BESIDE.index(name)) % 3]  # each with every verb and with every name
    (tmp_path / name).symlink_to(victim / target)
    result = study(verb, tmp_path, tmp_path / "r", "--seed", "5")
    assert result.exit_code in (0, 1, 2)
    assert result.exit_code == 0 or "left alone" in result.stderr
    assert (tmp_path / name).is_symlink()


@every_verb
def test_a_second_name_of_a_file_is_no_lock(verb, tmp_path, victim):
    os.link(victim / "file", tmp_path / ".r.lock")
    result = study(verb, tmp_path, tmp_path / "r")
    assert result.exit_code == 2
    assert "left alone" in result.stderr


KEPT = ("parts", "parts/parts.jsonl", "manifest.json", "scenario.yaml", "points.jsonl", "arms")


@matrix("verb, name", VERBS, KEPT)
@pytest.mark.parametrize("resume", [(), ("--resume",)], ids=["anew", "resume"])
def test_a_link_among_what_an_earlier_study_kept_is_never_followed(verb, tmp_path, victim, name, resume):
    if resume and verb not in RESUMABLE:
        pytest.skip("has no --resume: it takes seconds")
    place = tmp_path / ".r.partial" / name
    place.parent.mkdir(parents=True)
    place.symlink_to(victim / ("file" if "." in name else "folder"))
    result = study(verb, tmp_path, tmp_path / "r", *resume)
    assert result.exit_code == 0 or "left alone" in result.stderr


@matrix("verb, inner", VERBS, ["plots", "report.html", "one picture", "a picture being written"])
def test_a_link_inside_is_not_followed_by_plot(verb, tmp_path, victim, present, inner):
    out = tmp_path / "r"
    present(verb, tmp_path, out)
    if inner == "plots":
        (out / "plots").rename(tmp_path / "plots")
        (out / "plots").symlink_to(victim / "folder")
    else:
        picture = next((out / "plots").glob("*.png"))
        name = {"report.html": out / "report.html", "one picture": picture}.get(
            inner, picture.with_name(f".{picture.name}.new")
        )
        name.unlink(missing_ok=True)
        name.symlink_to(victim / "file")
    result = invoke("plot", out)
    assert result.exit_code == (2 if inner == "plots" else 0), result.output


@matrix("verb, kind", VERBS, ["link", "pipe", "folder"])
def test_a_table_that_is_no_ordinary_file_is_not_read(verb, tmp_path, victim, present, kind):
    out = tmp_path / "r"
    present(verb, tmp_path, out)
    table = out / DATA[verb]
    table.rename(tmp_path / "table")
    if kind == "link":
        table.symlink_to(tmp_path / "table")
    elif kind == "pipe":
        os.mkfifo(table)
    else:
        table.mkdir()
    result = invoke("plot", out)
    assert result.exit_code == 2
    assert "damaged file" in result.stderr
    assert str(table) in result.stderr
