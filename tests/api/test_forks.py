"""A fork of a process that has run histories says that it cannot run any, and does not hang."""

import inspect
import subprocess
import sys

import pytest

import sim
from sim import api
from sim.engine import forks
from sim.engine.forks import ForkedError

VERBS = [
    name
    for name in api.__all__
    if inspect.isfunction(getattr(sim, name)) and not name.startswith(("load", "open_", "explain"))
]


@pytest.fixture
def forked(monkeypatch):
    monkeypatch.setitem(forks._state, "forked", True)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_refuses_a_fork(forked, verb: str) -> None:
    with pytest.raises(ForkedError, match="spawn"):
        getattr(sim, verb)()


def test_a_result_that_was_there_before_the_fork_says_so_too(monkeypatch) -> None:
    result = sim.run(sim.load("baseline", ["horizon_days=20"]), n=3, workers=1)
    monkeypatch.setitem(forks._state, "forked", True)
    with pytest.raises(ForkedError):
        _ = result.runs


FORKS = """
import os, sys, signal
import sim
from sim import api
short = sim.load("baseline", ["horizon_days=20"])
if sys.argv[1] == "after":
    sim.run(short, n=3).runs
child = os.fork()
if child == 0:
    signal.alarm(60)
    try:
        sim.run(short, n=3).runs
    except BaseException as error:
        print(type(error).__name__, flush=True)
        os._exit(3)
    os._exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(sys.modules["os"], "fork"), reason="nothing forks here")
@pytest.mark.parametrize(("when", "told"), [("after", "ForkedError\n3\n"), ("before", "0\n")])
def test_a_real_fork_runs_or_says_why_not(when: str, told: str) -> None:
    made = subprocess.run([sys.executable, "-c", FORKS, when], capture_output=True, text=True, check=False)
    assert made.stdout == told, made.stderr
