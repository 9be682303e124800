"""`moratorium conditions`: what each condition of the article contributes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from sim.studies.command_line import options

if TYPE_CHECKING:
    from pathlib import Path

    from sim.outcomes.headlines import Headline
    from sim.scenario import Scenario


def _ids(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in (value or "").split(",") if word.strip()))


@click.command(short_help="What each of the article's conditions contributes.")
@options.together(
    options.scenario,
    click.option(
        "--outcome", "outcomes", multiple=True, metavar="NAME",
        help="Headline share or mean, or questions.NAME; may be given again. [default: deal_365, unserved_gwh, "
        "russian_waves and every question]",
    ),
    click.option(
        "-n", "--replicates", "n", type=options.Count(2, 2**32), default=400, show_default=True,
        help="Histories of each combination.",
    ),
    click.option("--only", callback=_ids, metavar="C1,C6", help="Switch these only; the others stay as they are."),
    click.option("--pairs", is_flag=True, help="Only what removing one or two does: far fewer combinations."),
    options.seed,
    options.overrides,
    options.questions,
    options.study_out,
    options.workers,
    options.cluster,
    options.resume,
    options.formats,
    options.no_explore,
    options.as_json,
)  # fmt: skip
def command(
    scenario: str,
    outcomes: tuple[str, ...],
    only: tuple[str, ...],
    overrides: tuple[str, ...],
    questions: Path | None,
    **given: Any,
) -> None:
    """Run every combination of the conditions that act in SCENARIO, on and off, all with the same luck.

    For each outcome: what each condition contributes (its Shapley value; they add exactly to all on less all off), what
    it does alone and when removed last, and which pairs work together. What the scenario asks (`questions:`) is an
    outcome, too. `moratorium explain SCENARIO` says which conditions act.
    """
    from sim.studies.asked import averaged
    from sim.studies.command_line.loading import load
    from sim.studies.conditions.study import chosen, usual
    from sim.studies.run.asking import asking, with_questions

    base = with_questions(load(scenario, overrides), questions)
    asked = asking(base).questions
    wanted = averaged(base.horizon_days, outcomes or usual(base.horizon_days, asked), asked)
    _run(base, wanted, chosen(base, only), given)


def _run(base: Scenario, outcomes: list[Headline], ids: tuple[str, ...], given: dict[str, Any]) -> None:
    from sim.results.places import default_folder
    from sim.studies.command_line.progress import bar
    from sim.studies.conditions.settings import ConditionsSettings
    from sim.studies.conditions.tables import about
    from sim.studies.conditions.words import words
    from sim.studies.conditions.write import write

    out = given["out"] or default_folder(base.name, "conditions")
    with bar(f"{base.name}, {len(ids)} conditions") as (progress, say):
        settings = ConditionsSettings(
            n=given["n"], seed=given["seed"], pairs=given["pairs"], workers=given["workers"] or 0,
            cluster=given["cluster"], progress=progress,
        )  # fmt: skip
        found = write(out, (base, outcomes, ids, settings), given["formats"], resume=given["resume"], say=say)
    if given["as_json"]:
        click.echo(json.dumps({"path": str(found.path), **about(found)}, indent=1, ensure_ascii=False, allow_nan=False))
    else:
        click.echo(words(found))
    for line in found.failures:
        click.echo(line, err=True)
    if found.failures:
        click.get_current_context().exit(1)
