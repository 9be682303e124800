"""What a calibration found: sets that the record does not rule out; what figures and the page read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

LEARNT = 0.3
"""A contraction from which the record has said something of a parameter."""


@dataclass(frozen=True, eq=False)
class CalibrationData:
    """`about` as in `summary.json`; `tables`: ensemble, parameters, checks, waves, noise, bins."""

    about: dict[str, Any]
    tables: dict[str, pl.DataFrame]
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    path: Path | None = None

    @property
    def ensemble(self) -> pl.DataFrame:
        """One row a set, a column a calibrated parameter."""
        return self.tables["ensemble"]
