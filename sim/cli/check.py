"""`moratorium check`: is the file right, and what does it change in the one it extends?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sim.studies.command_line import options
from sim.studies.command_line.printing import on_one_line

if TYPE_CHECKING:
    from sim.scenario import Scenario


@click.command(short_help="Validate scenario files.")
@options.scenarios
@options.overrides
@click.pass_context
def command(ctx: click.Context, scenarios: tuple[str, ...], overrides: tuple[str, ...]) -> None:
    """Validate each SCENARIO (a file, or the name of a shipped one).

    Prints what it changes in the scenario that it extends, value by value. All errors of all files are listed on
    stderr; the exit code is 2 if there are any.
    """
    from sim.scenario import ScenarioError
    from sim.studies.command_line.loading import load

    failed = False
    for source in scenarios:
        try:
            scenario = load(source, overrides)
            lines = _changes(scenario)
        except ScenarioError as error:
            click.echo(str(error), err=True)
            failed = True
            continue
        click.echo(f"{on_one_line(source)}: valid; {_against(scenario, len(lines))}")
        if scenario.without:
            click.echo(f"  without {', '.join(scenario.without)}: {_switches(scenario)}")
        for line in lines:
            click.echo(f"  {line}")
    if failed:
        ctx.exit(2)


def _changes(scenario: Scenario) -> list[str]:
    """What the scenario changes in its parent, a line each; nothing for one without a parent."""
    from sim.scenario import difference_rows, parent_of

    parent = parent_of(scenario)
    if parent is None:
        return []
    rows = difference_rows(scenario.differences(parent))
    return [_in_words(*row) for row in rows]


def _switches(scenario: Scenario) -> str:
    """What is switched off, in the words of the list of conditions."""
    from sim.scenario import CONDITIONS

    return "; ".join(f"{name} {CONDITIONS[name].in_words()}" for name in scenario.without)


def _in_words(path: str, before: str, after: str, unit: str) -> str:
    if path == "events":
        return f"event dropped: {before}" if after == "-" else f"event added: {after}"
    return f"{path}: {before} -> {after} {unit}".rstrip()


def _against(scenario: Scenario, count: int) -> str:
    days = f"{scenario.horizon_days} days from {scenario.start.isoformat()}"
    if scenario.parent is None:
        return f"{days}; extends nothing"
    return f"{days}; extends {scenario.parent}, {count} difference{'' if count == 1 else 's'}"
