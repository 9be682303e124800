"""What the scenarios of a comparison ask, as a table of the page and of the terminal."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import polars as pl

from sim.outcomes.enough import in_short
from sim.outcomes.rounding import NONE, alone, difference
from sim.report.page import Cell, Table, columns
from sim.studies.run.question_rows import answer_text

if TYPE_CHECKING:
    from sim.studies.compare.arm import Arm
    from sim.studies.compare.data import ComparisonData

UNITS = {"share": "points", "median": "d", "mean": ""}
"""The unit of a difference, by what the answer is."""


def asks(comparison: ComparisonData, arm: Arm) -> bool:
    """Whether there is anything to show of what was asked of an arm."""
    return comparison.questions is not None and arm.name in comparison.questions["scenario"]


def questions_table(comparison: ComparisonData, arm: Arm, name: str, *, short: bool = False) -> Table:
    """Both answers to each question, and the difference with its interval; `short` for a narrow table."""
    assert comparison.questions is not None
    found = comparison.questions.filter(pl.col("scenario") == arm.name)
    rows = tuple(_row(row, short) for row in found.iter_rows(named=True))
    reference = comparison.reference.name
    how = "History by history, under the same luck" if found["paired"].all() else "Unpaired"
    caption = (
        f"What the scenarios ask, with 95% intervals. {how}: the difference is {arm.name} less {reference}, of shares "
        "in percentage points."
    )
    heads = columns(["question", "what it asks", reference, arm.name, "difference", "95% interval"], (2, 3, 4, 5))
    return Table(name, f"Questions: {arm.name} against {reference}", caption, heads, rows)


def _row(row: dict[str, Any], short: bool) -> tuple[Cell, ...]:
    value, limits = difference(row["difference"], row["low"], row["high"], row["kind"])
    shown = f"{value} {UNITS[row['kind']]}".rstrip() if value != NONE else NONE
    note = row["note"] or ""
    limits = (in_short(note) if short else note) or limits if row["low"] is None else limits
    levels = (Cell(_level(row, which), row[which]) for which in ("a", "b"))
    return Cell(row["name"]), Cell(row["question"]), *levels, Cell(shown, row["difference"]), Cell(limits, row["low"])


def _day(day: float | None) -> str:
    """A median day, or the word for none."""
    return NONE if day is None else "never" if day == math.inf else f"day {day:,.0f}"


def _level(row: dict[str, Any], which: str) -> str:
    """An answer with its interval, as a run tells it."""
    figures = {key: row[f"{which}{end}"] for key, end in (("value", ""), ("low", "_low"), ("high", "_high"))}
    if row["kind"] == "median":
        said = {key: _day(figure) for key, figure in figures.items()}
        return said["value"] if len(set(said.values())) == 1 else f"{said['value']} ({said['low']} to {said['high']})"
    if figures["value"] is not None and figures["low"] is None:
        return alone(figures["value"], row["kind"])
    return answer_text({"kind": row["kind"], "n": row["n"], **figures}).removesuffix(" of histories")
