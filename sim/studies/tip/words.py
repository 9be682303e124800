"""What a search for a tipping point found, in words and for machines."""

from __future__ import annotations

from typing import Any

from sim.outcomes.intervals import plain
from sim.outcomes.rounding import NONE, alone, difference, histories, level, per_cent
from sim.report.text import near, paragraph
from sim.studies.strike_rates import caution
from sim.studies.tip.data import TipData

LUCK_ALONE = "The interval covers luck alone, not what is unknown about the other parameters."


def about(answer: TipData) -> dict[str, Any]:
    """The answer for JSON."""
    question = answer.question
    return {
        "scenario": question.scenario.name,
        "against": question.against.name if question.against else None,
        "parameter": question.path,
        "from": question.low,
        "to": question.high,
        "outcome": question.outcome.name,
        "level": question.level,
        "value": answer.value,
        "low": answer.low,
        "high": answer.high,
        "crossings": answer.crossings,
        "ends": [{name: None if one is None else plain(one) for name, one in row.items()} for row in ends(answer)],
        "medians": list(answer.medians),
        "n": answer.n,
        "seed": answer.seed,
        "caution": caution([question.path]),
    }


def ends(answer: TipData) -> list[dict[str, float | None]]:
    """The outcome with its limits at the two ends of the range."""
    rows = answer.points.to_dicts()
    return [rows[0], rows[-1]]


def words(answer: TipData) -> str:
    """The answer in a sentence or two."""
    question = answer.question
    share = question.outcome.kind == "share"
    what = f"the share \u201c{question.outcome.label}\u201d" if share else question.outcome.label
    if question.against:
        what += f", {question.scenario.name} less {question.against.name},"
    asked, unit = f"{question.level:g}", f" {question.outcome.unit}"
    if share and question.against:
        asked, unit = f"{100 * question.level:g}", " points"
    elif share:
        asked, unit = per_cent(question.level), ""
    crossed = f"{what} {'is not shown to cross' if answer.value is None else 'crosses'} {asked}{unit}"
    text = _nowhere(answer, crossed, unit) if answer.value is None else _somewhere(answer, crossed)
    bare = int(answer.points["low"].null_count())
    if bare:
        text += f" At {bare} of {answer.points.height} values the histories support no interval: take more (-n)."
    if len(answer.medians) > 1:
        text += f" {len(answer.medians)} uncertain parameters stand at their medians."
    elif answer.medians:
        text += f" {answer.medians[0]} is uncertain and stands at its median."
    return text[0].upper() + text[1:]


def told(answer: TipData, row: dict[str, float | None]) -> str:
    """The outcome at one of the values tried, with its interval."""
    kind = answer.question.outcome.kind
    if answer.question.against is None:
        return level(row["value"], row["low"], row["high"], kind)
    shown, interval = difference(row["value"], row["low"], row["high"], kind)
    return shown if interval == NONE else f"{shown} ({interval})"


def _nowhere(answer: TipData, crossed: str, unit: str) -> str:
    """That nothing is shown to cross, with what is seen at both ends, and whether that settles it."""
    question = answer.question
    span = f"{question.path} from {question.low:g} to {question.high:g}"
    seen = [f"{told(answer, row)} at {row['x']:g}" for row in ends(answer)]
    text = f"No tipping point shown for {span}: {crossed}; with its 95% limits it is {seen[0]} and {seen[1]}{unit}."
    rows = answer.points.to_dicts()
    if any(row["value"] == question.level for row in rows):
        text += " It lies on the level at some values and leaves it to one side only."
    elif any(row["low"] is not None and row["low"] <= question.level <= row["high"] for row in rows):
        text += " The level lies within these limits at some values: more histories (-n) may show a crossing."
    return text


def _somewhere(answer: TipData, crossed: str) -> str:
    low = "below the range" if answer.low is None else alone(answer.low, "mean")
    high = "above the range" if answer.high is None else alone(answer.high, "mean")
    where = alone(answer.value or 0.0, "mean")
    text = f"{crossed} at {answer.question.path} = {where} (95% interval: {low} to {high})."
    if answer.crossings > 1:
        text += f" It crosses {answer.crossings} times in the range; this is the first."
    return text


def for_people(answer: TipData) -> str:
    """The answer in a few paragraphs, as the terminal shows it."""
    question = answer.question
    parts = [
        f"{question.scenario.title}: {answer.points.height} values of {question.path}, {histories(answer.n)} each, "
        f"seed {answer.seed}; all share their luck",
        paragraph(words(answer)),
    ]
    if answer.value is not None:
        parts.append(paragraph(LUCK_ALONE))
    if said := caution([question.path]):
        parts.append(paragraph(said))
    return "\n\n".join([*parts, f"Results: {near(answer.path)}"])
