"""A sensitivity study in its folder, read again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from sim.results import Refused, read_manifest
from sim.scenario import load
from sim.studies.sensitivity.result import Sensitivity
from sim.studies.sensitivity.write import KIND


def open_folder(path: str | Path) -> Sensitivity:
    """The study in a folder that `moratorium sensitivity` wrote; raises `sim.results.Refused` if it is none."""
    folder = Path(path)
    if read_manifest(folder, KIND) is None:
        raise Refused(f"{folder} is not a folder of `moratorium sensitivity`")
    about = json.loads((folder / "summary.json").read_bytes())
    scenario = replace(load(folder / "scenario.yaml"), name=about["scenario"])
    return Sensitivity(scenario, about, notes=list(about["notes"]), path=folder)
