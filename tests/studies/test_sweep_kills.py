"""A sweep killed at any moment leaves nothing that looks whole, and continues to the bytes of a straight one."""

import random
import subprocess
import time
from pathlib import Path

import pytest

from sim.studies.sweep.folder import open_folder as open_sweep
from tests.studies.sweeps import N, command, contents, hidden, sweep

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SLOW = 0.1
"""Seconds that a piece takes longer in the killed process, so that a kill falls among the parts."""


@pytest.fixture(scope="module")
def straight(tmp_path_factory):
    folder = tmp_path_factory.mktemp("straight") / "a"
    start = time.monotonic()
    subprocess.run(command(folder, N, SLOW), check=True, cwd=ROOT)
    return contents(folder), time.monotonic() - start


def kill_and_continue(folder, parts, moment):
    """Sweep, kill `moment` seconds after so many parts were kept, look at what is there, and go on.

    Returns how many histories the second sweep found.
    """
    journal = folder.with_name(f".{folder.name}.partial") / "parts" / "parts.jsonl"
    process = subprocess.Popen(command(folder, N, SLOW), cwd=ROOT, stderr=subprocess.DEVNULL)
    while parts and process.poll() is None and not folder.exists() and lines(journal) < parts:
        time.sleep(0.003)
    time.sleep(moment)
    process.kill()
    process.wait()
    whole = folder.exists()
    if whole:
        assert open_sweep(folder).runs.height == 10 * N
    said = []
    sweep(folder, resume=True, say=said.append)
    kept = [int(line.split()[1].replace(",", "")) for line in said if line.startswith("continuing")]
    return kept[0] if kept and not whole else 0


def lines(journal):
    try:
        return journal.read_bytes().count(b"\n")
    except OSError:
        return 0


def test_killed_at_three_moments(tmp_path, straight):
    expected, _ = straight
    kept = []
    for parts, moment in ((1, 0.0), (5, 0.02), (9, 0.05)):
        folder = tmp_path / str(parts)
        kept.append(kill_and_continue(folder, parts, moment))
        assert contents(folder) == expected
    assert hidden(tmp_path) == []
    assert any(0 < count < 10 * N for count in kept), "no kill fell among the parts"


@pytest.mark.slow
def test_killed_at_thirty_random_moments(tmp_path, straight):
    """Ten anywhere in the life of the process, twenty between the first part and the rename of the whole."""
    expected, seconds = straight
    luck = random.Random(5)
    kept = []
    for turn in range(30):
        folder = tmp_path / str(turn)
        parts, latest = (0, 1.05 * seconds) if turn % 3 == 0 else (luck.randint(1, 10), 0.15)
        kept.append(kill_and_continue(folder, parts, luck.uniform(0, latest)))
        assert contents(folder) == expected
    assert hidden(tmp_path) == []
    assert sum(0 < count < 10 * N for count in kept) > 5, "too few kills fell among the parts"


@pytest.mark.slow
def test_killed_again_and_again(tmp_path, straight):
    expected, seconds = straight
    luck = random.Random(6)
    for _ in range(8):
        process = subprocess.Popen(command(tmp_path / "a", N, SLOW, "resume"), cwd=ROOT, stderr=subprocess.DEVNULL)
        time.sleep(luck.uniform(0.5, 0.9) * seconds)
        process.kill()
        process.wait()
    sweep(tmp_path / "a", resume=True)
    assert contents(tmp_path / "a") == expected
