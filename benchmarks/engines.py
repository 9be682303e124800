"""The compiled engine against SimPy, and SimPy against a bare SimPy loop, on one core and the same histories."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import simpy

from sim.engine.compiled import run_chunk
from sim.engine.limits import EVERY
from sim.engine.plan import Plan, make_plan
from sim.engine.prepared_draws import PreparedDraws
from sim.engine.simpy_engine import simulate
from sim.scenario import load

SEED = 1


def bare_loop(plan: Plan, gaps: list[list[float]]) -> None:
    """Nothing but SimPy: every candidate of every clock and every tick as a timeout, no rule at all."""
    env = simpy.Environment()

    def clock(delays: list[float]):  # type: ignore[no-untyped-def]
        for delay in delays:
            yield env.timeout(delay)

    for delays in gaps:
        env.process(clock(delays))
    env.process(clock([1.0] * plan.horizon))
    env.run(until=plan.horizon + 0.5)


def drawn_gaps(plan: Plan, replicate: int) -> list[list[float]]:
    """The gaps of all candidates that a history needs, drawn beforehand."""
    drawn = PreparedDraws(plan, replicate, SEED, EVERY)
    return [np.diff(days, prepend=0.0).tolist() for _, _, days, _ in drawn.visits]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of this thread's processor time, and what the work gave."""
    begun = time.thread_time()
    made = work()
    return time.thread_time() - begun, made


def measure(rounds: int = 7, few: int = 30, many: int = 3000) -> dict[str, float]:
    """Medians over interleaved rounds; fingerprints compared while timing. Raises AssertionError if they differ."""
    plan = make_plan(load("baseline"))
    run_chunk(plan, 0, 10, SEED, 0, False)
    gaps = [drawn_gaps(plan, r) for r in range(few)]
    bare, drawing, slow, fast = [], [], [], []
    for _ in range(rounds):
        bare.append(timed(lambda: [bare_loop(plan, g) for g in gaps])[0] / few)
        drawing.append(timed(lambda: [bare_loop(plan, drawn_gaps(plan, r)) for r in range(few)])[0] / few)
        seconds, found = timed(lambda: [simulate(plan, r, SEED, brief=True).row["fingerprint"] for r in range(few)])
        slow.append(seconds / few)
        seconds, chunk = timed(lambda: run_chunk(plan, 0, many, SEED, 0, False))
        fast.append(seconds / many)
        assert np.array_equal(chunk.rows["fingerprint"][:few], found), "the engines differ"
    ratios = [s / f for s, f in zip(slow, fast, strict=True)]
    return {
        "simpy_ms_per_replicate": 1e3 * median(slow),
        "bare_simpy_ms_per_replicate": 1e3 * median(bare),
        "compiled_us_per_replicate": 1e6 * median(fast),
        "bare_simpy_that_draws_ms_per_replicate": 1e3 * median(drawing),
        "simpy_over_bare_simpy": median(s / b for s, b in zip(slow, bare, strict=True)),
        "simpy_over_bare_simpy_that_draws": median(s / b for s, b in zip(slow, drawing, strict=True)),
        "simpy_over_compiled": median(ratios),
        "fingerprints_compared": float(few * rounds),
    }
