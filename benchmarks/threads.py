"""One thread against two: the same ensemble through `sim.engine.ensemble`."""

from __future__ import annotations

import time
from statistics import median

from sim.engine.ensemble import EnsembleOptions, ensemble
from sim.engine.plan import make_plan
from sim.scenario import load

SEED = 1


def seconds(n: int, workers: int) -> float:
    """Wall seconds of n replicates of baseline on this many threads, nothing kept."""
    plan = make_plan(load("baseline"))
    begun = time.perf_counter()
    for _ in ensemble(plan, n, SEED, options=EnsembleOptions(workers=workers, bands=0)):
        pass
    return time.perf_counter() - begun


def measure(n: int = 20_000, rounds: int = 5) -> dict[str, float]:
    """Medians over interleaved rounds of wall time, and of the ratio."""
    seconds(100, 2)
    pairs = [(seconds(n, 1), seconds(n, 2)) for _ in range(rounds)]
    return {
        "one_thread_us_per_replicate": 1e6 * median(one for one, _ in pairs) / n,
        "two_threads_us_per_replicate": 1e6 * median(two for _, two in pairs) / n,
        "one_over_two_threads": median(one / two for one, two in pairs),
    }
