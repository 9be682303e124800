"""A sweep in its folder, read again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from sim.results import Refused, read_manifest
from sim.scenario import load
from sim.studies.sweep.result import Sweep
from sim.studies.sweep.write import KIND


def open_folder(path: str | Path) -> Sweep:
    """The sweep in a folder that `moratorium sweep` wrote; raises `sim.results.Refused` if it is none."""
    folder = Path(path)
    manifest = read_manifest(folder, KIND)
    if manifest is None or manifest.state != "whole":
        raise Refused(f"{folder} is not a folder of `moratorium sweep`")
    about = json.loads((folder / "summary.json").read_bytes())
    base = replace(load(folder / "scenario.yaml"), name=about["scenario"])
    return Sweep(
        base, tuple(about["varied"]), about["n"], about["seed"], about["design"], tuple(about.get("vary", ())),
        path=folder,
    )  # fmt: skip
