"""The picture of a search for a tipping point."""

from __future__ import annotations

from sim.plots import Context
from sim.plots.drawing import Drawing, drawing
from sim.plots.labels import parameter_label, parameter_words
from sim.studies.strike_rates import caution
from sim.studies.tip.data import TipData


def drawings(answer: TipData) -> dict[str, Drawing]:
    """The one picture: the outcome over the parameter, the level, and where the two cross."""
    question, scenario = answer.question, answer.question.scenario
    tip = None
    if answer.value is not None:
        tip = (answer.value, answer.low, answer.high)
    outcome = question.outcome.name
    if question.against is not None:
        unit_of_it = "share" if question.outcome.kind == "share" else question.outcome.unit
        outcome = f"{question.outcome.label}: {scenario.name} less {question.against.name} ({unit_of_it})"
    note = f"at each of {answer.points.height} values"
    if said := caution([question.path], short=True):
        note = f"{note} · {said}"
    about = Context(
        f"{scenario.title}: where “{parameter_words(question.path)}” tips “{question.outcome.label}”",
        scenario.question,
        answer.n,
        answer.seed,
        scenario.start,
        scenario.horizon_days,
        note,
    )
    parameter = parameter_label(question.path)
    made = drawing(
        "tipping_point",
        answer.points,
        context=about,
        parameter=parameter,
        outcome=outcome,
        level=question.level,
        tip=tip,
    )
    return {"tipping_point": made}
