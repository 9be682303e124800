"""Reading a results folder."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.results.errors import Refused
from sim.results.manifest import Manifest, read_manifest

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario


class Folder:
    """A whole results folder, read on demand: `scenario`, `summary`, and the tables as lazy polars frames.

    Raises `Refused` when `path` is missing or not a results folder; nothing is ever written through it.
    """

    def __init__(self, path: str | Path) -> None:
        """Read the manifest; the rest waits."""
        self.path = Path(path)
        if not self.path.is_dir():
            raise Refused(f"{self.path}: no such folder of results")
        manifest = read_manifest(self.path)
        if manifest is None:
            raise Refused(f"{self.path} is not a results folder: it has no manifest.json written by `moratorium run`")
        self.manifest: Manifest = manifest

    @cached_property
    def scenario(self) -> Scenario:
        """The resolved scenario that was run, under the name that it had."""
        from sim.scenario import load

        return replace(load(self._file("scenario.yaml")), name=self.manifest.name)

    @cached_property
    def summary(self) -> dict[str, Any]:
        """`summary.json`: the headline outcomes with their intervals."""
        about = json.loads(self._file("summary.json").read_bytes())
        return dict(about)

    @property
    def runs(self) -> pl.LazyFrame:
        """One row a replicate."""
        return self._scan("runs.parquet")

    @property
    def spells(self) -> pl.LazyFrame:
        """One row a spell of a moratorium (replicate, kind, start, end, cause)."""
        return self._scan("spells.parquet")

    @property
    def bands(self) -> pl.LazyFrame:
        """Daily quantiles of supply, demand, margin and idle share; daily shares of kind and stage."""
        return self._scan("bands.parquet")

    @property
    def sample(self) -> pl.LazyFrame:
        """The events of a few dozen histories, for the strip plot."""
        return self._scan("sample.parquet")

    def _scan(self, name: str) -> pl.LazyFrame:
        import polars as pl

        return pl.scan_parquet(self._file(name))

    def _file(self, name: str) -> Path:
        path = self.path / name
        if not path.is_file():
            raise Refused(f"{self.path}: {name} is missing; run again, or with --resume to repair it")
        return path


def is_results_folder(path: str | Path) -> bool:
    """Whether `path` is a folder that `moratorium run` wrote (so `compare` may take either a file or a folder)."""
    return read_manifest(Path(path)) is not None
