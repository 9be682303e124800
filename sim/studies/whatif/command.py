"""`moratorium whatif`: one history with one thing otherwise; over all histories, what would have saved the deal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.studies.command_line import options
from sim.studies.command_line.completing import ParameterPath

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.studies.study_result import StudyResult

EVENT = "EVENT"


def _events(name: str, told: str) -> Any:
    return click.option(f"--{name}", multiple=True, metavar=EVENT, help=told)


@click.command(short_help="One history with one thing otherwise.")
@options.together(
    options.scenario,
    click.option("--replicate", type=options.Count(0, 2**32 - 1), help="Which history."),
    options.seed,
    _events("forgive", "A breach that the victim lets pass."),
    _events("explain", "An incident taken for what it was."),
    _events("remove", "A strike that does not happen, nor what answers it."),
    click.option("--at", metavar="DAY", help="When --set, --withdraw or --sign act: days from the start, or a date."),
    click.option(
        "--set", "sets", metavar="PATH=VALUE", multiple=True, type=ParameterPath("="),
        help="A parameter has this value from --at on; may be given again.",
    ),
    click.option("--withdraw", is_flag=True, help="Ukraine leaves what it holds of the Kursk region, on --at."),
    click.option("--sign", metavar="KIND", default="", help="A deal (partial or complete) comes into force, on --at."),
    click.option("--all", "every", is_flag=True, help="Over all histories: what would have saved the deal?"),
    click.option(
        "--save", type=click.Choice(["deal", "tacit"]), default="deal", show_default=True,
        help="With --all: the first formal deal, or the first tacit understanding.",
    ),
    click.option(
        "--for", "for_days", type=click.FloatRange(0, min_open=True), default=60, show_default=True, metavar="DAYS",
        help="With --all: saved means alive so many days after its collapse.",
    ),
    click.option("-n", "--replicates", "n", type=options.Count(1, 2**32), default=2000, show_default=True,
        help="With --all: histories to look at."),
    click.option(
        "--futures", type=options.Count(0), default=20, show_default=True,
        help="With --all: redrawn futures for the strength of what saves.",
    ),
    options.workers,
    click.option("--all-events", "everything", is_flag=True, help="Tell repairs and the like, too."),
    click.option(
        "--out", type=click.Path(path_type=Path), metavar="DIR", help="Results folder. [default: results/NAME-whatif]"
    ),
    options.formats,
    options.no_explore,
    options.as_json,
)  # fmt: skip
def command(scenario: str, replicate: int | None, **given: Any) -> None:
    """Tell one history of SCENARIO again with one thing otherwise, all later luck equal.

    The same history up to that moment; then both are told side by side from where they part. An EVENT is named by its
    number in `moratorium trace SCENARIO --replicate R`, or by its date. Strikes are only ever taken away.

    With --all, over all histories in which the first deal (or tacit understanding) collapsed: which single incident
    explained, breach forgiven or strike withheld would have kept it alive, and how firmly.
    """
    from sim.studies.command_line.loading import load

    loaded = load(scenario)
    if given["every"]:
        _refuse_single(replicate, given)
        _every(loaded, given)
        return
    if replicate is None:
        raise click.UsageError("say which history: --replicate R (as in `moratorium trace`)")
    _single(loaded, replicate, given)


def _refuse_single(replicate: int | None, given: dict[str, Any]) -> None:
    """--all tries every event by itself: an option that names one says something else."""
    named = [name for name in ("forgive", "explain", "remove", "at", "sets", "withdraw", "sign") if given[name]]
    if replicate is not None or named:
        other = f"--{named[0].removesuffix('s')}" if named else "--replicate"
        raise click.UsageError(f"--all looks at every event of every history; leave {other} out")


def _every(scenario: Scenario, given: dict[str, Any]) -> None:
    from sim.studies.command_line.progress import bar
    from sim.studies.trace.drawn import refuse_undrawn
    from sim.studies.whatif.every import EverySettings, every
    from sim.studies.whatif.every_verb import result_of
    from sim.studies.whatif.every_words import words
    from sim.studies.whatif.write import write

    refuse_undrawn(scenario)
    with bar(f"{scenario.name}, what would have saved the {given['save']}") as (progress, say):
        settings = EverySettings(
            n=given["n"], seed=given["seed"], save=given["save"], for_days=given["for_days"],
            futures=given["futures"], workers=given["workers"] or 0, progress=progress,
        )  # fmt: skip

        def make() -> tuple[StudyResult, dict[str, Any]]:
            found = result_of(every(scenario, settings))
            return found, found.summary

        path, found = write(_out(scenario, given), make, {"scenario": scenario}, given["formats"], say=say)
    _tell(path, found, found.summary, given, words(scenario, found.summary, path))


def _single(scenario: Scenario, replicate: int, given: dict[str, Any]) -> None:
    from sim.report.text import near
    from sim.studies.command_line.progress import say
    from sim.studies.trace.drawn import refuse_undrawn
    from sim.studies.whatif.asked import day_of
    from sim.studies.whatif.result import WhatIf
    from sim.studies.whatif.single import Change, whatif
    from sim.studies.whatif.write import write

    refuse_undrawn(scenario)
    at = None if given["at"] is None else day_of(given["at"], scenario)
    change = Change(
        given["forgive"], given["explain"], given["remove"], at, given["sets"], given["withdraw"], given["sign"]
    )
    found = WhatIf(whatif(scenario, replicate, given["seed"], change))
    scenarios = {"scenario": scenario, "otherwise": found.data.changed}
    path, _ = write(_out(scenario, given), lambda: (found, found.as_dict()), scenarios, given["formats"], say=say)
    _tell(path, found, found.as_dict(), given, f"{found.text(given['everything'])}\n\nResults: {near(path)}")


def _out(scenario: Scenario, given: dict[str, Any]) -> Path:
    out: Path = given["out"] or Path("results") / f"{scenario.name}-whatif"
    return out


def _tell(path: Path, found: StudyResult, about: dict[str, Any], given: dict[str, Any], text: str) -> None:
    if given["as_json"]:
        click.echo(json.dumps({"path": str(path), **about}, ensure_ascii=False, allow_nan=False))
    else:
        click.echo(text)
    for line in found.failures:
        click.echo(line, err=True)
    if found.failures:
        click.get_current_context().exit(1)
