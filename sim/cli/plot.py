"""`moratorium plot`: draw again what is stored, without running."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli import options


@click.command(short_help="Draw results again.")
@options.results
@options.formats
@click.pass_context
def command(ctx: click.Context, results: tuple[Path, ...], formats: tuple[str, ...]) -> None:
    """Draw the pictures and the report of each results folder again, from what is stored there."""
    import sim
    from sim.api.decorate import decorate
    from sim.cli.progress import say
    from sim.results import writing

    opened = [sim.open_results(path) for path in results]
    failed = False
    for result in opened:
        assert result.path is not None
        with writing(result.path):
            written = decorate(result, formats)
        for path in written:
            click.echo(path)
        for note in result.notes:
            say(f"{result.path}: {note}")
            failed = True
    if failed:
        ctx.exit(1)
