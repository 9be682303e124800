"""A tipping point in its folder, read again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import polars as pl

from sim.outcomes.headlines import HEADLINES
from sim.results import Refused, read_manifest
from sim.scenario import load
from sim.studies.tip.data import Question
from sim.studies.tip.result import Tip
from sim.studies.tip.write import KIND


def open_folder(path: str | Path) -> Tip:
    """The answer in a folder that `moratorium sweep --tip` wrote; raises `sim.results.Refused` if it is none."""
    folder = Path(path)
    if read_manifest(folder, KIND) is None:
        raise Refused(f"{folder} is not a folder of `moratorium sweep --tip`")
    told = json.loads((folder / "tip.json").read_bytes())
    scenario = replace(load(folder / "scenario.yaml"), name=told["scenario"])
    against = replace(load(folder / "against.yaml"), name=told["against"]) if told["against"] is not None else None
    outcome = HEADLINES[told["outcome"]]
    question = Question(scenario, told["parameter"], told["from"], told["to"], outcome, told["level"], against)
    found = {name: told[name] for name in ("value", "low", "high", "crossings", "n", "seed")}
    medians = tuple(told.get("medians", ()))
    return Tip(question, points=pl.read_parquet(folder / "points.parquet"), path=folder, medians=medians, **found)
