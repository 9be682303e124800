"""A chunk of replicates on the SimPy engine."""

from __future__ import annotations

import numpy as np

from sim.engine.chunk import Chunk
from sim.engine.plan import Plan
from sim.engine.simpy_engine import simulate
from sim.model.records import DAILY_DTYPE, LOG_DTYPE, ROW_DTYPE, SPELL_DTYPE, WINDOW_DTYPE


def run_chunk(plan: Plan, first: int, count: int, seed: int, kept_days: int, log: bool) -> Chunk:
    """Replicates first .. first + count - 1; the first `kept_days` of them keep their days."""
    rows = np.zeros(count, ROW_DTYPE)
    daily = np.zeros((kept_days, plan.horizon), DAILY_DTYPE)
    windows = np.zeros((count, len(plan.cuts)), WINDOW_DTYPE)
    spells, logs = [np.zeros(0, SPELL_DTYPE)], [np.zeros(0, LOG_DTYPE)]
    for i in range(count):
        history = simulate(plan, first + i, seed, brief=not log and i >= kept_days)
        rows[i] = history.row
        spells.append(history.spells)
        windows[i] = history.windows
        if i < kept_days:
            daily[i] = history.daily
        if log:
            logs.append(history.log)
    return Chunk(
        first,
        rows,
        np.concatenate(spells),
        daily,
        np.concatenate(logs) if log else None,
        windows if plan.cuts else None,
    )
