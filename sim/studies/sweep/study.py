"""A sweep: the same histories' luck at many points of the parameters, one tidy row a point and replicate."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from sim.studies.executors import executor
from sim.studies.sweep.estimated import Estimated
from sim.studies.sweep.frames import point_frame
from sim.studies.sweep.pieces import Done, compute, fault, pieces
from sim.studies.sweep.points import SweepPlan
from sim.studies.sweep.result import Sweep
from sim.studies.sweep.settings import SweepSettings


def sweep(planned: SweepPlan, design: str, settings: SweepSettings) -> Sweep:
    """Run every point of a plan in memory; nothing is written. A point that fails is named in the result."""
    estimated = Estimated(planned)
    frames, faults = [], {}
    for point, done in run_points(planned, settings):
        frames.append(point_frame(planned, point, done))
        estimated.look(frames[-1])
        if done.rows is None:
            faults[point] = done.error or "failed"
    failed = [f"{planned.told(point)} failed: {why}" for point, why in faults.items()]
    tables = {"runs": pl.concat(frames), "points": estimated.table(faults)}
    asked = tuple(axis.text() for axis in planned.axes)
    return Sweep(
        planned.base, planned.paths, planned.n, planned.seed, design, asked, tuple(settings.outcomes),
        list(failed), failed,
        tables=tables,
    )  # fmt: skip


def run_points(planned: SweepPlan, settings: SweepSettings) -> Iterator[tuple[int, Done]]:
    """Run every point of a plan in memory; yields each with its rows, or with its first fault, in order."""
    count, engine = settings.worker_count(), settings.engine
    done_so_far = 0
    tasks = (
        task
        for point, scenario in enumerate(planned.scenarios)
        for task in pieces(point, scenario, (0, planned.n), planned.seed, engine)
    )
    rows: list[np.ndarray] = []
    windows: list[np.ndarray] = []
    wrong: str | None = None
    with executor(count, cluster=settings.cluster, processes=engine == "simpy") as pool:
        for task, done in compute(pool, tasks, count):
            done_so_far += task.end - task.first
            settings.progress(done_so_far, planned.histories)
            wrong = wrong or fault(planned.scenarios[task.point], planned.seed, done)
            if done.rows is not None:
                rows.append(done.rows)
            if done.windows is not None:
                windows.append(done.windows)
            if task.end == planned.n:
                counted = np.concatenate(windows) if windows else None
                yield task.point, Done(None, wrong) if wrong else Done(np.concatenate(rows), windows=counted)
                rows, windows, wrong = [], [], None
