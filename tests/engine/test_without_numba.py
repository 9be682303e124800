"""The SimPy engine runs where Numba is not installed, and gives the same histories."""

from __future__ import annotations

import json
import subprocess
import sys

from sim.engine.ensemble import EnsembleOptions, ensemble
from sim.scenario import load

PROGRAM = """
import json, sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("numba", "llvmlite"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None

sys.meta_path.insert(0, Blocker())
from sim.engine.ensemble import EnsembleOptions, ensemble
from sim.engine.simpy_engine import simulate
from sim.scenario import load

scenario = load("baseline")
chunks = list(ensemble(scenario, 4, 1, options=EnsembleOptions(engine="simpy", workers=1)))
made = [int(row["fingerprint"]) for chunk in chunks for row in chunk.rows]
assert int(simulate(scenario, 3, 1).row["fingerprint"]) == made[3]
assert not [name for name in sys.modules if name.split(".")[0] in ("numba", "llvmlite")]
try:
    next(ensemble(scenario, 4, 1, options=EnsembleOptions(engine="compiled", workers=1)))
except ModuleNotFoundError as error:
    print(json.dumps([made, error.name]))
"""


def test_the_simpy_engine_needs_no_numba():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    made, missing = json.loads(done.stdout)
    assert missing.split(".")[0] in ("numba", "llvmlite")
    (chunk,) = ensemble(load("baseline"), 4, 1, options=EnsembleOptions(workers=1))
    assert made == chunk.rows["fingerprint"].tolist()
