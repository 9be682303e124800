"""A sweep: the same histories' luck at many points of the parameters, one tidy row a point and replicate."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sim.studies.executors import executor
from sim.studies.sweep import axes
from sim.studies.sweep.pieces import Done, compute, fault, pieces
from sim.studies.sweep.points import Plan, plan

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from sim.engine.ensemble import Engine
    from sim.scenario import Scenario


def sweep(
    scenario: Scenario,
    vary: Mapping[str, object],
    n: int = 500,
    seed: int = 1,
    *,
    design: str = "grid",
    points: int | None = None,
    engine: Engine = "compiled",
    workers: int = 0,
) -> pl.DataFrame:
    """Run `scenario` at every point and return one row a point and replicate, sorted by both; nothing is written.

    `vary` maps a path to a list of values, to `{"from": a, "to": b, "steps": k}`, or for a `design` of so many
    `points` (`lhs`, `sobol`) to `{"from": a, "to": b}`. The columns are `point` (from 0), one for each varied path,
    those of `runs.parquet`, and `error`: a point that failed has one row, with the reason. All points share seed,
    replicates and ceilings, so replicate 17 has the same luck everywhere. Raises StudyError, before any history
    runs, if any point is not a valid scenario.
    """
    import polars as pl

    varied = [axes.axis(path, asked) for path, asked in vary.items()]
    what = plan(scenario, varied, n, seed, design=design, points=points)
    return pl.concat([point_frame(what, point, done) for point, done in run_points(what, engine, workers)])


def run_points(what: Plan, engine: Engine, workers: int) -> Iterator[tuple[int, Done]]:
    """Run every point of a plan in memory; yields each with its rows, or with its first fault, in order."""
    import numpy as np

    count = workers or os.cpu_count() or 1
    tasks = (
        task
        for point, scenario in enumerate(what.scenarios)
        for task in pieces(point, scenario, (0, what.n), what.seed, engine)
    )
    rows: list[np.ndarray[Any, Any]] = []
    wrong: str | None = None
    with executor(count, processes=engine == "simpy") as pool:
        for task, done in compute(pool, tasks, count):
            wrong = wrong or fault(what.scenarios[task.point], what.seed, done)
            if done.rows is not None:
                rows.append(done.rows)
            if task.end == what.n:
                yield task.point, Done(None, wrong) if wrong else Done(np.concatenate(rows))
                rows, wrong = [], None


def point_frame(what: Plan, point: int, done: Done) -> pl.DataFrame:
    """The rows of one point with its values; a single row with the error if it failed."""
    import polars as pl

    from sim.outcomes.tables import runs_frame

    if done.rows is None:
        return fault_frame(what, point, done.error or "failed")
    return with_point(what, point, runs_frame(done.rows).with_columns(error=pl.lit(None, dtype=pl.String)))


def fault_frame(what: Plan, point: int, wrong: str) -> pl.DataFrame:
    """The single row of a point that failed: its values and the error, all else missing."""
    import polars as pl

    return with_point(what, point, _empty().clear(n=1).with_columns(error=pl.lit(wrong)))


def with_point(what: Plan, point: int, frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with the point's number and its values in front."""
    import polars as pl

    kinds = column_types(what)
    values = [pl.lit(value, dtype=kinds[path]).alias(path) for path, value in what.values(point).items()]
    return frame.select(pl.lit(point, dtype=pl.Int64).alias("point"), *values, pl.all())


def column_types(what: Plan) -> dict[str, Any]:
    """The polars type of each varied path: that of its values, numbers always real."""
    import polars as pl

    types: dict[str, Any] = {}
    for place, path in enumerate(what.paths):
        seen = [values[place] for values in what.points if values[place] is not None]
        if all(isinstance(value, bool) for value in seen):
            types[path] = pl.Boolean
        else:
            types[path] = pl.String if any(isinstance(value, str) for value in seen) else pl.Float64
    return types


def _empty() -> pl.DataFrame:
    """The columns of a table of runs, without rows."""
    import numpy as np

    from sim.model.records import ROW_DTYPE
    from sim.outcomes.tables import runs_frame

    rows: np.ndarray[Any, Any] = np.zeros(0, ROW_DTYPE)
    return runs_frame(rows)
