"""`moratorium sweep --tip`: at which value of a parameter does an outcome cross a level?"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.studies.sweep.axes import Axis
    from sim.studies.tip.data import Question

N = 2000
LARGEST = 1e100


def answer(base: Scenario, vary: tuple[str, ...], given: dict[str, Any]) -> None:
    """Answer `--tip OUTCOME=VALUE` (or `--tip OUTCOME --against SCENARIO`); prints a sentence, writes a folder."""
    from sim.results.places import default_folder
    from sim.studies.command_line.progress import bar
    from sim.studies.tip.study import MOST_VALUES, check, tip
    from sim.studies.tip.words import about, for_people, words
    from sim.studies.tip.write import write

    question = _question(base, vary, given)
    check(question)
    against = (f"vs_{question.against.name}",) if question.against else ()
    out = given["out"] or default_folder(base.name, "tip", question.path, question.outcome.name, *against)
    n, seed = given["n"] or N, given["seed"]
    with bar(f"{base.name}, {question.path}") as (progress, say):
        found = write(
            out, question, n, seed,
            lambda kept: tip(
                question, n, seed, workers=given["workers"] or 0, kept=kept,
                progress=lambda tried: progress(tried, MOST_VALUES),
            ),
            given["formats"], resume=given["resume"], say=say,
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
    if not math.isfinite(number):
        raise StudyError(f"--tip {name}: the level is a finite number")
    axis = parse_axis(vary[0])
    low, high = _ends(axis)
    (outcome,) = averaged(base.horizon_days, [name.strip()])
    for end in (low, high):
        base.replace({axis.path: int(end) if end.is_integer() else end})  # a value that the parameter cannot take
    return Question(base, axis.path, low, high, outcome, number, against)


def _ends(axis: Axis) -> tuple[float, float]:
    """The two ends of the search. Raises StudyError for values that are no finite numbers."""
    from sim.studies.errors import StudyError

    if not axis.listed:
        return float(axis.low), float(axis.high)
    for value in axis.values:
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LARGEST:
            raise StudyError(f"--tip searches {axis.path} from a number to a number; {str(value)[:40]} is none")
    numbers = [float(value) for value in axis.values if isinstance(value, int | float)]
    return min(numbers), max(numbers)
