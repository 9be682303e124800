"""Cost against the number of replicates and against the horizon."""

from __future__ import annotations

import time
from statistics import median

from sim.engine.compiled import run_chunk
from sim.engine.plan import make_plan
from sim.scenario import load

SEED = 1
SIZES = (1_000, 10_000, 100_000, 1_000_000)
HORIZONS = (90, 365, 1_095, 3_650)


def cost(n: int, horizon: int, rounds: int) -> float:
    """Microseconds of one thread's processor time a replicate: the median over rounds."""
    plan = make_plan(load("baseline").replace({"horizon_days": horizon}))
    found = []
    for _ in range(rounds):
        begun = time.thread_time()
        for first in range(0, n, 2_000):
            run_chunk(plan, first, min(2_000, n - first), SEED, 0, False)
        found.append((time.thread_time() - begun) / n * 1e6)
    return median(found)


def measure(sizes: tuple[int, ...] = SIZES, horizons: tuple[int, ...] = HORIZONS) -> dict[str, float]:
    """Microseconds a replicate by size, and a replicate-year by horizon."""
    cost(100, 365, 1)
    made = {f"us_per_replicate_at_n_{n}": cost(n, 365, max(1, 10_000 // n)) for n in sizes}
    years = {f"us_per_replicate_year_at_{h}_days": cost(2_000, h, 3) * 365 / h for h in horizons}
    per_n, per_year = list(made.values()), list(years.values())
    return {
        **made,
        **years,
        "largest_over_smallest_by_n": max(per_n) / min(per_n),
        "largest_over_smallest_by_horizon": max(per_year) / min(per_year),
    }
