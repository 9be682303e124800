"""`moratorium list`: the shipped scenarios with their questions."""

from __future__ import annotations

import json

import click

from sim.studies.command_line import options


@click.command(short_help="List the shipped scenarios with their questions.")
@options.as_json
def command(as_json: bool) -> None:
    """List the shipped scenarios: what each asks, what it extends, and which conditions it varies."""
    from sim.report.text import paragraph
    from sim.scenario import load, shipped

    scenarios = [load(name) for name in shipped()]
    if as_json:
        rows = [
            {
                "name": one.name,
                "title": one.title,
                "question": one.question,
                "extends": one.parent,
                "start": one.start.isoformat(),
                "horizon_days": one.horizon_days,
                "conditions": list(one.conditions),
            }
            for one in scenarios
        ]
        click.echo(json.dumps(rows))
        return
    for one in scenarios:
        click.echo(f"{one.name}: {one.title} ({', '.join(one.conditions)})")
        click.echo(paragraph(one.question, indent="  "))
