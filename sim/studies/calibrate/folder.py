"""A calibration in its folder, read again."""

from __future__ import annotations

from pathlib import Path

from sim.results import CheckedFolder
from sim.studies.calibrate.result import CalibrationResult
from sim.studies.calibrate.write import KIND

TABLES = ("ensemble", "parameters", "bins", "checks", "waves", "noise")


def open_folder(path: str | Path) -> CalibrationResult:
    """The calibration in a folder that `moratorium calibrate` wrote; raises `sim.results.Refused` if it is none."""
    folder = CheckedFolder(path, KIND)
    about = folder.json("summary.json")
    with folder.reading("summary.json"):
        notes = list(map(str, about.pop("notes")))
        tables = {name: folder.scan(f"{name}.parquet").collect() for name in TABLES}
        return CalibrationResult(about, tables, notes=notes, path=folder.path)
