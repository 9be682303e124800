"""`moratorium sweep --tip`: at which value of a parameter does an outcome cross a level?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.studies.tip.study import Question

N = 2000


def command(base: Scenario, vary: tuple[str, ...], given: dict[str, Any]) -> None:
    """Answer `--tip OUTCOME=VALUE` (or `--tip OUTCOME --against SCENARIO`); prints a sentence, writes a folder."""
    from sim.cli.progress import bar
    from sim.studies.tip.figures import draw_into
    from sim.studies.tip.folder import about, keep, words
    from sim.studies.tip.study import check, tip
    from sim.studies.tip.words import for_people

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
            lambda folder, found: draw_into(folder, found, given["formats"]),
        )  # fmt: skip
    if given["as_json"]:
        click.echo(
            json.dumps({"path": str(out), **about(answer), "words": words(answer)}, indent=1, ensure_ascii=False)
        )
        return
    click.echo(for_people(answer, out))


def _question(base: Scenario, vary: tuple[str, ...], given: dict[str, Any]) -> Question:
    from sim.cli.loading import load
    from sim.studies.asked import averaged
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
