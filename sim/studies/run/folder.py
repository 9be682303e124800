"""A run in its folder, read again."""

from __future__ import annotations

from pathlib import Path

from sim.results import Folder
from sim.studies.run.result import Result


def open_folder(path: str | Path) -> Result:
    """The result in a folder that `moratorium run` wrote; raises `sim.results.Refused` if it is none."""
    return stored(Folder(path))


def stored(folder: Folder) -> Result:
    """The result that an open results folder holds; its tables are read when they are asked for."""
    about = folder.manifest
    return Result(folder.scenario, about.replicates, about.seed, folder, draws=about.draws)
