"""A sensitivity study, made again from its folder."""

from __future__ import annotations

from pathlib import Path

from sim.studies.again import Again
from sim.studies.sensitivity.factors import choose
from sim.studies.sensitivity.folder import open_folder
from sim.studies.sensitivity.settings import SensitivitySettings
from sim.studies.sensitivity.study import study


def again(path: Path, workers: int) -> Again:
    """Run all three parts again. Raises as `open_folder`."""
    there = open_folder(path)
    about = there.about
    done: list[int] = [0]
    settings = SensitivitySettings(
        rows=about["rows"], n=about["replicates"], single_rows=about["single_rows"], most=len(about["parameters"]),
        seed=about["seed"], workers=workers, progress=lambda so_far, _: done.append(so_far),
    )  # fmt: skip
    varied = there.effects["parameter"].unique(maintain_order=True).to_list()
    now = study(there.scenario, about["outcomes"], choose(there.scenario, varied), settings)
    return Again(now.frames(), now.about, histories=done[-1])
