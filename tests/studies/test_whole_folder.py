"""A study that is put in place in one piece: the old one stays until then, whatever happens."""

import pytest

from sim.results import Refused, Stopped, read_manifest, writing
from sim.scenario import load
from sim.studies.executors import WorkersLost
from sim.studies.whole_folder import make_folder, manifest_of

KIND = "moratorium test"


def writes(text):
    def fill(folder):
        (folder / "answer.txt").write_text(text)
        return manifest_of(KIND, load("baseline"), 10, 3)

    return fill


def test_it_is_put_in_place_and_replaced(tmp_path):
    for text in ("first", "second"):
        made = make_folder(tmp_path / "a", KIND, writes(text))
        assert (made / "answer.txt").read_text() == text
    manifest = read_manifest(made, KIND)
    assert (manifest.replicates, manifest.seed, manifest.state) == (10, 3, "whole")
    assert list(manifest.files) == ["answer.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("error", "raised", "message"),
    [
        (OSError(28, "No space left on device", "somewhere"), Stopped, "cannot write somewhere: No space left"),
        (WorkersLost("the workers were lost"), Stopped, "were lost; nothing was written"),
        (KeyboardInterrupt(), KeyboardInterrupt, "^$"),
    ],
)
def test_a_failure_leaves_the_old_one(tmp_path, error, raised, message):
    make_folder(tmp_path / "a", KIND, writes("old"))

    def fails(folder):
        (folder / "answer.txt").write_text("half")
        raise error

    with pytest.raises(raised, match=message):
        make_folder(tmp_path / "a", KIND, fails)
    assert (tmp_path / "a" / "answer.txt").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_one_writer_at_a_time_and_only_where_it_is_ours(tmp_path):
    with writing(tmp_path / "a"), pytest.raises(Stopped, match="being written by"):
        make_folder(tmp_path / "a", KIND, writes("x"))
    make_folder(tmp_path / "b", "moratorium other", writes("x"))
    (tmp_path / "b" / "manifest.json").unlink()
    with pytest.raises(Refused, match="left alone"):
        make_folder(tmp_path / "b", KIND, writes("x"))
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match="cannot write in"):
        make_folder(tmp_path / "file" / "c", KIND, writes("x"))
