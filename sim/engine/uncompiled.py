"""What takes the compiled engine's place where Numba is told to compile nothing, as for coverage or a debugger.

The compiled engine cannot run uncompiled: its work space is made of records that only compiled code can fill. The SimPy
engine gives the same histories from the same rules, each a plain Python function, and is what runs instead. It is
imported where it runs: who compiles needs no SimPy.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.interventions import Interventions
from sim.engine.plan import Plan
from sim.model.records import ROW_DTYPE


def compiles() -> bool:
    """False where `NUMBA_DISABLE_JIT` is set."""
    return os.environ.get("NUMBA_DISABLE_JIT", "0") in ("", "0")


def plans(
    plans: Sequence[Plan], firsts: Sequence[int], count: int, seed: int, windows: NDArray[Any] | None
) -> NDArray[Any]:
    """As `many_plans.run_plans`."""
    from sim.engine import simpy_chunk

    rows = np.zeros((len(plans), count), ROW_DTYPE)
    for i, (plan, first) in enumerate(zip(plans, firsts, strict=True)):
        chunk = simpy_chunk.run_chunk(plan, int(first), count, seed, 0, False)
        rows[i] = chunk.rows
        if windows is not None and chunk.windows is not None:
            windows[i] = chunk.windows
    return rows


def variants(plan: Plan, asked: Sequence[tuple[int, Interventions]], seed: int) -> NDArray[Any]:
    """As `variants.run_variants`."""
    from sim.engine.simpy_engine import simulate

    rows = np.zeros(len(asked), ROW_DTYPE)
    for place, (replicate, interventions) in enumerate(asked):
        rows[place] = simulate(plan, replicate, seed, brief=True, interventions=interventions).row
    return rows
