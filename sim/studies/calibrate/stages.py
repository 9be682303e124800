"""The stages of a calibration that are kept while it runs, so that one which was stopped goes on from there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.results.kept_arrays import KeptArrays
from sim.studies.calibrate.form import Budget

if TYPE_CHECKING:
    import numpy as np

    from sim.studies.calibrate.study import Stages

WAVES, GENERATIONS, PREDICTIVE = range(3)


class KeptStages:
    """Stages by their names (`wave1`, `generation2`, `predictive`) in the folder `place`."""

    def __init__(self, place: Path, budget: Budget) -> None:
        """Read what is there."""
        self._kept = KeptArrays(place)
        numbered = [(f"wave{n}", (n, WAVES)) for n in range(1, budget.waves + 1)]
        numbered += [(f"generation{n}", (n, GENERATIONS)) for n in range(1, budget.generations + 1)]
        self._places = dict([*numbered, ("predictive", (0, PREDICTIVE))])

    def found(self) -> Stages:
        """What is kept; a stage that is missing between others comes out the same when it is made again."""
        held = {name: self._kept.find(number, kind) for name, (number, kind) in self._places.items()}
        return {name: arrays for name, arrays in held.items() if arrays is not None}

    def save(self, name: str, arrays: dict[str, np.ndarray[Any, Any]]) -> None:
        """Keep one stage."""
        number, kind = self._places[name]
        self._kept.add(number, arrays, kind)
