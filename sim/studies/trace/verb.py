"""`sim.trace`: one history, told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim.engine.simpy_engine import simulate
from sim.scenario import Scenario, load
from sim.studies.keywords import named_settings
from sim.studies.trace.chains import ends
from sim.studies.trace.drawn import refuse_undrawn
from sim.studies.trace.reasons import Reasons
from sim.studies.trace.result import Trace
from sim.studies.trace.telling import tell


@named_settings
def trace(scenario: Scenario | str | Path | Mapping[str, object], replicate: int, seed: int = 1) -> Trace:
    """Run replicate `replicate` again on SimPy and tell it; it is the same history as in any ensemble of that seed.

    Raises `ScenarioError` for a scenario that is wrong or has parameters that are not drawn, ValueError for a
    replicate or seed out of range.

    >>> import sim
    >>> told = sim.trace("baseline", replicate=0)
    >>> told.events.columns
    ['number', 'day', 'date', 'what', 'parent', 'words']
    """
    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    refuse_undrawn(chosen)
    reasons = Reasons()
    history = simulate(chosen, replicate, seed, observer=reasons)
    told = tell(history.log, chosen)
    return Trace(chosen, replicate, seed, history, told, reasons, ends(history, told, reasons))
