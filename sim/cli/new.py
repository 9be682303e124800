"""`moratorium new`: a commented scenario file to start from."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from sim.studies.command_line.completing import Source


@click.command(short_help="Write a commented scenario file to start from.")
@click.argument("name", metavar="NAME")
@click.option("--from", "parent", type=Source(), default="baseline", show_default=True, help="What it extends.")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
def command(name: str, parent: str, force: bool) -> None:
    """Write NAME.yaml, which extends a scenario and lists every parameter as a comment.

    The file is valid as it stands, and changes nothing until a comment is taken away.
    """
    from sim.scenario import load, shipped
    from sim.scenario.draft import draft

    path = Path(name if name.endswith(".yaml") else f"{name}.yaml")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", path.stem):
        raise click.UsageError(f"{path.stem!r} is not a name; use letters, digits, _ and -, such as my_scenario")
    if path.stem in shipped():
        raise click.UsageError(f"{path.stem} is a shipped scenario; give yours a name of its own")
    if not path.parent.is_dir():
        raise click.UsageError(f"there is no folder {path.parent}; make it first")
    if path.exists() and not force:
        raise click.UsageError(f"{path} is there already; choose another name, or replace it with --force")
    scenario = load(parent)
    extends = parent
    if parent not in shipped() or Path(parent).is_file():
        extends = os.path.relpath(parent, path.parent)
        if not extends.endswith(".yaml"):
            raise click.UsageError(f"{parent} cannot be extended; only a .yaml file or a shipped scenario can")
    text = draft(path.stem, scenario, extends)
    path.write_text(text, encoding="utf-8")
    click.echo(f"written: {path} (extends {extends}); next: moratorium check {path}")
