"""A comparison in its folder, read again."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from sim.outcomes.headlines import HEADLINES
from sim.outcomes.intervals import Estimate
from sim.outcomes.paired import Contrast
from sim.results import CheckedFolder
from sim.scenario import Scenario
from sim.studies.compare.arm import Arm
from sim.studies.compare.data import TABLES
from sim.studies.compare.result import Comparison
from sim.studies.compare.typical import Typical
from sim.studies.compare.write import KIND, ROWS
from sim.studies.run.result import Result
from sim.studies.settings import Settings

OLD = "written before comparisons kept their histories: only the forest is drawn again; compare once more for the rest"


def open_folder(path: str | Path) -> Comparison:
    """The comparison in a folder that `moratorium compare` wrote; raises `sim.results.Refused` if it is none."""
    folder = CheckedFolder(path, KIND)
    about = folder.json("summary.json")
    with folder.reading("summary.json"):
        return _comparison(folder, about)


def _comparison(folder: CheckedFolder, about: dict[str, Any]) -> Comparison:
    kept = all((folder.path / file).is_file() for file in ROWS)
    rows = {Path(file).stem: folder.scan(file).collect() for file in ROWS} if kept else {}
    here = (folder.path / "scenarios").glob("*.yaml")
    files = sorted(here, key=lambda file: int(file.name.partition("_")[0]))
    named = zip(about["scenarios"], files, strict=True)
    arms = [_arm(told, folder.named(f"scenarios/{file.name}", str(told["name"])), rows) for told, file in named]
    tables = {name: folder.scan(f"{name}.parquet").collect() for name in TABLES}
    tables["differences"] = _with_later_columns(tables["differences"])
    return Comparison(
        arms=arms,
        settings=Settings(n=max(1, folder.manifest.replicates), seed=folder.manifest.seed),
        contrasts={arm.name: _contrasts(arms[0], arm, tables) for arm in arms[1:]},
        levels=tables["levels"],
        differences=tables["differences"],
        times=tables["times"],
        lives=tables["lives"],
        causes=tables["causes"],
        moves=tables["moves"],
        divergence=tables["divergence"],
        typical={name: Typical(**one) for name, one in about["typical"].items()},
        unpaired=about["unpaired"],
        cautions=about.get("cautions", {}),
        notes=about["notes"] if kept else [*about["notes"], OLD],
        path=folder.path,
        rows_kept=kept,
        bridge=_perhaps(folder, "bridge"),
        questions=_perhaps(folder, "questions"),
    )


def _perhaps(folder: CheckedFolder, table: str) -> pl.DataFrame | None:
    """A table that not every comparison has."""
    return folder.scan(f"{table}.parquet").collect() if (folder.path / f"{table}.parquet").is_file() else None


def _with_later_columns(differences: pl.DataFrame) -> pl.DataFrame:
    """The table with the columns that folders did not have at first, empty."""
    later = {"note": pl.String, "p_holm": pl.Float64}
    missing = {name: kind for name, kind in later.items() if name not in differences.columns}
    return differences.with_columns(pl.lit(None, dtype=kind).alias(name) for name, kind in missing.items())


def _arm(told: dict[str, Any], scenario: Scenario, rows: dict[str, pl.DataFrame]) -> Arm:
    here = pl.col("scenario") == told["name"]
    tables = {name: frame.filter(here).drop("scenario") for name, frame in rows.items()}
    draws = int(told.get("draws", 1))
    whole = Result(scenario, told["n"], told["seed"], tables=tables, draws=draws) if told["failure"] is None else None
    return Arm(
        told["name"], scenario, whole, told["rules"], told["failure"] or "",
        Path(told["read_from"]) if told["read_from"] else None, told.get("typed", ""), told.get("raised", {}),
    )  # fmt: skip


def _contrasts(reference: Arm, arm: Arm, tables: dict[str, pl.DataFrame]) -> list[Contrast] | None:
    """The rows of `differences` as they were estimated; None where either of the two failed."""
    if reference.result is None or arm.result is None:
        return None
    levels = {
        row["outcome"]: row for row in tables["levels"].iter_rows(named=True) if row["scenario"] == reference.name
    }
    found = tables["differences"].filter(pl.col("scenario") == arm.name)
    return [_contrast(row, levels[row["name"]]) for row in found.iter_rows(named=True) if row["name"] in HEADLINES]


def _contrast(row: dict[str, Any], level: dict[str, Any]) -> Contrast:
    a = _estimate(row, ("a", "a_low", "a_high"), level["n"], level["se"])
    b = _estimate(row, ("b", "b_low", "b_high"), row["n"], None)
    apart = replace(_estimate(row, ("difference", "low", "high"), row["n"], row["se"]), note=row["note"] or "")
    tests = {name: row[name] for name in ("gained", "lost", "p_value")}
    shares = {name: row[name] for name in ("better", "equal", "worse", "variance_ratio")}
    return Contrast(HEADLINES[row["name"]], a, b, apart, row["paired"], **shares, **tests)


def _estimate(row: dict[str, Any], names: tuple[str, str, str], n: int, se: float | None) -> Estimate:
    value, low, high = (_number(row[name]) for name in names)
    return Estimate(value, low, high, n, _number(se))


def _number(value: float | None) -> float:
    return math.nan if value is None else value
