"""The rows of a sweep as frames: the point's number and values in front, a single row where a point failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from sim.model.records import ROW_DTYPE
from sim.outcomes.questions.outcome import as_columns, column_kinds
from sim.outcomes.tables import runs_frame
from sim.studies.run.asking import asking
from sim.studies.sweep.pieces import Done
from sim.studies.sweep.points import SweepPlan


def point_frame(planned: SweepPlan, point: int, done: Done) -> pl.DataFrame:
    """The rows of one point with its values; a single row with the error if it failed."""
    if done.rows is None:
        return fault_frame(planned, point, done.error or "failed")
    return with_point(planned, point, answered(planned, point, done).with_columns(error=pl.lit(None, dtype=pl.String)))


def answered(planned: SweepPlan, point: int, done: Done) -> pl.DataFrame:
    """The rows of a piece of one point, with a column `questions.NAME` for each question that the scenario asks."""
    assert done.rows is not None
    asked = asking(planned.scenarios[point])
    runs = runs_frame(done.rows)
    if not asked.questions:
        return runs
    said = as_columns(asked.of_rows(done.rows, done.windows)).drop("replicate")
    return pl.concat([runs, said], how="horizontal")


def fault_frame(planned: SweepPlan, point: int, wrong: str) -> pl.DataFrame:
    """The single row of a point that failed: its values and the error, all else missing."""
    return with_point(planned, point, _empty(planned).clear(n=1).with_columns(error=pl.lit(wrong)))


def with_point(planned: SweepPlan, point: int, frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with the point's number and its values in front."""
    kinds = column_types(planned)
    values = [pl.lit(value, dtype=kinds[path]).alias(path) for path, value in planned.values(point).items()]
    return frame.select(pl.lit(point, dtype=pl.Int64).alias("point"), *values, pl.all())


def column_types(planned: SweepPlan) -> dict[str, Any]:
    """The polars type of each varied path: that of its values, numbers always real."""
    types: dict[str, Any] = {}
    for place, path in enumerate(planned.paths):
        seen = [values[place] for values in planned.points if values[place] is not None]
        if all(isinstance(value, bool) for value in seen):
            types[path] = pl.Boolean
        else:
            types[path] = pl.String if any(isinstance(value, str) for value in seen) else pl.Float64
    return types


def _empty(planned: SweepPlan) -> pl.DataFrame:
    """The columns of a table of runs and of what is asked, without rows."""
    rows: np.ndarray = np.zeros(0, ROW_DTYPE)
    kinds = column_kinds(asking(planned.base).questions)
    return runs_frame(rows).with_columns(pl.lit(None, dtype=kind).alias(name) for name, kind in kinds.items())


def point_table(planned: SweepPlan, faults: Mapping[int, str]) -> pl.DataFrame:
    """`point`, the varied paths, `error`: one row a point."""
    frames = [
        with_point(planned, point, pl.DataFrame({"error": [faults.get(point)]}, schema={"error": pl.String}))
        for point in range(len(planned.points))
    ]
    return pl.concat(frames)
