"""Which parameters matter, apart from luck: one at a time, and Sobol indices two ways.

*Of the mean over luck*: an evaluation is the mean of many histories, the same replicates at every point; its indices
share out the variance that comes from not knowing the parameters. *Of one history*: an evaluation is a single history
and luck is a factor of its own, a column that picks the replicate; its indices share out all of the variance. The two
answer different questions and are named apart in every table and figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.engine.digest import rules_digest
from sim.engine.plan import make_plan
from sim.outcomes.sobol_indices import indices
from sim.results import PartStore
from sim.studies.designs import saltelli_design
from sim.studies.errors import StudyError
from sim.studies.executors import executor
from sim.studies.sensitivity import tables
from sim.studies.sensitivity.factors import Factor, Planner, check_together, settled
from sim.studies.sensitivity.pieces import BATCH_HISTORIES, Batch, Evaluated, Kept, evaluate_all, picked
from sim.studies.sensitivity.result import Sensitivity
from sim.studies.sensitivity.settings import SensitivitySettings
from sim.studies.unknowns import as_it_stands

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import polars as pl

    from sim.engine.plan import Plan
    from sim.scenario import Scenario

LUCK = "luck"
ENDS = 12
"""Ends of ranges that the tornado evaluates beside one base."""


def study(
    scenario: Scenario,
    outcomes: Sequence[str],
    factors: Sequence[Factor],
    settings: SensitivitySettings,
    *,
    kept: Path | None = None,
) -> Sensitivity:
    """Run the three parts for `outcomes` (names of headline shares and means). Nothing is written.

    Batches go to the folder `kept`, and those that lie there already are not run again.

    Raises StudyError if a design does not fit, and if no history of some outcome could be evaluated.
    """
    _check(factors, outcomes, settings)
    base = as_it_stands(scenario)
    check_together(base, factors)
    store = PartStore(kept) if kept is not None else None
    work = _Work(base, tuple(outcomes), settings, _histories(len(factors), settings), kept=store)
    with executor(settings.worker_count(), cluster=settings.cluster) as pool:
        effects = work.tornado(pool, factors)
        chosen = _largest(factors, effects, settings.most)
        mean, curves = work.of_the_mean(pool, chosen)
        single = work.of_one_history(pool, chosen)
    notes = list(work.notes)
    if len(chosen) < len(factors):
        notes.append(
            f"{len(factors)} parameters were varied one at a time; the {len(chosen)} of the largest swing "
            "have indices (name others with --parameter)"
        )
    both = tables.concat([mean, single])
    notes += [*settled(factors), *tables.warnings(both)]
    about = {
        "scenario": scenario.name,
        "outcomes": list(outcomes),
        "parameters": {factor.path: str(factor.distribution) for factor in chosen},
        "rows": settings.rows,
        "replicates": settings.n,
        "single_rows": settings.single_rows,
        "seed": settings.seed,
        "notes": notes,
    }
    return Sensitivity(scenario, about, {"effects": effects, "indices": both, "curves": curves}, list(notes))


@dataclass
class _Work:
    """One study under way: what all parts share, and what they have to say."""

    base: Scenario
    outcomes: tuple[str, ...]
    settings: SensitivitySettings
    histories: int
    done: int = 0
    notes: list[str] = field(default_factory=list)
    kept: PartStore | None = None
    stage: int = 0

    def tornado(self, pool: Executor, factors: Sequence[Factor]) -> pl.DataFrame:
        """Each factor at the two ends of its range, all others at their medians; paired with all at their medians.

        That is the point around which the indices look, too.
        """
        centre = self.base.replace({f.path: f.value(0.5) for f in factors})
        base = make_plan(centre)
        ends = [make_plan(centre.replace({f.path: end})) for f in factors for end in f.ends()]
        # The base heads every row of points, so that each difference to it is paired and the pieces stay small.
        ends += [base] * (-len(ends) % ENDS)
        rows = [[base, *ends[first : first + ENDS]] for first in range(0, len(ends), ENDS)]
        count = max(500, self.settings.n)  # few points, so each may be seen more clearly
        found = self._evaluate(pool, (self._batch([row], None, count) for row in rows))
        return tables.effects(factors, self.outcomes, found)

    def of_the_mean(self, pool: Executor, factors: Sequence[Factor]) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Indices of the mean over luck, and the partial effects seen at the same points."""
        design = saltelli_design(len(factors), self.settings.rows, seed=1)
        planner = Planner(self.base, tuple(factors), design)
        found = self._evaluate(pool, self._batches(planner, None, self.settings.n))
        made = [indices(found.means[:, :, place]) for place in range(len(self.outcomes))]
        names = [factor.path for factor in factors]
        table = tables.indices_table("mean over luck", self.outcomes, names, made, found.noise)
        return table, tables.curves(factors, self.outcomes, design, found.means)

    def of_one_history(self, pool: Executor, factors: Sequence[Factor]) -> pl.DataFrame:
        """Indices of a single history, luck being the last factor."""
        design = saltelli_design(len(factors) + 1, self.settings.single_rows, seed=2)
        planner = Planner(self.base, tuple(factors), design[:, :, :-1])
        found = self._evaluate(pool, self._batches(planner, picked(design[:, :, -1]), 1))
        made = [indices(found.means[:, :, place]) for place in range(len(self.outcomes))]
        return tables.indices_table("one history", self.outcomes, [*(f.path for f in factors), LUCK], made, None)

    def _batches(self, planner: Planner, replicates: NDArray[np.int64] | None, count: int) -> Iterator[Batch]:
        rows = max(1, BATCH_HISTORIES // (planner.cube.shape[1] * count))
        for first in range(0, len(planner), rows):
            some = None if replicates is None else replicates[first : first + rows]
            yield self._batch(planner.rows(first, first + rows), some, count)

    def _batch(self, plans: list[list[Plan]], replicates: NDArray[np.int64] | None, count: int) -> Batch:
        return Batch(plans, replicates, count, self.settings.seed, self.outcomes, rules_digest())

    def _evaluate(self, pool: Executor, batches: Iterable[Batch]) -> Evaluated:
        def progress(histories: int) -> None:
            self.done += histories
            self.settings.progress(self.done, self.histories)

        kept = Kept(self.kept, self.stage) if self.kept is not None else None
        self.stage += 1
        found = evaluate_all(batches, pool, self.settings.worker_count(), progress, kept)
        self.notes += [error for error in found.errors if error not in self.notes]
        return found


def _check(factors: Sequence[Factor], outcomes: Sequence[str], settings: SensitivitySettings) -> None:
    problems = []
    if not factors:
        problems.append("no parameter to study")
    if not outcomes:
        problems.append("no outcome to study")
    if settings.n < 2:
        problems.append(f"the mean over luck needs at least 2 replicates, not {settings.n}")
    for name, rows in (("rows", settings.rows), ("single rows", settings.single_rows)):
        if rows < 16 or rows & (rows - 1):
            problems.append(f"the number of {name} is a power of 2 from 16 on (256, 512, 1024, ...), not {rows}")
    if problems:
        raise StudyError(problems)


def _histories(factors: int, settings: SensitivitySettings) -> int:
    """All histories that the study runs."""
    some = min(factors, settings.most)
    tornado = -(-2 * factors // ENDS) * (ENDS + 1) * max(500, settings.n)
    return tornado + settings.rows * (some + 2) * settings.n + settings.single_rows * (some + 3)


def _largest(factors: Sequence[Factor], effects: pl.DataFrame, most: int) -> list[Factor]:
    """The factors of the largest swing in any outcome, in the order in which they were given.

    Swings of different outcomes are compared as parts of the largest in each.
    """
    part = pl.col("swing") / pl.col("swing").max().over("outcome")
    ranked = effects.select("parameter", part=part.fill_nan(0.0).fill_null(0.0)).group_by(
        "parameter", maintain_order=True
    )
    kept = set(
        ranked.agg(pl.col("part").max()).sort("part", descending=True, maintain_order=True)["parameter"].head(most)
    )
    return [factor for factor in factors if factor.path in kept]
