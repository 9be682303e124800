"""`moratorium explain`: the register of assumptions of one scenario."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from sim.studies.command_line import options
from sim.studies.command_line.completing import ParameterPath

if TYPE_CHECKING:
    from sim.scenario.assumed import Assumed


@click.command(short_help="Every assumption: value, unit, range, role, basis, source.")
@options.scenario
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=ParameterPath())
@options.overrides
@options.as_json
def command(scenario: str, paths: tuple[str, ...], overrides: tuple[str, ...], as_json: bool) -> None:
    """Say what stands behind every number of SCENARIO.

    Each parameter's value, unit, plausible range, role, basis and source, what this scenario changed and which file
    said so, and which conditions of the article act. A PATH is a parameter, a section, or a condition (C6): it is told
    in full, with its sentence and source.
    """
    from sim.scenario.assumed import assumed, jsonable_rows
    from sim.studies.command_line.loading import load

    loaded = load(scenario, overrides)
    rows = chosen(assumed(loaded), paths)
    if as_json:
        from sim.scenario.behind import behind

        told = [{**row, "record": list(behind(row["path"]))} for row in jsonable_rows(rows)]
        click.echo(json.dumps(told, ensure_ascii=False))
    elif paths:
        click.echo("\n\n".join(in_full(row) for row in rows))
    else:
        from sim.cli.explain_words import head, overview

        click.echo(head(loaded))
        click.echo(overview(rows))


def chosen(rows: list[Assumed], paths: tuple[str, ...]) -> list[Assumed]:
    """The rows that the paths name, in the order of the register. Raises UsageError for a path that names none."""
    from sim.scenario.registry import CONDITIONS
    from sim.scenario.sections import nearest_path

    if not paths:
        return rows
    kept: set[str] = set()
    for path in paths:
        found = [
            row.path
            for row in rows
            if row.path == path or row.path.startswith(f"{path}.") or (path and row.condition == path)
        ]
        if not found and path in CONDITIONS:
            raise click.UsageError(f"{path}: {CONDITIONS[path].states}; no parameter carries it alone")
        if not found:
            hint = nearest_path(path) or "; see moratorium explain SCENARIO for all"
            raise click.UsageError(f"{path} is not a parameter, a section or a condition{hint}")
        kept.update(found)
    return [row for row in rows if row.path in kept]


def in_full(row: Assumed) -> str:
    """One parameter with all that is known."""
    from sim.cli.explain_words import facts
    from sim.report.text import paragraph

    return "\n".join([facts(row)[0], *(paragraph(line, indent="  ") for line in facts(row)[1:])])
