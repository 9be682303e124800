"""`moratorium calibrate`: the parameter sets that the record does not rule out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from sim.studies.command_line import options


def _count(flag: str, least: int, default: int, words: str) -> Any:
    return click.option(flag, type=click.IntRange(least), default=default, show_default=True, help=words)


@click.command(short_help="Parameter sets that the record does not rule out.")
@options.together(
    click.argument("file", required=False),
    _count("--sets", 32, 1024, "Sets of parameters a wave."),
    _count("--histories", 4, 32, "Histories of each set and period."),
    _count("--waves", 1, 3, "Waves of history matching."),
    _count("--particles", 32, 512, "Particles of sequential Monte Carlo."),
    _count("--generations", 1, 4, "Its generations."),
    _count("--most", 1, 12, "Parameters to calibrate: those that move the summaries most."),
    click.option(
        "--seconds", type=click.FloatRange(1), default=480.0, show_default=True, help="After so long nothing is begun."
    ),
    options.seed,
    click.option(
        "--record", type=click.Path(path_type=Path), metavar="FILE",
        help="Another record: a CSV file with the columns of the shipped one.",
    ),
    click.option("--resume", is_flag=True, help="Take up the stages of the same calibration that was stopped."),
    options.study_out,
    options.workers,
    options.formats,
    options.as_json,
)  # fmt: skip
def command(file: str | None, as_json: bool, **given: Any) -> None:
    """Find the sets of parameters that the record does not rule out: history matching, then sequential Monte Carlo.

    FILE names periods, summaries with what was observed and how far the model may be off; without it, the record to 30
    October 2024. A scenario uses the result by `uncertain: results/NAME`.
    """
    from sim.studies.calibrate.page import summary_words
    from sim.studies.calibrate.verb import calibrate
    from sim.studies.command_line.progress import say

    name = Path(file).stem if file else "calibration"
    out = given.pop("out") or Path("results") / name
    given["workers"] = given["workers"] or 0
    result = calibrate(file, out=out, **given, say=say)
    if as_json:
        told = {name: frame.to_dicts() for name, frame in result.frames().items() if name != "bins"}
        click.echo(json.dumps({**result.about, "path": str(result.path), **told}, indent=1, ensure_ascii=False))
    else:
        from sim.report.text import near, paragraph

        parts = [result.about["title"], *map(paragraph, summary_words(result)), *map(paragraph, result.notes)]
        click.echo("\n\n".join([*parts, f"Results: {near(result.path)}"]))
    for line in result.failures:
        click.echo(line, err=True)
    if result.failures:
        click.get_current_context().exit(1)
