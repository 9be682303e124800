"""A run killed at any moment leaves nothing that looks whole, and continues to the bytes of a straight run."""

import random

import pytest

from sim.results import Folder
from tests.killing import Killing
from tests.results.runs import contents, work

pytestmark = pytest.mark.slow

N = 600


@pytest.fixture(scope="module")
def killing():
    with Killing("tests.results.runs") as server:
        yield server


@pytest.fixture(scope="module")
def straight(killing, tmp_path_factory):
    """The bytes of a straight run, and how many events it has."""
    folder = tmp_path_factory.mktemp("straight") / "a"
    done = killing.work(folder, N)
    return contents(folder), done.events


def kill_and_continue(killing, folder, event):
    """Run, kill at an event, look at what is there, go on; returns what the second run said."""
    assert killing.work(folder, N, at=event).killed
    if folder.exists():
        assert Folder(folder).manifest.state == "whole"
        assert Folder(folder).runs.collect().height == N
    said = []
    work(folder, N, True, said.append)
    return said


def test_killed_at_fifty_moments(tmp_path, killing, straight):
    """Thirty from the first event to the last, and each of the last twenty, in which the folder gets its name."""
    expected, events = straight
    continued = 0
    for event in sorted({*(1 + turn * events // 30 for turn in range(30)), *range(events - 19, events + 1)}):
        folder = tmp_path / str(event)
        said = kill_and_continue(killing, folder, event)
        continued += any(line.startswith("continuing") for line in said)
        assert contents(folder) == expected, event
        assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
    assert continued > 20, "too few kills fell between the first part and the last"


def test_killed_again_and_again(tmp_path, killing, straight):
    expected, events = straight
    luck = random.Random(6)
    for _ in range(8):
        killing.work(tmp_path / "a", N, resume=True, at=luck.randint(1, events // 3))
    killing.work(tmp_path / "a", N, resume=True)
    assert contents(tmp_path / "a") == expected


def test_a_folder_that_is_replaced_is_the_old_or_the_new_one(tmp_path, killing):
    killing.work(tmp_path / "a", 300)
    killing.work(tmp_path / "b", 300)
    events = killing.work(tmp_path / "b", N).events
    for event in range(events - 24, events + 1):
        killing.work(tmp_path / "a", N, at=event)
        assert Folder(tmp_path / "a").runs.collect().height in (300, N)
