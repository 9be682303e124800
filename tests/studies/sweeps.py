"""Short sweeps for the tests of what they keep."""

import sys

from sim.scenario import load
from sim.studies.sweep.axes import parse_axis
from sim.studies.sweep.points import plan
from sim.studies.sweep.settings import SweepSettings
from sim.studies.sweep.write import run_sweep

VARY = ("talks.mediator=0:1:5", "kursk.precondition.strictness=0,1")
DATA = ("scenario.yaml", "sweep.parquet", "points.parquet", "summary.json")
N = 150

SCRIPT = """
import sys
from pathlib import Path
from tests.studies.sweeps import sweep
from sim.results import ResultsError
from sim.studies.sweep.pieces import rows_of
import sim.studies.sweep.pieces as rows

out, n, slow, *words = sys.argv[1:]
if float(slow):
    import time
    def slowly(task):
        time.sleep(float(slow))
        return rows_of(task)
    rows.rows_of = slowly
try:
    sweep(Path(out), n=int(n), resume="resume" in words, workers=2, say=lambda line: print(line, file=sys.stderr))
except ResultsError as error:
    print(error)
    sys.exit(error.exit_code)
"""


def make(vary=VARY, n=N, seed=1, overrides=()):
    base = load("baseline", ["horizon_days=60", *overrides])
    return plan(base, [parse_axis(text) for text in vary], n, seed)


def sweep(out, *, vary=VARY, n=N, seed=1, overrides=(), **settings):
    return run_sweep(make(vary, n, seed, overrides), SweepSettings(out, **{"workers": 1, **settings}))


def command(out, n=N, slow=0.0, *words):
    return [sys.executable, "-c", SCRIPT, str(out), str(n), str(slow), *words]


def contents(folder):
    """The bytes that must depend on the plan alone."""
    return {name: (folder / name).read_bytes() for name in DATA}


def hidden(folder):
    """What lies beside the results under a name of its own: parts, locks, halves."""
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))
