"""`moratorium schema`: a JSON Schema of scenario files."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Print a JSON Schema of scenario files, for editors.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it to a file.")
def command(out: Path | None) -> None:
    """Print the JSON Schema (2020-12) of scenario files: every key, what it means, its unit and its limits.

    An editor that knows it completes keys and marks mistakes while one types. Put this line on top of a scenario file:

        # yaml-language-server: $schema=schema.json
    """
    from sim.scenario.schema import schema_text

    if out is None:
        click.echo(schema_text(), nl=False)
    else:
        out.write_text(schema_text(), encoding="utf-8")
        click.echo(f"written: {out}")
