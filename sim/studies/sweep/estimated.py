"""What `points.parquet` says, gathered point by point: every headline outcome, and the answer to every question."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import polars as pl

from sim.outcomes.intervals import Estimate
from sim.outcomes.point_estimates import estimates, moments
from sim.outcomes.questions import estimate_answers
from sim.outcomes.questions.outcome import finite_or_none, outcome_of
from sim.scenario.questions import Checked, may_be_never
from sim.studies.asked import averaged
from sim.studies.run.asking import asking
from sim.studies.sweep.frames import point_table
from sim.studies.sweep.points import SweepPlan


class Estimated:
    """Looks at the rows of each point in turn, in the order of the plan, and forgets them."""

    def __init__(self, planned: SweepPlan) -> None:
        """Take note of what is to be estimated."""
        self.planned = planned
        self.chosen = averaged(planned.base.horizon_days)
        self.asked = asking(planned.base).questions
        self.found: list[np.ndarray[Any, Any]] = []
        self.said: list[dict[str, Estimate]] = []

    def look(self, frame: pl.DataFrame) -> None:
        """Take in the rows of the next point; those with an error say nothing."""
        whole = frame.filter(pl.col("error").is_null())
        self.found.append(moments(whole, self.chosen))
        self.said.append(_answers(whole, self.asked))

    def table(self, faults: dict[int, str]) -> pl.DataFrame:
        """One row a point and outcome: `point`, the varied paths, `error`, `outcome, value, low, high, se, n`.

        The answer to a question is its `questions.NAME`: a share, a mean, or for a day its median, null for never.
        """
        points = point_table(self.planned, faults)
        table = estimates(points, self.found, self.chosen)
        if not self.asked:
            return table
        rows = [
            points.slice(point, 1).with_columns(
                outcome=pl.lit(name),
                **{
                    key: pl.lit(finite_or_none(getattr(one, key)), dtype=pl.Float64)
                    for key in ("value", "low", "high", "se")
                },
                n=pl.lit(one.n, dtype=pl.Int64),
            )
            for point, said in enumerate(self.said)
            for name, one in said.items()
        ]
        return pl.concat([table, *rows], how="vertical_relaxed").sort("point", maintain_order=True)


def _answers(frame: pl.DataFrame, asked: tuple[Checked, ...]) -> dict[str, Estimate]:
    """The answers of one point by outcome, as `run` gives them."""
    if not asked:
        return {}
    columns = {one.question.name: pl.col(outcome_of(one).name) for one in asked}
    never = {one.question.name for one in asked if may_be_never(one)}
    said = frame.select((c.fill_null(math.inf) if name in never else c).alias(name) for name, c in columns.items())
    return {outcome_of(one).name: estimate_answers(said, [one])[one.question.name].estimate for one in asked}
