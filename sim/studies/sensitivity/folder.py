"""A sensitivity study in its folder, read again."""

from __future__ import annotations

from pathlib import Path

from sim.results import CheckedFolder
from sim.studies.sensitivity.result import Sensitivity
from sim.studies.sensitivity.write import KIND

ABOUT = ("scenario", "outcomes", "parameters", "rows", "replicates", "single_rows", "seed", "notes")


def open_folder(path: str | Path) -> Sensitivity:
    """The study in a folder that `moratorium sensitivity` wrote; raises `sim.results.Refused` if it is none."""
    folder = CheckedFolder(path, KIND)
    about = folder.json("summary.json")
    with folder.reading("summary.json"):
        for name in ABOUT:
            about[name]
        scenario = folder.named("scenario.yaml", str(about["scenario"]))
        return Sensitivity(scenario, about, notes=list(map(str, about["notes"])), path=folder.path, checked=folder)
