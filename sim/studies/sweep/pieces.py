"""Rows of one point of a study: the smallest piece of work, sent to a thread, a process or a cluster's worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.engine.digest import rules_digest
from sim.engine.ensemble import run_one_chunk
from sim.studies.executors import in_order, refuse_other_rules
from sim.studies.run.asking import asking
from sim.studies.run.clips import highest_rates

if TYPE_CHECKING:
    import numpy as np

    from sim.engine.ensemble import Engine
    from sim.engine.plan import Plan
    from sim.scenario import Scenario

MOST_ROWS = {"compiled": 5000, "simpy": 100}
"""Replicates a piece at most, a fraction of a second: few points still fill all workers, and a kill costs little."""


@dataclass(frozen=True)
class Task:
    """Replicates `first` to `end - 1` of one point; `point` is the study's own number for it."""

    point: int
    plan: Plan
    first: int
    end: int
    seed: int
    engine: Engine
    rules: str


@dataclass(frozen=True)
class Done:
    """What a piece gave: its rows (structured, one a replicate); or None with the error in a line.

    `windows` (n, cuts) are kept where a question counts over them. `clipped` is the first replicate in which a rate
    went above its ceiling, None if there is none.
    """

    rows: np.ndarray[Any, Any] | None
    error: str | None = None
    windows: np.ndarray[Any, Any] | None = None
    clipped: int | None = None


def pieces(point: int, scenario: Scenario, gap: tuple[int, int], seed: int, engine: Engine) -> Iterator[Task]:
    """The tasks that fill the replicates `gap` (first, end) of a point."""
    plan = asking(scenario).plan(scenario)
    most = MOST_ROWS[engine]
    for first in range(gap[0], gap[1], most):
        yield Task(point, plan, first, min(first + most, gap[1]), seed, engine, rules_digest())


def rows_of(task: Task) -> Done:
    """Compute one piece. A failure of the model is data, not an exception: one bad point must not lose the others."""
    refuse_other_rules(task.rules)
    try:
        count = task.end - task.first
        chunk = run_one_chunk(task.engine, task.plan, task.first, count, task.seed, 0, False)
    except (ArithmeticError, RuntimeError, ValueError, MemoryError) as error:
        return Done(None, f"{type(error).__name__}: {error}".splitlines()[0])
    rows, windows = chunk.rows, chunk.windows
    clipped = np.flatnonzero(rows["clips"])
    return Done(rows, windows=windows, clipped=int(rows["replicate"][clipped[0]]) if len(clipped) else None)


def compute(pool: Executor, tasks: Iterable[Task], workers: int) -> Iterator[tuple[Task, Done]]:
    """Run the tasks on `pool`, a few ahead; yields them in their order."""
    return in_order(pool, rows_of, tasks, ahead=4 * max(workers, 2))


def fault(scenario: Scenario, seed: int, done: Done) -> str | None:
    """Why a piece cannot be used, in a line: its error, or the clock that was clipped; None if it is fine."""
    if done.error or done.clipped is None:
        return done.error
    rates = highest_rates(scenario, done.clipped, seed)
    told = [f"{clock} reached {rate:.3g} a day (ceiling {scenario.ceilings[clock]:g})" for clock, rate in rates.items()]
    return f"clipped in replicate {done.clipped}: {', '.join(told)}; raise it under ceilings, for all points"
