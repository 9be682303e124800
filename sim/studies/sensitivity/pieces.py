"""The work of a sensitivity study, cut into pieces that any executor can run: points in, small arrays out.

Rows of histories never leave the worker: a piece returns means over luck, so that memory and traffic follow the
number of points, not of histories.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.outcomes.headlines import HEADLINES
from sim.outcomes.row_values import row_values
from sim.results import PartStore
from sim.studies.executors import in_order, refuse_other_rules

if TYPE_CHECKING:
    from sim.engine.plan import Plan

Array = NDArray[np.float64]

LUCKS = 2**31
"""How many replicates a column of luck picks from."""

BATCH_HISTORIES = 4000
"""Histories of a batch, about."""


@dataclass(frozen=True)
class Batch:
    """Rows of a design to evaluate.

    `plans` are (rows, points a row); `replicates`, of that shape, is the single history of each point, or None for
    the same first `count` replicates everywhere. `outcomes` are names of headlines.
    """

    plans: list[list[Plan]]
    replicates: NDArray[np.int64] | None
    count: int
    seed: int
    outcomes: tuple[str, ...]
    rules: str


@dataclass(frozen=True)
class Evaluated:
    """What a batch gave: `means` (rows, points, outcomes), over the replicates, NaN at a point that failed.

    `noise`, of that shape, is the variance that replicate noise gives the difference of each point's mean to that of
    the first point of its row, both seen with the same luck (0 with one history a point). `errors` are the failures.
    """

    means: Array
    noise: Array
    errors: tuple[str, ...]


def evaluate(batch: Batch) -> Evaluated:
    """Run one batch. A point that fails, or whose rate passes a ceiling, is NaN with the reason in `errors`."""
    refuse_other_rules(batch.rules)
    rows, points = len(batch.plans), len(batch.plans[0])
    chosen = [HEADLINES[name] for name in batch.outcomes]
    means = np.full((rows, points, len(chosen)), np.nan)
    noise = np.zeros_like(means)
    errors: list[str] = []
    for row in range(rows):
        try:
            histories = _histories(batch, row)
        except RuntimeError as error:
            errors.append(f"{type(error).__name__}: {error}")
            continue
        values = row_values(histories, chosen)
        clipped = histories["clips"].any(axis=1)
        if clipped.any():
            values[clipped] = np.nan
            errors.append("a rate went above its ceiling; raise it under `ceilings`")
        means[row] = values.mean(axis=1)
        if batch.count > 1:
            noise[row] = (values - values[:1]).var(axis=1, ddof=1) / batch.count
    return Evaluated(means, noise, tuple(errors))


def _histories(batch: Batch, row: int) -> NDArray[Any]:
    """Histories of all points of a row of the design, shape (points, count)."""
    from sim.engine.many_plans import run_plans

    plans = batch.plans[row]
    firsts = [0] * len(plans) if batch.replicates is None else batch.replicates[row].tolist()
    return run_plans(plans, firsts, batch.count, batch.seed)


@dataclass(frozen=True)
class Kept:
    """Batches that are kept: those of one `stage` of the study in `parts`."""

    parts: PartStore
    stage: int

    def find(self, number: int) -> Evaluated | None:
        """What a batch gave; None if it is not kept."""
        part = self.parts.part(number, self.stage)
        if part is None:
            return None
        means, noise = (np.load(self.parts.folder / part.files[name][0]) for name in ("means", "noise"))
        return Evaluated(means, noise, ())

    def add(self, number: int, found: Evaluated) -> None:
        """Keep what a batch gave; one with failures is tried again."""
        if not found.errors:
            self.parts.add(number, 1, {"means": found.means, "noise": found.noise}, point=self.stage)


def evaluate_all(
    batches: Iterable[Batch],
    pool: Executor,
    workers: int,
    progress: Callable[[int], None],
    kept: Kept | None = None,
) -> Evaluated:
    """Run batches on `pool`, made as they are needed; `progress` takes the number of histories of each when done.

    What is `kept` is not run again.
    """
    found: dict[int, Evaluated] = {}
    running: deque[int] = deque()

    def missing() -> Iterator[Batch]:
        for number, batch in enumerate(batches):
            known = kept.find(number) if kept else None
            if known is None:
                running.append(number)
                yield batch
            else:
                found[number] = known
                progress(known.means.shape[0] * known.means.shape[1] * batch.count)

    for batch, result in in_order(pool, evaluate, missing(), ahead=4 * workers):
        number = running.popleft()
        found[number] = result
        if kept:
            kept.add(number, result)
        progress(result.means.shape[0] * result.means.shape[1] * batch.count)
    ordered = [found[number] for number in sorted(found)]
    return Evaluated(
        np.concatenate([one.means for one in ordered]),
        np.concatenate([one.noise for one in ordered]),
        tuple(dict.fromkeys(error for one in ordered for error in one.errors)),
    )


def picked(column: Array) -> NDArray[np.int64]:
    """The replicates that a column of luck (0 to 1) picks."""
    return np.asarray(np.floor(column * LUCKS), dtype=np.int64)
