"""A sweep killed at any moment leaves nothing that looks whole, and continues to the bytes of a straight one."""

import random

import pytest

from sim.studies.sweep.folder import open_folder as open_sweep
from tests.killing import Killing
from tests.studies.sweeps import N, contents, hidden, sweep

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def killing():
    with Killing("tests.studies.sweeps") as server:
        yield server


@pytest.fixture(scope="module")
def straight(killing, tmp_path_factory):
    """The bytes of a straight sweep, and how many events it has."""
    folder = tmp_path_factory.mktemp("straight") / "a"
    done = killing.work(folder, N)
    return contents(folder), done.events


def kill_and_continue(killing, folder, event):
    """Sweep, kill at an event, look at what is there, and go on; returns how many histories the second sweep found."""
    assert killing.work(folder, N, at=event).killed
    whole = folder.exists()
    if whole:
        assert open_sweep(folder).runs.height == 10 * N
    said = []
    sweep(folder, resume=True, say=said.append)
    kept = [int(line.split()[1].replace(",", "")) for line in said if line.startswith("continuing")]
    return kept[0] if kept and not whole else 0


def test_killed_at_forty_moments(tmp_path, killing, straight):
    """Thirty from the first event to the last, and each of the last ten, in which the folder gets its name."""
    expected, events = straight
    kept = []
    for event in sorted({*(1 + turn * events // 30 for turn in range(30)), *range(events - 9, events + 1)}):
        folder = tmp_path / str(event)
        kept.append(kill_and_continue(killing, folder, event))
        assert contents(folder) == expected, event
    assert hidden(tmp_path) == []
    assert sum(0 < count < 10 * N for count in kept) > 10, "too few kills fell among the parts"


def test_killed_again_and_again(tmp_path, killing, straight):
    expected, events = straight
    luck = random.Random(6)
    for _ in range(8):
        killing.work(tmp_path / "a", N, resume=True, at=luck.randint(1, events // 3))
    sweep(tmp_path / "a", resume=True)
    assert contents(tmp_path / "a") == expected
