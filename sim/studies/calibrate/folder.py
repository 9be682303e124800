"""A calibration in its folder, read again."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from sim.results import Refused, read_manifest
from sim.studies.calibrate.result import CalibrationResult
from sim.studies.calibrate.write import KIND

TABLES = ("ensemble", "parameters", "bins", "checks", "waves", "noise")


def open_folder(path: str | Path) -> CalibrationResult:
    """The calibration in a folder that `moratorium calibrate` wrote; raises `sim.results.Refused` if it is none."""
    folder = Path(path)
    if read_manifest(folder, KIND) is None:
        raise Refused(f"{folder} is not a folder of `moratorium calibrate`")
    about = json.loads((folder / "summary.json").read_bytes())
    notes = about.pop("notes")
    tables = {name: pl.read_parquet(folder / f"{name}.parquet") for name in TABLES}
    return CalibrationResult(about, tables, notes=notes, path=folder)
