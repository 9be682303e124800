"""Short sweeps for the tests of what they keep."""

import pytest

from sim.results import Interrupted
from sim.scenario import load
from sim.studies.sweep.axes import parse_axis
from sim.studies.sweep.points import plan
from sim.studies.sweep.settings import SweepSettings
from sim.studies.sweep.write import run_sweep

VARY = ("talks.mediator=0:1:5", "kursk.precondition.strictness=0,1")
DATA = ("scenario.yaml", "sweep.parquet", "points.parquet", "summary.json")
N = 150


def make(vary=VARY, n=N, seed=1, overrides=()):
    base = load("baseline", ["horizon_days=60", *overrides])
    return plan(base, [parse_axis(text) for text in vary], n, seed)


def sweep(out, *, vary=VARY, n=N, seed=1, overrides=(), **settings):
    return run_sweep(make(vary, n, seed, overrides), SweepSettings(out, **{"workers": 1, **settings}))


def work(out, n, resume, say):
    """A sweep that keeps a part of every point, for `tests.killing`."""
    sweep(out, n=n, resume=resume, workers=2, say=say)


def contents(folder):
    """The bytes that must depend on the plan alone."""
    return {name: (folder / name).read_bytes() for name in DATA}


def hidden(folder):
    """What lies beside the results under a name of its own: parts, locks, halves."""
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def stop_after(histories):
    """A progress callback that interrupts as Ctrl-C would."""

    def progress(done, total):
        if done >= histories:
            raise KeyboardInterrupt

    return progress


def interrupted(folder, histories=6 * N):
    with pytest.raises(Interrupted, match="histories are kept in"):
        sweep(folder, progress=stop_after(histories))
