"""Which clock was clipped: a rate above its ceiling, what it means and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.studies.result import Result


def clip_warning(result: Result) -> str | None:
    """What to tell the person if any history was clipped: how often, by which clock, and the cure; None if none."""
    clips = result.select("runs", "replicate", "clips")
    total = int(clips["clips"].sum())
    if not total:
        return None
    hit = clips.filter(clips["clips"] > 0)
    first = int(hit["replicate"][0])
    found = highest_rates(result.scenario, first, result.seed)
    cures = [
        f"the rate of {clock} reached {rate:.3g} a day, its ceiling is {result.scenario.ceilings[clock]:.3g}: "
        f"give it more room with --set ceilings.{clock}={_room(rate):g}"
        for clock, rate in found.items()
    ]
    return (
        f"WARNING: {total:,} clips in {hit.height:,} of {result.n:,} histories: a rate stood above its ceiling, and "
        f"those histories have too few events. In replicate {first}, " + "; ".join(cures)
    )


def highest_rates(scenario: Scenario, replicate: int, seed: int) -> dict[str, float]:
    """The clocks that were clipped in one history, each with the highest rate (per day) that stood above its ceiling.

    The history is run again on SimPy, where the clocks can be watched.
    """
    from sim.engine.history import Recorder
    from sim.engine.plan import make_plan
    from sim.engine.simpy_engine import Run
    from sim.model.clocks import rate
    from sim.model.codes import REFINERY_STRIKE
    from sim.scenario import CLOCKS

    highest: dict[str, float] = {}

    class Watched(Run):
        """A history that notes every rate above its ceiling."""

        def _candidate(self, clock: int, n: int, accept: float) -> None:
            before, mark = self.state.clips, 0.5
            if clock <= REFINERY_STRIKE:
                mark = self.ahead.candidate_marks(clock, n)[0][0]
            wanted = rate(clock, self.state, self.parameters, self.env.now, mark)
            super()._candidate(clock, n, accept)
            if self.state.clips > before:
                highest[CLOCKS[clock]] = max(highest.get(CLOCKS[clock], 0.0), wanted)

    plan = make_plan(scenario)
    Watched(plan, replicate, seed, Recorder(plan, replicate)).go(())
    return highest


def _room(rate: float) -> float:
    """A ceiling comfortably above a rate, in two digits."""
    return float(f"{1.5 * rate:.1e}")
