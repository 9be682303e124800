"""One writer at a time, and the second one is told who."""

import json
import os
import subprocess
import sys

import pytest

from sim.results import Lock, Stopped

HOLD = """
import sys, time, pathlib
from sim.results import Lock
with Lock(pathlib.Path(sys.argv[1]), "it"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    path = tmp_path / ".x.lock"
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield path, process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_process_is_told_who_holds_it(holder):
    path, process = holder
    said = rf"it is being written by process {process.pid} on .+ since 2\d\d\d-"
    with pytest.raises(Stopped, match=said), Lock(path, "it"):
        pass


def test_the_lock_of_a_killed_process_is_taken_over(holder):
    path, process = holder
    process.kill()
    process.wait()
    assert path.exists()
    with Lock(path, "it"):
        assert json.loads(path.read_text())["pid"] == os.getpid()
    assert not path.exists()


def test_one_process_cannot_hold_it_twice_but_again(tmp_path):
    path = tmp_path / ".x.lock"
    with Lock(path, "it"), pytest.raises(Stopped, match="this very process"), Lock(path, "it"):
        pass
    with Lock(path, "it"):
        assert path.exists()


COUNT = """
import sys, time, pathlib
from sim.results import Lock, Stopped
path, tally = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
for _ in range(100):
    try:
        with Lock(path, "it"):
            tally.write_text(str(int(tally.read_text()) + 1))
            print("+", end="")
    except Stopped:
        time.sleep(0.001)
"""


def test_two_processes_never_hold_it_at_once(tmp_path):
    tally = tmp_path / "tally"
    tally.write_text("0")
    command = [sys.executable, "-c", COUNT, str(tmp_path / ".x.lock"), str(tally)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    counted = sum(len(process.communicate()[0]) for process in both)
    assert int(tally.read_text()) == counted > 0


def test_nothing_waits_on_a_held_lock(holder):
    path, process = holder
    with pytest.raises(Stopped), Lock(path, "it"):
        pass
    assert process.poll() is None, "the holder had to end first"
