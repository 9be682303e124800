"""A question as an outcome of a study: under its path in the scenario file, beside the headlines."""

from __future__ import annotations

import math
from collections.abc import Iterable

import polars as pl

from sim.outcomes.headlines import HEADLINES, Headline
from sim.outcomes.table import PREFIX
from sim.scenario.questions import Checked, is_share, may_be_never


def outcome_of(checked: Checked) -> Headline:
    """What a question is among outcomes: a share, a mean, or for a day its median."""
    name = checked.question.name
    path, label = PREFIX + name, name.replace("_", " ")
    if may_be_never(checked):
        return Headline(path, label, "d", "quantile", path, "more", q=0.5)
    return (
        Headline(path, label, "share", "share", path, "more")
        if is_share(checked)
        else Headline(path, label, "", "mean", path, "more")
    )


def units_of(asked: Iterable[Checked]) -> dict[str, str]:
    """The unit of each question by its name among outcomes."""
    return {one.name: one.unit for one in map(outcome_of, asked)}


def outcomes_with(asked: Iterable[Checked]) -> dict[str, Headline]:
    """Every outcome by name: the headlines, and what is asked."""
    found = [outcome_of(checked) for checked in asked]
    return {**HEADLINES, **{one.name: one for one in found}}


def as_columns(answered: pl.DataFrame) -> pl.DataFrame:
    """The frame of `answers` with each question under its path; a day that never comes is null, as in the rows."""
    renamed = answered.rename({name: PREFIX + name for name in answered.columns if name != "replicate"})
    numbers = [name for name, kind in renamed.schema.items() if name != "replicate" and kind.is_float()]
    finite = [pl.when(pl.col(name).is_infinite()).then(None).otherwise(pl.col(name)).alias(name) for name in numbers]
    return renamed.with_columns(finite)


def column_kinds(asked: Iterable[Checked]) -> dict[str, pl.DataType]:
    """The columns of `as_columns` with their types, without `replicate`."""
    return {outcome_of(one).name: pl.Boolean() if is_share(one) else pl.Float64() for one in asked}


def finite_or_none(figure: float | str | None) -> float | None:
    """A figure of an answer as a number of a table: none where it is missing or never comes."""
    return figure if isinstance(figure, float | int) and math.isfinite(figure) else None
