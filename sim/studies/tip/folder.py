"""A tipping point in its folder, read again."""

from __future__ import annotations

from pathlib import Path

from sim.outcomes.headlines import HEADLINES
from sim.results import CheckedFolder
from sim.studies.tip.data import Question
from sim.studies.tip.result import Tip
from sim.studies.tip.write import KIND


def open_folder(path: str | Path) -> Tip:
    """The answer in a folder that `moratorium sweep --tip` wrote; raises `sim.results.Refused` if it is none."""
    folder = CheckedFolder(path, KIND)
    told = folder.json("tip.json")
    with folder.reading("tip.json"):
        scenario = folder.named("scenario.yaml", str(told["scenario"]))
        against = folder.named("against.yaml", str(told["against"])) if told["against"] is not None else None
        low, high, level = (float(told[name]) for name in ("from", "to", "level"))
        question = Question(scenario, str(told["parameter"]), low, high, HEADLINES[told["outcome"]], level, against)
        medians = tuple(map(str, told.get("medians", ())))
        found = {name: told[name] for name in ("value", "low", "high", "crossings", "n", "seed")}
        return Tip(question, points=folder.scan("points.parquet").collect(), path=folder.path, medians=medians, **found)
