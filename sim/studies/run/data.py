"""What a run leaves: tables, summary and scenario, in memory or in a results folder; what figures and words read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.engine.forks import refuse_a_fork

if TYPE_CHECKING:
    import polars as pl

    from sim.results import Folder
    from sim.scenario import Scenario


TABLES = ("runs", "spells", "bands", "sample")
"""Names of the tables that every run has."""


@dataclass(frozen=True)
class Later:
    """What a result in memory works out when it is first asked for: a loop over small runs wants few of them."""

    tables: dict[str, Callable[[], pl.DataFrame]]
    summary: Callable[[RunData], dict[str, Any]]


@dataclass
class RunData:
    """Outcome tables of `n` histories of one scenario under one seed; tables in a folder are read when asked for.

    With uncertain parameters there are `draws` sets of them, with `n / draws` histories each. `notes` are things
    to tell the person who ran it: how many replicates a precision took, a picture that failed; `failures` are those
    of them that failed. `later` makes the tables and the summary of a result in memory when they are asked for.
    """

    scenario: Scenario
    n: int
    seed: int
    folder: Folder | None = None
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    draws: int = 1
    _summary: dict[str, Any] | None = None
    later: Later | None = None

    @property
    def runs(self) -> pl.DataFrame:
        """One row a replicate; columns in days, GWh, hours and counts as named; null where it never happened."""
        return self._table("runs")

    @property
    def spells(self) -> pl.DataFrame:
        """One row a spell: replicate, kind, start and end (days), cause of the end."""
        return self._table("spells")

    @property
    def bands(self) -> pl.DataFrame:
        """Day by day: quantiles of supply, demand, margin (GW) and idle share; shares of kind and stage."""
        return self._table("bands")

    @property
    def sample(self) -> pl.DataFrame:
        """The events of a few dozen histories."""
        return self._table("sample")

    @property
    def windows(self) -> pl.DataFrame:
        """One row a replicate and calendar month (cut where a question needs it). KeyError if none were kept."""
        if not self.has_windows:
            raise KeyError("this run kept no windows: ask a question that needs them, or say windows=True")
        return self._table("windows")

    @property
    def has_windows(self) -> bool:
        """Whether outcomes by window were kept."""
        made = {*self.tables, *(self.later.tables if self.later is not None else ())}
        return "windows" in made or (self.folder is not None and self.folder.windows is not None)

    @property
    def questions(self) -> dict[str, Any]:
        """The answers to the scenario's questions by name, with their 95% intervals."""
        return dict(self.summary.get("questions", {}))

    @property
    def summary(self) -> dict[str, Any]:
        """Headline outcomes with their 95% intervals, as in `summary.json`."""
        if self._summary is None:
            self._summary = self.folder.summary if self.folder else self.later.summary(self) if self.later else {}
        return self._summary

    @property
    def without_days(self) -> bool:
        """Whether no history kept its days, so that there are no daily bands."""
        return self.folder.manifest.bands == 0 if self.folder else self.bands.is_empty()

    @property
    def path(self) -> Path | None:
        """The results folder; None for a run that wrote nothing."""
        return self.folder.path if self.folder else None

    def __getstate__(self) -> dict[str, Any]:
        """What pickle keeps: what is still to be worked out is worked out first."""
        if self.later is not None:
            for name in self.later.tables:
                self._table(name)
            self._summary = self.summary
        return {**self.__dict__, "later": None}

    def select(self, table: str, *columns: str) -> pl.DataFrame:
        """Some columns of a table, without reading the others: a million rows stay small."""
        return self.scan(table).lazy().select(columns).collect()

    def scan(self, table: str) -> pl.DataFrame | pl.LazyFrame:
        """A table to be read in pieces or by columns: as it lies in the folder, or as it is held."""
        if table in self.tables or self.folder is None:
            return self._table(table)
        frame: pl.LazyFrame = getattr(self.folder, table)
        return frame

    def _table(self, name: str) -> pl.DataFrame:
        refuse_a_fork()
        if name not in self.tables:
            if self.folder is not None:
                self.tables[name] = getattr(self.folder, name).collect()
            elif self.later is not None and name in self.later.tables:
                self.tables[name] = self.later.tables[name]()
            else:
                raise KeyError(f"this result holds no table {name!r}")
        return self.tables[name]
