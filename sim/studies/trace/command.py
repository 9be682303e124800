"""`moratorium trace`: one history in words."""

from __future__ import annotations

import json

import click

from sim.studies.command_line import options


@click.command(short_help="Tell one history in words.")
@click.argument("scenario", metavar="SCENARIO")
@click.option("--replicate", type=click.IntRange(0, 2**32 - 1), required=True, help="Which history.")
@options.seed
@options.overrides
@click.option("--all", "everything", is_flag=True, help="Tell repairs, too.")
@options.as_json
def command(
    scenario: str, replicate: int, seed: int, overrides: tuple[str, ...], everything: bool, as_json: bool
) -> None:
    """Run one history of SCENARIO again, on SimPy, and tell what happened and what it answered.

    The same replicate and seed are the same history as in `run`, `compare` and `sweep`.
    """
    from sim.studies.command_line.loading import load
    from sim.studies.trace.verb import trace

    chosen = load(scenario, overrides)
    try:
        told = trace(chosen, replicate, seed)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        rows = [{**vars(one), "date": one.date.isoformat()} for one in told.told]
        click.echo(json.dumps({"fingerprint": told.history.fingerprint, "events": rows}))
        return
    s = told.scenario
    click.echo(f"{s.title or s.name}: replicate {replicate}, seed {seed}, {s.horizon_days} days from {s.start}")
    click.echo(told.text(everything))
    hidden = "" if everything else " (repairs not shown; --all tells them)"
    click.echo(f"{len(told.told)} events{hidden}; fingerprint {told.history.fingerprint}")
