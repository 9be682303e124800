"""Answers of histories to questions, and what share or mean they make."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sim.outcomes import enough, intervals
from sim.outcomes.intervals import LEVEL, Estimate, plain
from sim.outcomes.questions.expressions import Builder
from sim.scenario.questions import Checked, is_share, may_be_never
from sim.scenario.questions.text import parse

if TYPE_CHECKING:
    from sim.scenario import Scenario

Table = pl.DataFrame | pl.LazyFrame


def spans_of(questions: Sequence[Checked]) -> tuple[tuple[datetime.date, datetime.date], ...]:
    """The stretches of days that the questions count over: where windows have to end."""
    return tuple(span for checked in questions for span in checked.spans)


def needs_windows(questions: Sequence[Checked]) -> bool:
    """Whether any question reads windows."""
    return any(checked.spans for checked in questions)


def answers(runs: Table, windows: Table | None, questions: Sequence[Checked], scenario: Scenario) -> pl.DataFrame:
    """One row a history: `replicate`, and a column a question (boolean, or number; a day is infinite for never).

    `runs` and `windows` are rows as `runs_frame` and `windows_frame` give them, or lazy scans. Null is "no answer":
    what was divided by nothing. Raises ValueError if a question needs windows and there are none.
    """
    builder = Builder(scenario.start, scenario.horizon_days)
    wanted = [builder.of(parse(checked.question.text)).alias(checked.question.name) for checked in questions]
    rows = runs.lazy()
    if builder.aggregates:
        if windows is None:
            raise ValueError("these questions count over stretches of days, and the run kept no windows")
        gathered = (
            windows.lazy()
            .group_by("replicate", maintain_order=True)
            .agg(*(expression.alias(name) for name, expression in builder.aggregates.items()))
        )
        rows = rows.join(gathered, on="replicate", how="left", maintain_order="left")
    return rows.select("replicate", *wanted).collect()


@dataclass(frozen=True)
class Answer:
    """What the histories say to one question: a share, a mean, or for a day its median."""

    name: str
    text: str
    kind: str
    """`share`, `mean` or `median`."""
    estimate: Estimate
    never: float | None = None
    """For a day: the share of histories in which it never comes."""

    def as_dict(self) -> dict[str, Any]:
        """The answer for JSON; an infinite figure is the word `never`."""
        figures = self.estimate.as_dict()
        if self.kind == "median":
            for name, figure in (
                ("value", self.estimate.value),
                ("low", self.estimate.low),
                ("high", self.estimate.high),
            ):
                figures[name] = "never" if figure == math.inf else plain(figure)
        told = {"question": self.text, "kind": self.kind, **figures}
        return told if self.never is None else {**told, "never": plain(self.never)}


def estimate_answers(frame: pl.DataFrame, questions: Sequence[Checked], level: float = LEVEL) -> dict[str, Answer]:
    """The answer to each question, by name, from the frame that `answers` gives."""
    return {checked.question.name: _estimate(frame[checked.question.name], checked, level) for checked in questions}


def _estimate(column: pl.Series, checked: Checked, level: float) -> Answer:
    question = checked.question
    said = column.drop_nulls()
    if is_share(checked):
        return Answer(question.name, question.text, "share", intervals.wilson(int(said.sum() or 0), len(said), level))
    values = said.to_numpy()
    if may_be_never(checked):
        never = float(np.mean(np.isinf(values))) if values.size else math.nan
        return Answer(question.name, question.text, "median", median_of(values, level), never)
    finite = values[np.isfinite(values)]
    return Answer(question.name, question.text, "mean", enough.of_mean(intervals.mean(finite, level), finite, level))


def median_of(values: np.ndarray, level: float = LEVEL) -> Estimate:
    """The median with its order-statistic interval, where infinite days are the largest."""
    ordered = np.sort(values)
    n = ordered.size
    if n == 0:
        return Estimate(math.nan, math.nan, math.nan, 0, math.nan)
    below, above = intervals.order_ranks(n, 0.5, level)
    low = float(ordered[below - 1]) if below >= 1 else math.nan
    high = float(ordered[above - 1]) if above <= n else math.nan
    return Estimate(float(ordered[(n - 1) // 2]), low, high, n, math.nan)
