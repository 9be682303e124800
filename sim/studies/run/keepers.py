"""Where chunks of histories go while a run is under way: memory, or parts in a results folder."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import polars as pl

from sim.outcomes.bands import bands_frame
from sim.outcomes.tables import runs_frame, spells_frame

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from sim.engine.chunk import Chunk
    from sim.results import PartStore
    from sim.scenario import Scenario

PART_ROWS = 20_000
PART_SECONDS = 1.0
"""A part is written after so many replicates or seconds: what a kill costs at most."""


class Keeper(Protocol):
    """Takes chunks in any pieces; gives back tables that depend on the replicates alone."""

    def missing(self, n: int) -> Iterator[tuple[int, int]]:
        """Ranges (first, end) below `n` still to compute."""

    def add(self, chunk: Chunk, windows: pl.DataFrame | None = None) -> None:
        """Take one chunk with its windows, if it has any; chunks of a range come in order."""

    def flush(self) -> None:
        """Keep all that was added."""

    def runs(self, n: int) -> pl.LazyFrame:
        """Rows of replicates below `n`, in order."""


class Memory:
    """Keeps frames in memory; nothing is written."""

    def __init__(self) -> None:
        """Start empty."""
        self._waiting: list[Chunk] = []
        self._runs: list[pl.DataFrame] = []
        self._spells: list[pl.DataFrame] = []
        self._windows: list[pl.DataFrame] = []
        self._daily: list[np.ndarray[Any, Any]] = []
        self._done = 0

    def missing(self, n: int) -> Iterator[tuple[int, int]]:
        """What lies above the replicates seen so far."""
        if self._done < n:
            yield self._done, n

    def add(self, chunk: Chunk, windows: pl.DataFrame | None = None) -> None:
        """Take one chunk; a small one becomes tables when they are asked for, which a loop may never do."""
        self._waiting.append(chunk)
        if sum(len(one.rows) for one in self._waiting) > PART_ROWS:
            self._settle()
        if windows is not None:
            self._windows.append(windows)
        if chunk.daily is not None and len(chunk.daily):
            self._daily.append(chunk.daily)
        self._done += len(chunk.rows)

    def flush(self) -> None:
        """Nothing is waiting."""

    def runs(self, n: int) -> pl.LazyFrame:
        """Rows of replicates below `n`."""
        self._settle()
        return self._table(self._runs, n)

    def spells(self, n: int) -> pl.LazyFrame:
        """Spells of replicates below `n`."""
        self._settle()
        return self._table(self._spells, n)

    def windows(self, n: int) -> pl.LazyFrame | None:
        """Windows of replicates below `n`; None where none were kept."""
        return self._table(self._windows, n) if self._windows else None

    def bands(self, n: int, scenario: Scenario) -> pl.LazyFrame:
        """Daily quantiles and shares over the first replicates; no row if none kept its days."""
        return _bands(np.concatenate(self._daily)[:n] if self._daily else [], scenario)

    def _settle(self) -> None:
        """Turn what waits into tables."""
        for chunk in self._waiting:
            self._runs.append(runs_frame(chunk.rows))
            self._spells.append(spells_frame(chunk.spells))
        self._waiting.clear()

    def _table(self, frames: list[pl.DataFrame], n: int) -> pl.LazyFrame:
        return pl.concat(frames).lazy().filter(pl.col("replicate") < n)


class OnDisk:
    """Keeps chunks as parts of a results folder, a few at a time."""

    def __init__(self, parts: PartStore) -> None:
        """Add to the `parts` of an open store."""
        self.parts = parts
        self._waiting: list[Chunk] = []
        self._windows: list[pl.DataFrame] = []
        self._since = time.monotonic()

    def missing(self, n: int) -> Iterator[tuple[int, int]]:
        """What no part holds."""
        return self.parts.missing(n)

    def add(self, chunk: Chunk, windows: pl.DataFrame | None = None) -> None:
        """Take one chunk, and write a part when enough has come together."""
        self._waiting.append(chunk)
        if windows is not None:
            self._windows.append(windows)
        rows = sum(len(one.rows) for one in self._waiting)
        if rows >= PART_ROWS or time.monotonic() - self._since >= PART_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting as one part."""
        waiting, self._waiting = self._waiting, []
        windows, self._windows = self._windows, []
        self._since = time.monotonic()
        if not waiting:
            return
        rows = np.concatenate([chunk.rows for chunk in waiting])
        spells = np.concatenate([chunk.spells for chunk in waiting])
        daily = [chunk.daily for chunk in waiting if chunk.daily is not None and len(chunk.daily)]
        tables: dict[str, Any] = {"runs": runs_frame(rows), "spells": spells_frame(spells)}
        if windows:
            tables["windows"] = pl.concat(windows)
        if daily:
            tables["daily"] = np.concatenate(daily)
        self.parts.add(waiting[0].first, len(rows), tables)

    def runs(self, n: int) -> pl.LazyFrame:
        """Rows of replicates below `n`, in order, scanned."""
        return self.parts.table("runs", n)

    def spells(self, n: int) -> pl.LazyFrame:
        """Spells of replicates below `n`, in order, scanned."""
        return self.parts.table("spells", n)

    def windows(self, n: int) -> pl.LazyFrame | None:
        """Windows of replicates below `n`, in order, scanned; None where none were kept."""
        return self.parts.table("windows", n) if self.parts.paths("windows", n) else None

    def bands(self, n: int, scenario: Scenario) -> pl.LazyFrame:
        """Daily quantiles and shares over the first replicates; those of a continued folder as they are."""
        daily = self.parts.array("daily", n)
        if daily is None and self.parts.paths("bands", n):
            return self.parts.table("bands", n)
        return _bands([] if daily is None else daily, scenario)


def _bands(daily: np.ndarray[Any, Any] | list[Any], scenario: Scenario) -> pl.LazyFrame:
    return bands_frame(daily, scenario.start).lazy()
