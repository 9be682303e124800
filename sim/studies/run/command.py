"""`moratorium run`: histories of scenarios, a results folder for each, a table and a paragraph."""

from __future__ import annotations

import json
import math
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.studies.command_line import options

if TYPE_CHECKING:
    from sim.scenario import Problem, Scenario
    from sim.studies.run.result import Result


def _finite(ctx: click.Context, parameter: click.Parameter, value: float | None) -> float | None:
    if value is not None and not math.isfinite(value):
        raise click.BadParameter("is not a number")
    return value


@click.command(short_help="Run histories of scenarios.")
@options.together(
    options.scenarios,
    options.replicates,
    options.seed,
    click.option(
        "--draws",
        type=options.Count(2),
        help="Parameter sets, where the scenario has uncertain parameters; -n histories of each.  [default: 64]",
    ),
    options.overrides,
    options.out,
    options.engine,
    options.workers,
    click.option(
        "--precision",
        type=click.FloatRange(0, 1, min_open=True),
        callback=_finite,
        metavar="X",
        help="Run on until the widest 95% half-interval of the headline shares, and the relative one of mean unserved "
        "energy, is below X; -n is then the first look.",
    ),
    options.cluster,
    click.option("--resume", is_flag=True, help="Go on where an earlier run of the same was stopped, or add to it."),
    click.option("--csv", is_flag=True, help="Write the tables as CSV, too."),
    options.xlsx,
    click.option("--windows", is_flag=True, help="Keep outcomes by calendar month, too (windows.parquet)."),
    options.questions,
    options.formats,
    options.no_explore,
    options.as_json,
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    scenarios: tuple[str, ...],
    overrides: tuple[str, ...],
    out: Path | None,
    as_json: bool,
    questions: Path | None,
    **settings: Any,
) -> None:
    """Run histories of each SCENARIO (a file, or the name of a shipped one).

    Writes a results folder with tables, pictures and a report, and prints the headline outcomes with 95% intervals.
    The same scenario and seed always give the same histories.
    """
    from sim.studies.run.asking import with_questions

    loaded = [with_questions(one, questions) for one in _load_all(scenarios, overrides)]
    folders = _folders(loaded, out)
    failed, told = False, []
    for number, (scenario, folder) in enumerate(zip(loaded, folders, strict=True)):
        result = _run(scenario, folder, settings, last=number == len(loaded) - 1)
        if result is None:
            failed = True
            continue
        if as_json:
            told.append(_for_machines(result))
        else:
            click.echo(("\n" if number else "") + _for_people(result))
        failed |= _warn(result)
    if as_json:
        click.echo(json.dumps({"results": told}, indent=1, ensure_ascii=False))
    if failed:
        ctx.exit(1)


def _load_all(sources: tuple[str, ...], overrides: tuple[str, ...]) -> list[Scenario]:
    """Every scenario, or all that is wrong with any of them."""
    from sim.scenario import ScenarioError
    from sim.studies.command_line.loading import load

    loaded: list[Scenario] = []
    problems: list[Problem] = []
    for source in sources:
        try:
            loaded.append(load(source, overrides))
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return loaded


def _folders(scenarios: list[Scenario], out: Path | None) -> list[Path]:
    """Where each goes: `results/NAME`; `--out` itself for one scenario, `--out/NAME` for several."""
    if out is not None and len(scenarios) == 1:
        return [out]
    folders = [(out or Path("results")) / scenario.name for scenario in scenarios]
    # Some file systems keep no capitals apart, and write one sign in two ways.
    same = Counter(_plain(folder.name) for folder in folders)
    twice = [folder.name for folder in folders if same[_plain(folder.name)] > 1]
    if twice:
        raise click.UsageError(f"two scenarios have the name {twice[0]!r}; run them one by one with --out")
    return folders


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _run(scenario: Scenario, folder: Path, settings: dict[str, Any], *, last: bool) -> Result | None:
    """Run one scenario; a failure is told at once, and stops the others only if it is the last or an interrupt."""
    from sim.results import Interrupted, ResultsError
    from sim.studies.command_line.progress import bar, say
    from sim.studies.run.verb import run

    # What was not given is 0 for the study: it knows its own defaults.
    given = {**settings, "workers": settings["workers"] or 0, "draws": settings["draws"] or 0}
    try:
        with bar(scenario.name) as (progress, line):
            return run(scenario, out=folder, **given, progress=progress, say=line)
    except Interrupted:
        raise
    except (ResultsError, RuntimeError, ValueError, OSError) as error:
        if last:
            raise
        say(f"{scenario.name}: {error}")
        return None


HEADS: tuple[str, ...] = ("outcome", "estimate", "95% interval", "unit")


def _for_people(result: Result) -> str:
    from sim.outcomes.rounding import days, histories
    from sim.report.text import near, paragraph, table
    from sim.studies.run.headline_rows import median_texts

    scenario, rows, heads = result.scenario, list[tuple[str, ...]](result.headline_rows()), HEADS
    if medians := median_texts(result.summary):
        rows = [(*row[:3], beside, row[3]) for row, beside in zip(rows, medians, strict=True)]
        heads = (*HEADS[:3], "at the medians", HEADS[3])
    return "\n\n".join(
        [
            f"{scenario.title}: {histories(result.n)} of {days(scenario.horizon_days)}, seed {result.seed}",
            table(heads, rows, numeric=range(1, len(heads) - 1)),
            *_asked(result),
            *map(paragraph, result.paragraphs()),
            f"Results: {near(result.path)}",
        ]
    )


def _asked(result: Result) -> list[str]:
    """The answers to the scenario's questions as a table, if it asks any."""
    from sim.report.text import table
    from sim.studies.run.question_rows import HEADS as QUESTION_HEADS
    from sim.studies.run.question_rows import question_rows

    rows = question_rows(result.questions)
    return [table(QUESTION_HEADS, rows)] if rows else []


def _for_machines(result: Result) -> dict[str, Any]:
    return {
        "name": result.scenario.name,
        "path": str(result.path),
        "n": result.n,
        "seed": result.seed,
        "summary": result.summary,
        "questions": result.questions,
        "words": " ".join(result.paragraphs()),
        "notes": result.notes,
    }


def _warn(result: Result) -> bool:
    """Say on stderr what needs to be known; whether something failed."""
    from sim.studies.command_line.progress import say
    from sim.studies.run.clips import clip_warning

    for note in result.notes:
        say(note)
    if warning := clip_warning(result):
        say(warning)
    return bool(result.failures)
