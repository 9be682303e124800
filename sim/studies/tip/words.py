"""What a search for a tipping point found, in words and for machines."""

from __future__ import annotations

from typing import Any

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
        "n": answer.n,
        "seed": answer.seed,
        "caution": caution([question.path]),
    }


def words(answer: TipData) -> str:
    """The answer in a sentence or two."""
    question = answer.question
    share = question.outcome.kind == "share"
    what = f"the share \u201c{question.outcome.label}\u201d" if share else question.outcome.label
    if question.against:
        what += f", {question.scenario.name} less {question.against.name},"
    unit = "" if share else f" {question.outcome.unit}"
    span = f"{question.path} from {question.low:g} to {question.high:g}"
    if answer.value is None:
        tried = answer.points["value"].to_list()
        return (
            f"No tipping point for {span}: {what} does not cross {question.level:g}{unit} "
            f"(it lies between {min(tried):.4g} and {max(tried):.4g}{unit})."
        )
    low = "below the range" if answer.low is None else f"{answer.low:.4g}"
    high = "above the range" if answer.high is None else f"{answer.high:.4g}"
    where = f"{question.path} = {answer.value:.4g} (95% interval: {low} to {high})"
    text = f"{what} crosses {question.level:g}{unit} at {where}."
    if answer.crossings > 1:
        text += f" It crosses {answer.crossings} times in the range; this is the first."
    return text[0].upper() + text[1:]


def for_people(answer: TipData) -> str:
    """The answer in a few paragraphs, as the terminal shows it."""
    question = answer.question
    parts = [
        f"{question.scenario.title}: {answer.points.height} values of {question.path}, {answer.n:,} histories each, "
        f"seed {answer.seed}; all share their luck",
        paragraph(words(answer)),
    ]
    if answer.value is not None:
        parts.append(paragraph(LUCK_ALONE))
    if said := caution([question.path]):
        parts.append(paragraph(said))
    return "\n\n".join([*parts, f"Results: {near(answer.path)}"])
