"""What a sweep would take, from a short trial: histories, time, disk. Nothing is written."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING, Any

from sim.engine.workers import worker_count
from sim.outcomes.tables import runs_frame
from sim.studies.sweep.pieces import pieces, rows_of

if TYPE_CHECKING:
    from sim.engine.ensemble import Engine
    from sim.studies.sweep.points import SweepPlan

TRIAL_SECONDS = 0.5
TRIAL_ROWS = 64


def forecast(planned: SweepPlan, engine: Engine = "compiled", workers: int = 0) -> dict[str, Any]:
    """Points, replicates, histories, workers, and by a trial on the middle point: rate (1/s), seconds, bytes.

    The trial runs histories of one worker for half a second, after the compilation, and assumes that `workers` (0:
    one a core) go that much faster together.
    """
    middle = len(planned.scenarios) // 2
    count = 4 if engine == "simpy" else TRIAL_ROWS
    trial = next(pieces(middle, planned.scenarios[middle], (0, count), planned.seed, engine))
    rows_of(trial)
    begun, done, size = time.perf_counter(), 0, 0
    while time.perf_counter() - begun < TRIAL_SECONDS:
        rows = rows_of(trial).rows
        if rows is None:
            break
        if not size:
            buffer = io.BytesIO()
            runs_frame(rows).write_parquet(buffer, compression="lz4", statistics=False)
            size = buffer.tell()
        done += len(rows)
    count = worker_count(workers)
    rate = count * max(done, 1) / (time.perf_counter() - begun)
    return {
        "points": len(planned.points),
        "replicates": planned.n,
        "histories": planned.histories,
        "workers": count,
        "rate": rate,
        "seconds": planned.histories / rate,
        # Parts and table lie side by side until the end.
        "bytes": 2 * size * planned.histories // trial.end,
    }
