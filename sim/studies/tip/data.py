"""A question for a tipping point, and its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from sim.outcomes.headlines import Headline
from sim.scenario import Scenario


@dataclass(frozen=True)
class Question:
    """Where, for `path` from `low` to `high`, does `outcome` of `scenario` cross `level`?

    With `against`, what crosses `level` (then usually 0) is the paired difference, scenario less `against`, the
    parameter being varied in both.
    """

    scenario: Scenario
    path: str
    low: float
    high: float
    outcome: Headline
    level: float
    against: Scenario | None = None


@dataclass(frozen=True, eq=False)
class TipData:
    """The answer. `value` is None where the outcome is not shown to cross the level in the range; `crossings` says how
    often it does.

    To cross is to be on one side and then on the other: to begin or end on the level, or to touch it, is none. With
    several crossings `value` is the first. `low` and `high` bound it (95%); an end that lies beyond the range is None.
    `points` has the values tried: x, value, low, high, in rising order. `medians` names the uncertain parameters that
    stand at theirs.
    """

    question: Question
    value: float | None
    low: float | None
    high: float | None
    crossings: int
    points: pl.DataFrame
    n: int
    seed: int
    medians: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    path: Path | None = None

    @property
    def scenario(self) -> Scenario:
        """The scenario that was asked about."""
        return self.question.scenario
