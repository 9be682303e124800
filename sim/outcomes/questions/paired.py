"""A question asked of two scenarios: both answers, and how far they are apart, by pairs where they share their luck."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from sim.outcomes import contrasts
from sim.outcomes.headlines import Headline
from sim.outcomes.intervals import LEVEL, Estimate
from sim.outcomes.paired import EXACTLY, estimate_difference
from sim.outcomes.questions.answers import Answer, estimate_answers, median_of
from sim.outcomes.questions.outcome import outcome_of
from sim.scenario.questions import Checked

NOTHING = Estimate(math.nan, math.nan, math.nan, 0, math.nan)
NEVER = "it may never come"
BEYOND = 1e9
"""A day (d) after every other."""
SCHEMA = {
    **dict.fromkeys(("name", "question", "kind"), pl.String),
    "paired": pl.Boolean,
    "n": pl.Int64,
    **dict.fromkeys(("a", "a_low", "a_high", "b", "b_low", "b_high", "difference", "low", "high"), pl.Float64),
    "note": pl.String,
}


@dataclass(frozen=True)
class Asked:
    """What `a` (the reference) and `b` answer, and how far they are apart, b less a."""

    a: Answer
    b: Answer
    difference: Estimate
    paired: bool

    def row(self) -> dict[str, object]:
        """A row of the table `questions`."""
        levels: dict[str, float] = {}
        for name, one in (("a", self.a.estimate), ("b", self.b.estimate)):
            levels |= {name: one.value, f"{name}_low": one.low, f"{name}_high": one.high}
        apart = {"difference": self.difference.value, "low": self.difference.low, "high": self.difference.high}
        about = {"name": self.a.name, "question": self.a.text, "kind": self.a.kind}
        return {**about, "paired": self.paired, "n": self.difference.n, **levels, **apart, "note": self.difference.note}


def asked_frame(rows: Sequence[Asked]) -> pl.DataFrame:
    """A row a question, the columns of `SCHEMA`: both answers with their limits, the difference with its own.

    A day that never comes is infinite; null is what cannot be said.
    """
    frame = pl.DataFrame([one.row() for one in rows], schema=SCHEMA)
    return frame.with_columns(pl.col(pl.Float64).fill_nan(None), pl.col("note").replace("", None))


def compare_answers(
    a: pl.DataFrame, b: pl.DataFrame, questions: Sequence[Checked], *, paired: bool, same_plan: bool = False
) -> list[Asked]:
    """Both answers to each question, from the frames that `answers` gives, and the difference with its interval.

    Paired, a history that has no answer in one of the two is left out of the difference; `same_plan` as in
    `outcomes.paired.compare_pairs`.
    """
    of_a, of_b = estimate_answers(a, questions), estimate_answers(b, questions)
    both = a.join(b, on="replicate", suffix=" b", maintain_order="left") if paired else pl.DataFrame()
    found = []
    for one in questions:
        name = one.question.name
        if paired:
            x, y = both[name], both[f"{name} b"]
            there = x.is_not_null() & y.is_not_null()
            apart = _paired(one, x.filter(there).to_numpy(), y.filter(there).to_numpy(), same_plan)
        else:
            samples = [frame[name].drop_nulls().to_numpy() for frame in (a, b)]
            apart = _unpaired(one, samples, of_a[name].estimate, of_b[name].estimate)
        found.append(Asked(of_a[name], of_b[name], apart, paired))
    return found


def _paired(one: Checked, x: np.ndarray, y: np.ndarray, same: bool) -> Estimate:
    outcome = outcome_of(one)
    if outcome.kind == "mean":
        finite = np.isfinite(x) & np.isfinite(y)
        x, y = x[finite], y[finite]
    if x.size == 0:
        return NOTHING
    if same:
        return replace(EXACTLY, n=x.size)
    if outcome.kind == "quantile":
        return _of_days(outcome, x, y)
    return estimate_difference(outcome, x, y)


def _of_days(outcome: Headline, x: np.ndarray, y: np.ndarray) -> Estimate:
    """How far two medians of days are apart; nothing where one of them, or an end of its interval, never comes."""
    if not all(map(_comes, (median_of(x), median_of(y)))):
        return replace(NOTHING, n=x.size, note=NEVER)
    # What never comes lies beyond every day; how far does not matter to a median.
    return estimate_difference(outcome, np.minimum(x, BEYOND), np.minimum(y, BEYOND))


def _comes(one: Estimate) -> bool:
    return all(math.isfinite(end) for end in (one.value, one.low, one.high))


def _unpaired(one: Checked, samples: Sequence[np.ndarray], of_a: Estimate, of_b: Estimate) -> Estimate:
    kind = outcome_of(one).kind
    if kind == "mean":
        x, y = (sample[np.isfinite(sample)] for sample in samples)
        return contrasts.unpaired_mean(x, y, LEVEL)
    if kind == "quantile" and not all(map(_comes, (of_a, of_b))):
        return replace(NOTHING, n=min(of_a.n, of_b.n), note=NEVER)
    return contrasts.combined(of_a, of_b)
