"""What a search for a tipping point found, for people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.studies.tip.study import Tip


def for_people(answer: Tip, out: Path) -> str:
    """The answer in a few paragraphs, as the terminal shows it."""
    from sim.report.text import paragraph
    from sim.studies.strike_rates import caution
    from sim.studies.tip.folder import words

    question = answer.question
    parts = [
        f"{question.scenario.title}: {answer.points.height} values of {question.path}, {answer.n:,} histories each, "
        f"seed {answer.seed}; all share their luck",
        paragraph(words(answer)),
    ]
    if answer.value is not None:
        parts.append(paragraph("The interval covers luck alone, not what is unknown about the other parameters."))
    if said := caution([question.path]):
        parts.append(paragraph(said))
    return "\n\n".join([*parts, f"Results: {out}"])
