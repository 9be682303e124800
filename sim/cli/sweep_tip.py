"""`moratorium sweep --tip`: at which value of a parameter does an outcome cross a level?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.studies.tip.study import Question, Tip

DPI = 110
N = 2000


def command(base: Scenario, vary: tuple[str, ...], given: dict[str, Any]) -> None:
    """Answer `--tip OUTCOME=VALUE` (or `--tip OUTCOME --against SCENARIO`); prints a sentence, writes a folder."""
    from sim.cli.progress import bar
    from sim.studies.tip.folder import about, keep, words
    from sim.studies.tip.study import check, tip

    question = _question(base, vary, given)
    check(question)
    out = given["out"] or Path("results") / f"{base.name}-tip"
    with bar(f"{base.name}, {question.path}") as (progress, _):
        answer = keep(
            out,
            lambda: tip(
                question, given["n"] or N, given["seed"], workers=given["workers"] or 0,
                progress=lambda tried: progress(tried, 40),
            ),
            lambda folder, found: _draw(folder, found, given["formats"]),
        )  # fmt: skip
    if given["as_json"]:
        click.echo(
            json.dumps({"path": str(out), **about(answer), "words": words(answer)}, indent=1, ensure_ascii=False)
        )
        return
    click.echo(_for_people(answer, out))


def _question(base: Scenario, vary: tuple[str, ...], given: dict[str, Any]) -> Question:
    from sim.outcomes.point_estimates import averaged
    from sim.scenario import load
    from sim.studies.errors import StudyError
    from sim.studies.sweep.axes import parse_axis
    from sim.studies.tip.study import Question

    name, equals, level = given["tip"].partition("=")
    against = load(given["against"], given["overrides"]) if given["against"] else None
    if len(vary) != 1:
        raise StudyError(f"--tip searches along one parameter: give one --vary PATH=LO:HI, not {len(vary)}")
    if not equals and against is None:
        raise StudyError(
            f"--tip {name}: say the level, as in --tip {name}=VALUE, or what it is to be compared --against"
        )
    try:
        number = float(level) if equals else 0.0
    except ValueError:
        raise StudyError(f"--tip {given['tip']}: {level!r} is not a number") from None
    axis = parse_axis(vary[0])
    low, high = (min(axis.values), max(axis.values)) if axis.listed else (axis.low, axis.high)  # type: ignore[type-var]
    (outcome,) = averaged(base.horizon_days, [name.strip()])
    return Question(base, axis.path, float(low), float(high), outcome, number, against)  # type: ignore[arg-type]


def _draw(folder: Path, answer: Tip, formats: tuple[str, ...]) -> None:
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


def _for_people(answer: Tip, out: Path) -> str:
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
