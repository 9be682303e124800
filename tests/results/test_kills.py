"""A run killed at any moment leaves nothing that looks whole, and continues to the bytes of a straight run."""

import random
import signal
import subprocess
import time

import pytest

from sim.results import Folder
from tests.results.runs import command, contents

pytestmark = pytest.mark.slow

N = 2000


@pytest.fixture(scope="module")
def straight(tmp_path_factory):
    folder = tmp_path_factory.mktemp("straight") / "a"
    start = time.monotonic()
    subprocess.run(command(folder, N), check=True)
    return contents(folder), time.monotonic() - start


def _kill_and_continue(folder, moment):
    """Run, kill after `moment` seconds, look at what is there, go on; returns what the second run said."""
    process = subprocess.Popen(command(folder, N))
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.wait()
    if folder.exists():
        assert Folder(folder).manifest.state == "whole"
        assert Folder(folder).runs.collect().height == N
    return subprocess.run(command(folder, N, "resume"), check=True, capture_output=True, text=True).stderr


def test_killed_in_the_middle(tmp_path, straight):
    expected, whole = straight
    for share in (0.5, 0.6, 0.7, 0.8, 0.9, 0.4):
        folder = tmp_path / str(share)
        said = _kill_and_continue(folder, share * whole)
        assert contents(folder) == expected
        if "continuing" in said:
            break
    else:
        pytest.fail("no kill fell between the first part and the last")


@pytest.mark.slow
def test_killed_at_thirty_random_moments(tmp_path, straight):
    expected, whole = straight
    luck = random.Random(5)
    for turn in range(30):
        folder = tmp_path / str(turn)
        _kill_and_continue(folder, luck.uniform(0, 1.05) * whole)
        assert contents(folder) == expected
        assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


@pytest.mark.slow
def test_killed_again_and_again(tmp_path, straight):
    expected, whole = straight
    luck = random.Random(6)
    for _ in range(8):
        process = subprocess.Popen(command(tmp_path / "a", N, "resume"), stderr=subprocess.DEVNULL)
        time.sleep(luck.uniform(0.3, 0.8) * whole)
        process.kill()
        process.wait()
    subprocess.run(command(tmp_path / "a", N, "resume"), check=True)
    assert contents(tmp_path / "a") == expected


@pytest.mark.slow
def test_a_folder_that_is_replaced_is_the_old_or_the_new_one(tmp_path, straight):
    _, whole = straight
    subprocess.run(command(tmp_path / "a", 300), check=True)
    luck = random.Random(7)
    for _ in range(10):
        process = subprocess.Popen(command(tmp_path / "a", N))
        time.sleep(luck.uniform(0.7, 1.05) * whole)
        process.kill()
        process.wait()
        assert Folder(tmp_path / "a").runs.collect().height in (300, N)
