"""`moratorium plot`: draw again what is stored, without running."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command(short_help="Draw results again.")
@options.results
@options.formats
@click.pass_context
def command(ctx: click.Context, results: tuple[Path, ...], formats: tuple[str, ...]) -> None:
    """Draw the pictures and the report of each results folder again, from what is stored there."""
    import sim
    from sim.cli.progress import say
    from sim.results import writing
    from sim.studies.run.decorate import decorate

    runs, studies = [], []
    for path in results:
        study = _study(path)
        if study is None:
            runs.append(sim.open_results(path))
        else:
            studies.append((path, study))
    for path, draw in studies:
        with writing(path):
            for written_path in draw(formats):
                click.echo(written_path)
    failed = False
    for result in runs:
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


def _study(path: Path) -> Callable[[tuple[str, ...]], list[Path]] | None:
    """How the figures of a sweep or a sensitivity study are drawn; None for a folder of another kind."""
    from sim.results import read_manifest
    from sim.studies.sensitivity import folder as sensitivity_folder
    from sim.studies.sweep import folder as sweep_folder

    if read_manifest(path, sweep_folder.KIND):
        from sim.studies.sweep import figures as sweep_figures

        swept = sweep_folder.open_sweep(path)
        return lambda formats: sweep_figures.draw_into(swept, (), formats)
    if read_manifest(path, sensitivity_folder.KIND):
        from sim.studies.sensitivity import figures as sensitivity_figures

        kept = sensitivity_folder.open_sensitivity(path)
        return lambda formats: sensitivity_figures.draw_into(kept, formats)
    return None
