"""`moratorium plot`: draw again what is stored, without running."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.studies.command_line import options

if TYPE_CHECKING:
    from sim.studies.study_result import StudyResult


@click.command(short_help="Draw results again.")
@options.results
@options.formats
@options.no_explore
@click.pass_context
def command(ctx: click.Context, results: tuple[Path, ...], formats: tuple[str, ...]) -> None:
    """Draw the pictures and the report of each results folder again, from what is stored there.

    Folders of every command are drawn: run, compare, sweep, sensitivity and the others that write any.
    """
    from sim.results import writing
    from sim.studies.command_line.progress import say

    failed = False
    for path, result in [(path, _open(path)) for path in results]:
        with writing(path):
            written = result.draw_into(path, formats)
        for file in written:
            click.echo(file)
        for note in result.notes:
            say(f"{path}: {note}")
        failed = failed or bool(result.failures)
    if failed:
        ctx.exit(1)


def _open(path: Path) -> StudyResult:
    """What a folder of any of our kinds holds; a folder of none is opened as a run, which says what is missing."""
    from sim.results import read_manifest
    from sim.studies import STUDIES

    for study in STUDIES.values():
        if study.kind and read_manifest(path, study.kind):
            return study.open_folder(path)
    return STUDIES["run"].open_folder(path)
