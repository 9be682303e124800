"""The picture of a search for a tipping point."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.studies.tip.study import Tip

DPI = 110


def draw_into(folder: Path, answer: Tip, formats: tuple[str, ...]) -> None:
    """Draw the picture of `answer` into `plots/` of its folder, in each of the formats."""
    from sim.plots import Context, draw, render
    from sim.results import atomic_write
    from sim.studies.strike_rates import caution
    from sim.studies.sweep.figures import unit_of

    question, scenario = answer.question, answer.question.scenario
    unit = unit_of(question.path)
    tip = None
    if answer.value is not None:
        ends = (
            question.low if answer.low is None else answer.low,
            question.high if answer.high is None else answer.high,
        )
        tip = (answer.value, *ends)
    outcome = question.outcome.name
    if question.against is not None:
        unit_of_it = "share" if question.outcome.kind == "share" else question.outcome.unit
        outcome = f"{question.outcome.label}: {scenario.name} less {question.against.name} ({unit_of_it})"
    note = f"at each of {answer.points.height} values"
    if said := caution([question.path], short=True):
        note = f"{note} · {said}"
    figure = draw(
        "tipping_point", answer.points, parameter=f"{question.path} ({unit})" if unit else question.path,
        outcome=outcome, level=question.level, tip=tip,
        context=Context(
            scenario.title, scenario.question, answer.n, answer.seed, scenario.start, scenario.horizon_days, note
        ),
    )  # fmt: skip
    (folder / "plots").mkdir(exist_ok=True)
    for ending in formats:
        atomic_write(folder / "plots" / f"tipping_point.{ending}", render(figure, ending, dpi=DPI))
