"""`moratorium sweep --tip`: at which value of a parameter does an outcome cross a level?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.studies.tip.data import Question

N = 2000


def answer(base: Scenario, vary: tuple[str, ...], given: dict[str, Any]) -> None:
    """Answer `--tip OUTCOME=VALUE` (or `--tip OUTCOME --against SCENARIO`); prints a sentence, writes a folder."""
    from sim.studies.command_line.progress import bar
    from sim.studies.tip.study import MOST_VALUES, check, tip
    from sim.studies.tip.words import about, for_people, words
    from sim.studies.tip.write import write

    question = _question(base, vary, given)
    check(question)
    out = given["out"] or Path("results") / f"{base.name}-tip"
    with bar(f"{base.name}, {question.path}") as (progress, _):
        found = write(
            out,
            lambda: tip(
                question, given["n"] or N, given["seed"], workers=given["workers"] or 0,
                progress=lambda tried: progress(tried, MOST_VALUES),
            ),
            given["formats"],
        )  # fmt: skip
    if given["as_json"]:
        told = {"path": str(out), **about(found), "words": words(found)}
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        click.echo(for_people(found))
    for line in found.failures:
        click.echo(line, err=True)
    if found.failures:
        click.get_current_context().exit(1)


def _question(base: Scenario, vary: tuple[str, ...], given: dict[str, Any]) -> Question:
    from sim.studies.asked import averaged
    from sim.studies.command_line.loading import load
    from sim.studies.errors import StudyError
    from sim.studies.sweep.axes import parse_axis
    from sim.studies.tip.data import Question

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
