"""Outcomes by calendar month: one row for each window of each history (docs/questions.md, "Windows")."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sim.outcomes.tables import KIND_TYPE
from sim.scenario.clocks import KINDS, STAGES

if TYPE_CHECKING:
    from sim.scenario import Scenario

STAGE_TYPE = pl.Enum(list(STAGES))
RUNNING = (
    "russian_waves",
    "russian_answers",
    "refinery_strikes",
    "ukrainian_answers",
    "breaches",
    "incidents",
    "hours_short",
    "schedule_hours",
    "unserved_gwh",
)
"""What the engine counts since the start, and the table gives window by window."""


def windows_frame(
    windows: np.ndarray, scenario: Scenario, cuts: Sequence[int], first: int = 0, draw: int = 0
) -> pl.DataFrame:
    """One row a window: from the engine's entries, shape (replicates, windows), replicate `first` the first of them.

    `month` is the calendar month, `start` its first day in the history and `days` how many there are; counts, hours and
    GWh are of the window alone; `peak_deficit_gw` is the largest evening deficit, 0 if there was none;
    `refining_idle_mean` the mean share of capacity idle; `kind`, `stage` and `kursk_km2` stand at the window's end.
    """
    count, many = windows.shape
    begins = np.array([0, *cuts[:-1]], dtype=np.int64)
    days = np.array(cuts, dtype=np.int64) - begins
    dates = [scenario.start + datetime.timedelta(int(begin)) for begin in begins]
    columns: dict[str, Any] = {
        "replicate": np.repeat(np.arange(first, first + count, dtype=np.int64), many),
        "draw": np.full(count * many, draw, dtype=np.int64),
        "month": pl.Series([date.strftime("%Y-%m") for date in dates] * count, dtype=pl.String),
        "start": pl.Series(dates * count, dtype=pl.Date),
        "days": np.tile(days, count),
    }
    for name in RUNNING:
        columns[name] = np.diff(windows[name], axis=1, prepend=windows[name][:, :1] * 0).ravel()
    columns["peak_deficit_gw"] = windows["peak_deficit_gw"].ravel()
    columns["refining_idle_mean"] = (np.diff(windows["idle_days"], axis=1, prepend=0.0) / days).ravel()
    columns["kind"] = _words(windows["kind"], KINDS, KIND_TYPE)
    columns["stage"] = _words(windows["stage"], STAGES, STAGE_TYPE)
    unit: Any = scenario.values["kursk.unit_km2"]
    columns["kursk_km2"] = windows["units"].ravel() * float(unit)
    return pl.DataFrame(columns)


def _words(codes: np.ndarray, words: tuple[str, ...], kind: pl.Enum) -> pl.Series:
    return pl.Series(codes.ravel()).replace_strict(range(len(words)), list(words), return_dtype=kind)


def by_month(windows: pl.DataFrame | pl.LazyFrame) -> pl.LazyFrame:
    """Whole calendar months (or what of them lies in the history), where a question's dates have cut some in two."""
    weighted = windows.lazy().with_columns(_idle=pl.col("refining_idle_mean") * pl.col("days"))
    last = [pl.col(name).last() for name in ("kind", "stage", "kursk_km2")]
    return (
        weighted.group_by("replicate", "draw", "month", maintain_order=True)
        .agg(
            pl.col("start").first(),
            pl.col("days").sum(),
            *(pl.col(name).sum() for name in RUNNING),
            pl.col("peak_deficit_gw").max(),
            (pl.col("_idle").sum() / pl.col("days").sum()).alias("refining_idle_mean"),
            *last,
        )
        .sort("replicate", "start")
    )
