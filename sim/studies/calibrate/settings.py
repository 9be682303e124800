"""How a calibration runs: what it may spend, its luck, and what it does besides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sim.studies.calibrate.form import Budget
from sim.studies.settings import quiet


@dataclass(frozen=True)
class CalibrationSettings:
    """What is run (`budget`, `seed`), by how many `workers` (0: one a processor), and what is told and drawn.

    With `resume` stages of the same calibration are taken up; `formats` are those of pictures.
    """

    budget: Budget
    seed: int = 1
    workers: int = 0
    resume: bool = False
    formats: Sequence[str] = ("png",)
    say: Callable[[str], None] = quiet
