"""`moratorium trace`: one history in words."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.studies.command_line import options
from sim.studies.command_line.completing import Source

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.studies.trace.result import Trace


def _words(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in (value or "").split(",") if word.strip()))


@click.command(short_help="Tell one history in words.")
@options.together(
    options.scenario,
    click.option("--replicate", type=options.Count(0, 2**32 - 1), help="Which history."),
    click.option("--typical", is_flag=True, help="The history nearest to the middle of the first -n."),
    click.option("--worst", metavar="COLUMN", help="The history of the first -n with the largest value in a column."),
    click.option(
        "--flipped", metavar="OTHER", type=Source(),
        help="A history of the first -n that turns out otherwise in another scenario; both are told.",
    ),
    click.option("--against", metavar="OTHER", type=Source(), help="Tell the same history of another beside it."),
    click.option("-n", "--replicates", "n", type=options.Count(2, 2**32), default=2000, show_default=True,
        help="Histories to choose from."),
    options.seed,
    options.overrides,
    click.option(
        "--show", callback=_words, metavar="KINDS",
        help="Kinds of events: strikes, breaches, incidents, talks, moratoria, kursk, changes, campaigns, repairs.",
    ),
    click.option("--all", "everything", is_flag=True, help="Tell repairs and shifts of campaigns, too."),
    click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write text, figure and report there."),
    options.workers,
    options.formats,
    options.no_explore,
    options.as_json,
)  # fmt: skip
def command(scenario: str, overrides: tuple[str, ...], **given: Any) -> None:
    """Run one history of SCENARIO again, on SimPy, and tell what happened, what it answered, and why moratoria ended.

    The same replicate and seed are the same history as in `run`, `compare` and `sweep`. Each end has its chain: the
    breaches in the window back to what was unprovoked, or who said no and what weighed most.
    """
    from sim.studies.command_line.loading import load
    from sim.studies.trace.picks import common
    from sim.studies.trace.verb import trace

    chosen = load(scenario, overrides)
    other = load(name) if (name := given["flipped"] or given["against"]) else None
    if other is not None:
        chosen, other = common(chosen, other)
    replicate, note = _replicate(chosen, other, given)
    try:
        told = trace(chosen, replicate, given["seed"])
        beside = None if other is None else trace(other, replicate, given["seed"])
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    failed = _write(told, beside, given) if given["out"] is not None else []
    if given["as_json"]:
        click.echo(json.dumps(_about(told, beside), ensure_ascii=False))
    elif beside is None:
        _print(told, note, given)
    else:
        _print_both(told, beside, note, given)
    if failed:
        click.get_current_context().exit(1)


def _replicate(scenario: Scenario, other: Scenario | None, given: dict[str, Any]) -> tuple[int, str]:
    """The history that is asked for, and why it was chosen. Raises UsageError unless just one way is named."""
    from sim.studies.trace import picks
    from sim.studies.trace.drawn import refuse_undrawn

    all_ways = ("replicate", "typical", "worst", "flipped")
    ways = [name for name in all_ways if given[name] is not None and given[name] is not False]  # 0 is a replicate
    if len(ways) != 1:
        raise click.UsageError("say which history: one of --replicate R, --typical, --worst COLUMN, --flipped OTHER")
    if ways == ["replicate"]:
        return given["replicate"], ""
    refuse_undrawn(scenario)
    rows = picks.rows_of(scenario, given["n"], given["seed"], given["workers"] or 0)
    if ways == ["typical"]:
        return picks.typical(rows, scenario.horizon_days), f"the most typical of {given['n']:,}"
    if ways == ["worst"]:
        return picks.worst(rows, given["worst"]), f"the largest {given['worst']} of {given['n']:,}"
    assert other is not None
    refuse_undrawn(other)
    return picks.flipped(rows, picks.rows_of(other, given["n"], given["seed"], given["workers"] or 0))


def _head(told: Trace, note: str) -> str:
    s = told.scenario
    why = f" ({note})" if note else ""
    return (
        f"{s.title or s.name}: replicate {told.replicate}{why}, seed {told.seed}, {s.horizon_days} days from {s.start}"
    )


def _wrapped(text: str) -> str:
    """Reasons and chains to 100 signs, hanging below their first line; an event stays on one line."""
    made = []
    for line in text.split("\n"):
        blank = line[: len(line) - len(line.lstrip(" -"))]
        reason = line.startswith("  - ") or len(blank) > 20
        made.append(textwrap.fill(line, 100, subsequent_indent=" " * len(blank)) if reason else line)
    return "\n".join(made)


def _print(told: Trace, note: str, given: dict[str, Any]) -> None:
    click.echo(f"{_head(told, note)}\n")
    click.echo(f"{_wrapped(told.why())}\n")
    click.echo(_wrapped(told.text(given["everything"], given["show"])))
    hidden = "" if given["everything"] or given["show"] else " (repairs not shown; --all tells them)"
    click.echo(f"{len(told.told)} events{hidden}; fingerprint {told.history.fingerprint}")


def _print_both(told: Trace, beside: Trace, note: str, given: dict[str, Any]) -> None:
    from sim.studies.trace.parting import parted
    from sim.studies.trace.shown import chosen
    from sim.studies.trace.side_by_side import side_by_side

    names = (told.scenario.name, beside.scenario.name)
    for one, name in zip((told, beside), names, strict=True):
        click.echo(f"{name}: {_head(one, note if one is told else '')}\n{_wrapped(one.why())}\n")
    left, right = (chosen(one.told, given["show"], given["everything"]) for one in (told, beside))
    since = parted(told.history, beside.history)
    click.echo("" if since is None else f"They part on day {since:.2f}; before, everything is equal.\n")
    click.echo(side_by_side(left, right, names, since))


def _about(told: Trace, beside: Trace | None) -> dict[str, Any]:
    from sim.studies.trace.about import about
    from sim.studies.trace.parting import parted

    made = about(told)
    if beside is not None:
        made |= {"against": about(beside), "parted": parted(told.history, beside.history)}
    return made


def _write(told: Trace, beside: Trace | None, given: dict[str, Any]) -> list[str]:
    """Write the folder; returns what failed in it."""
    from dataclasses import replace

    from sim.studies.command_line.progress import say
    from sim.studies.trace.write import write

    both = replace(told, beside=beside)
    path = write(given["out"], both, given["formats"], say=say)
    click.echo(f"written: {path}", err=True)
    for line in both.failures:
        click.echo(line, err=True)
    return both.failures
