"""A study of conditions, made again from its folder."""

from __future__ import annotations

from pathlib import Path

from sim.studies.again import Again
from sim.studies.asked import averaged
from sim.studies.conditions.folder import open_folder
from sim.studies.conditions.settings import ConditionsSettings
from sim.studies.conditions.study import study
from sim.studies.conditions.tables import about
from sim.studies.run.asking import asking


def again(path: Path, workers: int) -> Again:
    """Run every combination again. Raises as `open_folder`."""
    there = open_folder(path)
    outcomes = averaged(there.scenario.horizon_days, list(there.outcomes), asking(there.scenario).questions)
    settings = ConditionsSettings(there.n, there.seed, there.pairs, workers)
    now = study(there.scenario, outcomes, there.ids, settings)
    return Again(now.frames(), about(now), histories=now.designs * now.n)
