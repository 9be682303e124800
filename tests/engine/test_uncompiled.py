"""Where Numba is told to compile nothing, the SimPy engine takes the place of the compiled one, to the bit."""

import numpy as np
import pytest

import sim
from sim.engine.compiled import run_chunk
from sim.engine.interventions import Interventions
from sim.engine.many_plans import run_plans
from sim.engine.plan import make_plan
from sim.engine.simpy_engine import simulate
from sim.engine.variants import run_variants
from sim.model.records import WINDOW_DTYPE


@pytest.fixture(scope="module")
def plan():
    return make_plan(sim.load("baseline", ["horizon_days=30"]))


@pytest.fixture(scope="module")
def changed():
    """A redraw of all luck from day 3 on."""
    return Interventions(redraw_day=3.0, redraw_seed=7)


def everything(plan, changed) -> list[bytes]:
    chunk = run_chunk(plan, 4, 3, 1, 1, True)
    windows = np.zeros((2, 2, 0), WINDOW_DTYPE)
    rows = [run_plans([plan, plan], [0, 5], 2, 1, windows), run_variants(plan, [(1, changed), (2, Interventions())], 1)]
    assert chunk.log is not None
    return [made.tobytes() for made in (chunk.rows, chunk.spells, chunk.daily, chunk.log, *rows)]


def test_what_runs_instead_of_the_compiled_engine_gives_the_same(plan, changed, monkeypatch) -> None:
    compiled = everything(plan, changed)
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    monkeypatch.setattr("sim.engine.compiled.compiled_run_block", lambda: pytest.fail("it was compiled all the same"))
    assert everything(plan, changed) == compiled
    assert compiled[4][:8] == simulate(plan, 0, 1).row.tobytes()[:8]
