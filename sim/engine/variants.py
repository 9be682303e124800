"""Many variants of single histories on the compiled engine: each a replicate with its own interventions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine import uncompiled
from sim.engine.allocation import grow, make_plan_arrays, make_workspace
from sim.engine.compiled import compiled_run_block
from sim.engine.interventions import Interventions
from sim.engine.plan import Plan
from sim.engine.workspace import DONE, Workspace
from sim.model.records import DAILY_DTYPE, ROW_DTYPE

Variant = tuple[int, Interventions]
"""A replicate, and what is done to it."""


def run_variants(plan: Plan, variants: Sequence[Variant], seed: int) -> NDArray[Any]:
    """Rows of the variants, shape (variants,), ROW_DTYPE.

    A variant without interventions is the row of the replicate, to the bit. Runs without the interpreter's lock but
    for what each variant costs to set up. Raises TooManyAnswersError where pending answers outgrow memory.
    """
    if not uncompiled.compiles():
        return uncompiled.variants(plan, variants, seed)
    run_block = compiled_run_block()
    rows = np.zeros(len(variants), ROW_DTYPE)
    arrays = make_plan_arrays(plan, log=False)
    work = make_workspace(len(plan.scheduled), plan.horizon)
    no_days = np.zeros((1, plan.horizon), DAILY_DTYPE)
    for place, (replicate, interventions) in enumerate(variants):
        code = -1
        while code != DONE:
            work.used[:2] = 0
            intervene(work, interventions)
            _, code = run_block(arrays, work, replicate, seed, rows[place : place + 1], no_days)
            if code != DONE:
                work = grow(work, code)
    return rows


def intervene(work: Workspace, interventions: Interventions) -> None:
    """Set what is done to the next history that a workspace runs."""
    queue = work.queue
    changes = list(interventions.changes())
    queue["changes"] = len(changes)
    for place, (address, how) in enumerate(changes):
        queue["changed_address"][0, place] = address
        queue["changed_how"][0, place] = how
    queue["redraw_day"] = interventions.redraw_day
    queue["redraw_seed"] = interventions.redraw_seed
