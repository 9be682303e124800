"""`moratorium hindcast`: scores against the dated record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from sim.studies.command_line import options


@click.command(short_help="Score the model against what happened.")
@options.together(
    click.argument("files", nargs=-1),
    click.option(
        "-n", "--replicates", "n", type=options.Count(20), default=4096, show_default=True, help="Histories of each."
    ),
    click.option(
        "--draws", type=options.Count(0), default=256, show_default=True,
        help="Sets of the uncertain parameters, for the model in doubt; 0 for none.",
    ),
    options.seed,
    click.option(
        "--record", type=click.Path(path_type=Path), metavar="FILE",
        help="Another record: a CSV file with the columns of the shipped one.",
    ),
    click.option(
        "--forecasts", "keep", type=click.Path(path_type=Path), metavar="DIR",
        help="Where forecasts are put on file.  [default: the folder forecasts beside that of the results]",
    ),
    options.study_out,
    options.workers,
    options.formats,
    options.as_json,
)  # fmt: skip
def command(files: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Score forecasts as of a date against what came, beside simple baselines. Failures come first.

    FILES are hindcast files, names of shipped ones, or forecasts put on file earlier (.json); without any, all that
    ship. A forecast is refused what was published after its as-of date. Every forecast is put on file with a date and a
    digest, and never rewritten.
    """
    from sim.studies.command_line.progress import bar
    from sim.studies.hindcast.verb import hindcast

    out = given.pop("out") or Path("results") / "hindcast"
    keep = given.pop("keep") or out.parent / "forecasts"
    given["workers"] = given["workers"] or 0
    with bar("hindcasts") as (progress, say):
        result = hindcast(files, out=out, keep=keep, **given, progress=progress, say=say)
    if as_json:
        click.echo(json.dumps({**result.as_json(), "path": str(result.path)}, indent=1, ensure_ascii=False))
    else:
        from sim.studies.hindcast.words import for_people

        click.echo(for_people(result))
    for line in result.failures:
        click.echo(line, err=True)
    if result.failures:
        click.get_current_context().exit(1)
