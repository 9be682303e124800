"""A tipping point, found again from its folder."""

from __future__ import annotations

from pathlib import Path

from sim.studies.again import Again
from sim.studies.tip.folder import open_folder
from sim.studies.tip.study import tip
from sim.studies.tip.words import about


def again(path: Path, workers: int) -> Again:
    """Search again. Raises as `open_folder`."""
    there = open_folder(path)
    now = tip(there.question, there.n, there.seed, workers=workers)
    both = 1 if there.question.against is None else 2
    told = {name: value for name, value in about(now).items() if name != "medians"}
    return Again({"points": now.points}, told, "tip.json", now.points.height * now.n * both)
