"""A sweep in its folder, read again."""

from __future__ import annotations

from pathlib import Path

from sim.results import CheckedFolder
from sim.studies.sweep.result import Sweep
from sim.studies.sweep.write import KIND


def open_folder(path: str | Path) -> Sweep:
    """The sweep in a folder that `moratorium sweep` wrote; raises `sim.results.Refused` if it is none, or damaged."""
    folder = CheckedFolder(path, KIND)
    about = folder.json("summary.json")
    with folder.reading("summary.json"):
        base = folder.named("scenario.yaml", str(about["scenario"]))
        return Sweep(
            base, tuple(map(str, about["varied"])), int(about["n"]), int(about["seed"]), str(about["design"]),
            tuple(map(str, about.get("vary", ()))), path=folder.path, checked=folder,
        )  # fmt: skip
