"""Scored questions of one or more hindcasts; what tables, words and the page read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from sim.studies.hindcast.frames import scores_frame, table_frame
from sim.studies.hindcast.scoring import Scored
from sim.studies.hindcast.summary import Line, summarise


@dataclass(repr=False)
class HindcastsData:
    """Scored questions of one or more hindcasts.

    `rows` are the questions; `about` says what was asked of whom (n, seed, draws, and each hindcast's name, title,
    as-of date, declaration and caution); `table` is the score table as a polars frame, `scores` one row a question and
    forecaster.
    """

    rows: tuple[Scored, ...]
    about: dict[str, Any]
    truces: dict[str, Any] | None = None
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    path: Path | None = None

    @cached_property
    def lines(self) -> list[Line]:
        """The score table."""
        return summarise(self.rows)

    @property
    def table(self) -> pl.DataFrame:
        """The score table as a frame."""
        return table_frame(self.lines)

    @property
    def scores(self) -> pl.DataFrame:
        """Every forecast and its scores, one row a question and forecaster."""
        return scores_frame(self.rows)
