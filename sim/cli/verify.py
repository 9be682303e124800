"""`moratorium verify`: is a results folder what it says?"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from sim.studies.command_line import options


@click.command(short_help="Run a share of a folder's histories again.")
@options.results
@click.option(
    "--share", type=click.FloatRange(0, 1, min_open=True), default=0.05, show_default=True,
    help="How much of the histories; at least 100 of them.",
)  # fmt: skip
@options.engine
@options.workers
@options.as_json
@click.pass_context
def command(
    ctx: click.Context, results: tuple[Path, ...], share: float, engine: str, workers: int | None, as_json: bool
) -> None:
    """Check the files of each results folder against their checksums, and run a share of its histories again.

    Equal rows say that the numbers are those of this scenario, these rules and this seed. The exit code is 0 if all is
    equal and 1 if anything differs; what differs is listed.
    """
    from sim.studies.verify.study import verify
    from sim.studies.verify.words import words

    verdicts = []
    for path in results:
        verdicts.append(verify(path, share, engine=engine, workers=workers or 0))
        if not as_json:
            click.echo(words(verdicts[-1]))
            for note in dict.fromkeys(verdicts[-1].notes):
                click.echo(note, err=True)
    if as_json:
        click.echo(json.dumps([{"equal": one.equal, **asdict(one)} for one in verdicts], indent=1, ensure_ascii=False))
    if not all(one.equal for one in verdicts):
        ctx.exit(1)
