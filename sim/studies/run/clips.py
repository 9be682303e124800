"""Which clock was clipped: a rate above its ceiling, what it means and how to mend it."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any

import polars as pl

from sim.scenario import CLOCKS
from sim.studies.run.parameter_sets import parameter_sets

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.studies.run.data import RunData


def clip_warning(result: RunData) -> str | None:
    """What to tell the person if any history was clipped: how often, by which clock, and the cure; None if none."""
    if result.path is not None and result.summary.get("clips") == 0:  # no table need be read for it
        return None
    hit = result.scan("runs").lazy().select("replicate", "clips").filter(pl.col("clips") > 0).collect()
    total = int(hit["clips"].sum())
    if not total:
        return None
    first = int(hit["replicate"][0])
    sets = parameter_sets(result.scenario, result.n // result.draws, result.seed, result.draws)
    found = highest_rates(sets.of(first), first, result.seed)
    cures = [
        f"the rate of {clock} reached {rate:.3g} a day, its ceiling is {result.scenario.ceilings[clock]:.3g}: "
        f"give it more room with --set ceilings.{clock}={_room(rate):g}"
        for clock, rate in found.items()
    ] or ["it was so for hours only: raise the ceilings under `ceilings:` in the scenario"]
    return (
        f"WARNING: {total:,} clips in {hit.height:,} of {result.n:,} histories: a rate stood above its ceiling, and "
        f"those histories have too few events. In replicate {first}, " + "; ".join(cures)
    )


def highest_rates(scenario: Scenario, replicate: int, seed: int) -> dict[str, float]:
    """The clocks clipped in one history, each with the highest rate (per day) that stood above its ceiling.

    The history is run again on SimPy with a process beside it that looks at every rate ten times a day.
    """
    from sim.engine.simpy_engine import Run, simulate
    from sim.model.clocks import rate

    highest: dict[str, float] = {}

    def watch(env: Any, run: Run) -> Generator[Any, Any, Any]:
        while True:
            for code, clock in enumerate(CLOCKS):
                # The mark of a strike decides whether it is in scope; the lower one gives the higher rate.
                wanted = rate(code, run.state, run.parameters, env.now, 0.0)
                if wanted > scenario.ceilings[clock]:
                    highest[clock] = max(highest.get(clock, 0.0), wanted)
            yield env.timeout(0.1)

    simulate(scenario, replicate, seed, processes=(watch,))
    return highest


def _room(rate: float) -> float:
    """A ceiling comfortably above a rate, in two digits."""
    return float(f"{1.5 * rate:.1e}")
