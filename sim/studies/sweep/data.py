"""What a sweep leaves: rows and estimates of every point, in memory or in a folder; what figures and words read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from sim.outcomes.headlines import Headline
from sim.outcomes.questions.outcome import outcomes_with, units_of
from sim.results import CheckedFolder
from sim.results.parquet import scan_frame
from sim.scenario import Scenario
from sim.studies.run.asking import asking

FILES = {"runs": "sweep.parquet", "points": "points.parquet"}
"""The file of each table."""


@dataclass(frozen=True, eq=False)
class SweepData:
    """A sweep of `scenario` over `paths`, `n` histories at each point.

    `asked` is each axis as one would type it after `--vary`; `outcomes` are those that are drawn and printed, none for
    the usual ones. `notes` are things to tell the person who asked, `failures` the points and pictures that failed.
    `tables` holds what lies in memory; the rest is read from `path`, through `checked` if it was opened.
    """

    scenario: Scenario
    paths: tuple[str, ...]
    n: int
    seed: int
    design: str
    asked: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    path: Path | None = None
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    checked: CheckedFolder | None = None

    @property
    def headlines(self) -> dict[str, Headline]:
        """What is known of every outcome by name: the headlines, and the scenario's questions."""
        return outcomes_with(asking(self.scenario).questions)

    @property
    def asked_units(self) -> dict[str, str]:
        """The outcomes that are answers to the scenario's questions, with their units."""
        return units_of(asking(self.scenario).questions)

    @property
    def runs(self) -> pl.DataFrame:
        """One row a point and replicate: `point`, the varied paths, the columns of `runs.parquet`, `error`."""
        return self.tables["runs"] if "runs" in self.tables else self.scan().collect()

    def scan(self) -> pl.LazyFrame:
        """`runs` without reading it: a large sweep stays on the disk."""
        if self.path is None or "runs" in self.tables:
            return self.tables["runs"].lazy()
        return self._scan("runs")

    def _scan(self, table: str) -> pl.LazyFrame:
        assert self.path is not None
        return self.checked.scan(FILES[table]) if self.checked else scan_frame(self.path / FILES[table])

    @property
    def points(self) -> pl.DataFrame:
        """One row a point and outcome: `point`, the varied paths, `error`, `outcome, value, low, high, se, n` (95%)."""
        if self.path is None or "points" in self.tables:
            return self.tables["points"]
        return self._scan("points").collect()
