"""A sensitivity study in a results folder: its tables, what it was made from, and how it is read again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.results import Manifest, Refused, read_manifest
from sim.studies.whole_folder import make_folder, manifest_of

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario
    from sim.studies.sensitivity.study import Sensitivity

KIND = "moratorium sensitivity"
TABLES = ("effects", "indices", "curves")


@dataclass(frozen=True)
class Kept:
    """A study in its folder; `effects`, `indices` and `curves` as in `Sensitivity`, `about` as in `summary.json`."""

    path: Path
    scenario: Scenario
    about: dict[str, Any]

    def table(self, name: str) -> pl.DataFrame:
        """One of the tables, by its name."""
        import polars as pl

        return pl.read_parquet(self.path / f"{name}.parquet")


def keep(out: Path, make: Callable[[], Sensitivity], decorate: Callable[[Kept], None] = lambda kept: None) -> Kept:
    """Run `make` with the folder `out` locked, and put what it found there in one step; an old study is replaced.

    Raises what `make_folder` raises.
    """

    def fill(folder: Path) -> Manifest:
        found = make()
        decorate(_write(folder, found))
        return manifest_of(KIND, found.scenario, found.settings.replicates, found.settings.seed)

    return open_sensitivity(make_folder(out, KIND, fill))


def open_sensitivity(path: str | Path) -> Kept:
    """The study in a folder that `moratorium sensitivity` wrote. Raises `Refused` if it is none."""
    from sim.scenario import load

    folder = Path(path)
    if read_manifest(folder, KIND) is None:
        raise Refused(f"{folder} is not a folder of `moratorium sensitivity`")
    about = json.loads((folder / "summary.json").read_bytes())
    return Kept(folder, replace(load(folder / "scenario.yaml"), name=about["scenario"]), about)


def _write(folder: Path, found: Sensitivity) -> Kept:
    from sim.results.parquet import write_frame

    (folder / "scenario.yaml").write_text(found.scenario.to_yaml(), encoding="utf-8")
    for name in TABLES:
        write_frame(getattr(found, name), folder / f"{name}.parquet")
    about = {
        "scenario": found.scenario.name,
        "outcomes": list(found.outcomes),
        "parameters": {factor.path: str(factor.distribution) for factor in found.factors},
        "rows": found.settings.rows,
        "replicates": found.settings.replicates,
        "single_rows": found.settings.single_rows,
        "seed": found.settings.seed,
        "notes": list(found.notes),
    }
    (folder / "summary.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    return Kept(folder, found.scenario, about)
