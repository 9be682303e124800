"""Hindcasts in their folder, read again."""

from __future__ import annotations

import json
from pathlib import Path

from sim.results import Refused, read_manifest
from sim.studies.hindcast.result import Hindcasts
from sim.studies.hindcast.scoring import from_dict
from sim.studies.hindcast.write import KIND


def open_folder(path: str | Path) -> Hindcasts:
    """The scores in a folder that `moratorium hindcast` wrote; raises `sim.results.Refused` if it is none."""
    folder = Path(path)
    if read_manifest(folder, KIND) is None:
        raise Refused(f"{folder} is not a folder of `moratorium hindcast`")
    told = json.loads((folder / "summary.json").read_bytes())
    rows = tuple(from_dict(row) for row in told["scores"])
    about = {name: told[name] for name in ("n", "seed", "draws", "hindcasts")}
    return Hindcasts(rows, about, told.get("truces"), path=folder)
