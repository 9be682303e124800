"""Many plans, few histories each: what sensitivity studies ask of the compiled engine.

`ensemble` is right for thousands of histories of one plan. Here every point of the parameters is a plan of its own, and
one thread's workspace serves them all, so that a point costs microseconds beside its histories.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine import uncompiled
from sim.engine.allocation import grow, make_plan_arrays, make_workspace
from sim.engine.compiled import compiled_run_block
from sim.engine.plan import Plan
from sim.engine.workspace import DONE
from sim.model.records import DAILY_DTYPE, ROW_DTYPE


def run_plans(
    plans: Sequence[Plan], firsts: Sequence[int], count: int, seed: int, windows: NDArray[Any] | None = None
) -> NDArray[Any]:
    """Rows of `count` replicates of each plan, shape (plans, count), ROW_DTYPE; the first of each is in `firsts`.

    With `windows`, shape (plans, count, cuts), WINDOW_DTYPE, all plans have as many cuts and leave their windows there.
    Equal to the rows of `run_chunk` for each plan, to the bit. Runs without the interpreter's lock. Raises
    TooManyAnswersError where pending answers outgrow memory.
    """
    if not uncompiled.compiles():
        return uncompiled.plans(plans, firsts, count, seed, windows)
    run_block = compiled_run_block()
    rows = np.zeros((len(plans), count), ROW_DTYPE)
    kept = (1, 0) if windows is None else (count, windows.shape[2])
    work = make_workspace(0, 0, kept)
    for i, (plan, first, row) in enumerate(zip(plans, firsts, rows, strict=True)):
        arrays = make_plan_arrays(plan, log=False)
        if (work.due.size, work.bucket.size) != (len(plan.scheduled), 4 * plan.horizon + 2):
            work = make_workspace(len(plan.scheduled), plan.horizon, kept)
        work.used[2] = 0
        no_days = np.zeros((1, plan.horizon), DAILY_DTYPE)
        done = 0
        while done < count:
            work.used[:2] = 0  # spells are not asked for here
            more, code = run_block(arrays, work, int(first) + done, seed, row[done:], no_days)
            done += more
            if code != DONE:
                work = grow(work, code)
        if windows is not None:
            windows[i] = work.windows
    return rows
