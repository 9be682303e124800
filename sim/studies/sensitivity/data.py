"""What a sensitivity study found, as tidy tables, in memory or in a folder; what figures and words read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from sim.results import CheckedFolder
from sim.results.parquet import scan_frame
from sim.scenario import Scenario

TABLES = ("effects", "indices", "curves")
"""Names of the tables; each is a Parquet file of the folder."""


@dataclass(frozen=True, eq=False)
class SensitivityData:
    """Which parameters of `scenario` matter, apart from luck.

    `effects` (tornado): outcome, parameter, low_setting, high_setting, at_low, at_high, swing, se (paired), base.
    `indices`: outcome, way, parameter (or `luck`), first, total with limits, variance, noise (the part of the total
    that replicate noise alone would give), noisy. `curves` (partial effects): outcome, parameter, x, value, low, high.
    `about` is what `summary.json` says: scenario, outcomes, parameters (path to distribution), rows, replicates (a
    point), single_rows, seed and notes.
    """

    scenario: Scenario
    about: dict[str, Any]
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    path: Path | None = None
    checked: CheckedFolder | None = None

    @property
    def effects(self) -> pl.DataFrame:
        """The tornado's table."""
        return self.table("effects")

    @property
    def indices(self) -> pl.DataFrame:
        """Sobol indices, of the mean over luck and of one history."""
        return self.table("indices")

    @property
    def curves(self) -> pl.DataFrame:
        """Partial effects."""
        return self.table("curves")

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes studied."""
        return tuple(self.about["outcomes"])

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters that have indices."""
        return tuple(self.about["parameters"])

    def table(self, name: str) -> pl.DataFrame:
        """One of the tables, by its name."""
        if self.path is None or name in self.tables:
            return self.tables[name]
        file = f"{name}.parquet"
        return (self.checked.scan(file) if self.checked else scan_frame(self.path / file)).collect()
