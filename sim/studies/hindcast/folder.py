"""Hindcasts in their folder, read again."""

from __future__ import annotations

from pathlib import Path

from sim.results import CheckedFolder
from sim.studies.hindcast.result import Hindcasts
from sim.studies.hindcast.scoring import from_dict
from sim.studies.hindcast.write import KIND


def open_folder(path: str | Path) -> Hindcasts:
    """The scores in a folder that `moratorium hindcast` wrote; raises `sim.results.Refused` if it is none."""
    folder = CheckedFolder(path, KIND)
    told = folder.json("summary.json")
    with folder.reading("summary.json"):
        rows = tuple(from_dict(row) for row in told["scores"])
        about = {name: told[name] for name in ("n", "seed", "draws", "hindcasts")}
        return Hindcasts(rows, about, told.get("truces"), path=folder.path)
