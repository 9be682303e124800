"""Answers to questions as texts and as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.outcomes import rounding
from sim.report.page import Cell, Table, columns

HEADS = ("question", "what it asks", "answer (95% interval)")


def question_rows(answers: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, str, str]]:
    """Name, text and answer of each question."""
    return [(name, answer["question"], answer_text(answer)) for name, answer in answers.items()]


def answer_text(answer: Mapping[str, Any]) -> str:
    """A share, a mean, or the median of a day, rounded to what its interval supports."""
    value, low, high = answer["value"], answer["low"], answer["high"]
    if answer["kind"] == "median":
        never = f"; never in {rounding.per_cent(answer['never'])}" if answer["never"] is not None else ""
        return f"median {_day(value)} ({_day(low)} to {_day(high)}){never}"
    if value is None:
        return "no answer"
    if low is None or high is None:
        told = rounding.alone(value, answer["kind"])
        return f"{told} ({answer.get('note') or rounding.histories(answer['n'])})"
    if answer["kind"] == "share":
        return f"{rounding.share(value, low, high)} of histories"
    return rounding.amount(value, low, high)


def _day(day: float | str | None) -> str:
    """A day since the start, or the word for none."""
    if day is None:
        return "-"
    return day if isinstance(day, str) else f"day {day:,.0f}"


def questions_table(answers: Mapping[str, Mapping[str, Any]]) -> Table:
    """The table of a page or a notebook."""
    rows = tuple(
        (
            Cell(name),
            Cell(text),
            Cell(said, answers[name]["value"] if isinstance(answers[name]["value"], float) else None),
        )
        for name, text, said in question_rows(answers)
    )
    caption = "What the scenario asks of its histories: shares in which it is true, or means; never is infinite."
    return Table("questions", "Questions", caption, columns(HEADS, (2,)), rows)
