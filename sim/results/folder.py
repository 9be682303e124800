"""Reading the results folder of a run."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.results.checked import CheckedFolder
from sim.results.kinds import RUN
from sim.results.manifest import recognised

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario


class Folder(CheckedFolder):
    """A whole results folder, read on demand: `scenario`, `summary`, and the tables as lazy polars frames.

    Raises `Refused` when `path` is missing, not a results folder, or damaged; nothing is ever written through it.
    """

    def __init__(self, path: str | Path, *, own: bool = False, sizes: bool = True) -> None:
        """Read the manifest; the rest waits."""
        super().__init__(path, RUN, own=own, sizes=sizes)

    @cached_property
    def scenario(self) -> Scenario:
        """The resolved scenario that was run, under the name that it had."""
        return self.named("scenario.yaml", self.manifest.name)

    @cached_property
    def summary(self) -> dict[str, Any]:
        """`summary.json`: the headline outcomes with their intervals."""
        return self.json("summary.json")

    @property
    def runs(self) -> pl.LazyFrame:
        """One row a replicate."""
        return self.scan("runs.parquet")

    @property
    def spells(self) -> pl.LazyFrame:
        """One row a spell of a moratorium (replicate, kind, start, end, cause)."""
        return self.scan("spells.parquet")

    @property
    def bands(self) -> pl.LazyFrame:
        """Daily quantiles of supply, demand, margin and idle share; daily shares of kind and stage."""
        return self.scan("bands.parquet")

    @property
    def windows(self) -> pl.LazyFrame | None:
        """One row a replicate and window (months, cut where questions need it); None where none were kept."""
        return self.scan("windows.parquet") if (self.path / "windows.parquet").is_file() else None

    @property
    def sample(self) -> pl.LazyFrame:
        """The events of a few dozen histories, for the strip plot."""
        return self.scan("sample.parquet")

    def rows_of(self, name: str) -> int | None:
        """One row a replicate, in the table of runs."""
        return self.manifest.replicates if name == "runs.parquet" else None


def is_results_folder(path: str | Path) -> bool:
    """Whether `path` is a folder that `moratorium run` wrote (so `compare` may take either a file or a folder)."""
    about = recognised(Path(path))
    return about.get("kind") == RUN and "seed" in about
