"""`moratorium explore`: the compiled rules in one page that opens from disk."""

from __future__ import annotations

from pathlib import Path

import click

from sim.studies.command_line import options


@click.command(short_help="Write one page that runs the model while its reader moves the assumptions.")
@options.scenarios
@options.seed
@options.overrides
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.html", help="[default: NAME-explore.html]"
)
def command(scenarios: tuple[str, ...], seed: int, overrides: tuple[str, ...], out: Path | None) -> None:
    """Write one file in which anyone can move the assumptions of each SCENARIO, without Python, server or network.

    It opens with a double click. Two sides run the same compiled rules under the same luck; each history equals the
    command line's.
    """
    from sim.scenario import load
    from sim.studies.explore.study import write_page

    chosen = [load(source, overrides) for source in scenarios]
    path = out or Path(f"{chosen[0].name}-explore.html")
    write_page(chosen, path, seed)
    click.echo(f"{path}: {path.stat().st_size / 1000:.0f} KB; open it in a browser, or send it on")
