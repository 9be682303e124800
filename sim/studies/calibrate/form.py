"""What a calibration is: stretches of time, summaries of them with what was observed, and a budget."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sim.scenario import REGISTRY
from sim.scenario.questions import Checked

if TYPE_CHECKING:
    from sim.scenario import Scenario


@dataclass(frozen=True)
class Summary:
    """One thing that the record says of a period, as a number (0 or 1 for a proposition)."""

    name: str
    period: str
    checked: Checked
    observed: float
    error: float
    """Standard deviation of what was observed: its range as if every value in it were as likely."""
    discrepancy: float
    """Standard deviation of what the model itself may be off by (judgement)."""
    source: str


@dataclass(frozen=True)
class Calibration:
    """A whole file, checked."""

    name: str
    title: str
    as_of: datetime.date
    periods: dict[str, Scenario]
    summaries: tuple[Summary, ...]

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Every uncertainty of the register that some period leaves at its default, in the register's order."""
        return tuple(
            path
            for path, one in REGISTRY.items()
            if one.doubted and any(period.values[path] == one.default for period in self.periods.values())
        )


@dataclass(frozen=True)
class Budget:
    """How much is run: `sets` of parameters a wave with `histories` each, `waves` of history matching, `particles` in
    each of `generations` of sequential Monte Carlo. `most` parameters are calibrated; the others stay at their prior.
    `cutoff` is the implausibility above which a set is ruled out. After `seconds` nothing new is begun.
    """

    sets: int = 1024
    histories: int = 32
    waves: int = 3
    particles: int = 512
    generations: int = 4
    most: int = 12
    cutoff: float = 3.0
    seconds: float = 480.0
    kept: int = 128
    """Sets in the ensemble that is kept."""

    def cutoff_of(self, wave: int) -> float:
        """The implausibility above which a wave rules sets out: half a point lower from wave to wave, not below 2."""
        return max(2.0, self.cutoff - 0.5 * (wave - 1))
