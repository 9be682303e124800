"""Many points of the parameters, few histories each: what sensitivity studies ask of the compiled engine.

`ensemble` takes a scenario and is right for thousands of histories of one point. Here a point is a row of numbers in
the order of `sim.model.parameters.FIELDS`, everything else (calendar, ceilings, events) is shared, and one thread's
room serves all points, so that a point costs microseconds beside its histories.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiled import compiled_run_block
from sim.engine.kernel import DONE, LOG, SPELLS
from sim.engine.plan import Plan
from sim.engine.room import grow, make_setting, make_work
from sim.model.records import DAILY_DTYPE, ROW_DTYPE


def run_points(
    plan: Plan, numbers: NDArray[np.float64], firsts: NDArray[np.int64], count: int, seed: int
) -> NDArray[Any]:
    """Rows of `count` replicates at each point, shape (points, count), ROW_DTYPE.

    `numbers` has the shape (points, SIZE) and takes the place of the plan's own; `firsts` gives the first replicate
    of each point. Equal to `run_chunk` on plans with those numbers, to the bit. Runs without the interpreter's lock.
    Raises TooManyAnswers where pending answers outgrow memory.
    """
    run_block = compiled_run_block()
    setting = make_setting(plan, log=False)
    work = make_work(len(plan.scheduled))
    no_days = np.zeros((1, plan.horizon), DAILY_DTYPE)
    rows = np.zeros((len(numbers), count), ROW_DTYPE)
    for point in range(len(numbers)):
        here = setting._replace(numbers=np.ascontiguousarray(numbers[point]))
        done = 0
        while done < count:
            work.used[SPELLS] = work.used[LOG] = 0
            more, code = run_block(here, work, int(firsts[point]) + done, seed, rows[point, done:], no_days)
            done += more
            if code != DONE:
                work = grow(work, code)
    return rows
