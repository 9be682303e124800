"""What counting by calendar month costs: the same histories with and without windows, one after the other."""

from __future__ import annotations

import statistics
import time


def measure(n: int = 3_000, rounds: int = 12) -> dict[str, float]:
    """Time of a history (us, of one processor) without windows, and the median over `rounds` of with over without.

    The order changes from round to round, so that what else the machine does falls on both.
    """
    import sim
    from sim.engine.compiled import run_chunk
    from sim.engine.cuts import window_cuts
    from sim.engine.plan import make_plan

    scenario = sim.load("baseline")
    plans = {
        "without": make_plan(scenario),
        "with": make_plan(scenario, window_cuts(scenario.start, scenario.horizon_days)),
    }
    for plan in plans.values():
        run_chunk(plan, 0, 10, 1, 0, False)
    ratios, bare = [], []
    for turn in range(rounds):
        spent = {}
        for name in sorted(plans, reverse=bool(turn % 2)):
            begun = time.process_time()
            run_chunk(plans[name], 0, n, 1, 0, False)
            spent[name] = time.process_time() - begun
        ratios.append(spent["with"] / spent["without"])
        bare.append(spent["without"])
    return {"without_us": 1e6 * min(bare) / n, "with_over_without": statistics.median(ratios)}
