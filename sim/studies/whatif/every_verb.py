"""`sim.whatif_all`: over all histories, what would have saved the deal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from sim.scenario import Scenario, load
from sim.studies.keywords import named_settings
from sim.studies.settings import quiet
from sim.studies.trace.drawn import refuse_undrawn
from sim.studies.whatif import shares
from sim.studies.whatif.every import Every, EverySettings, every
from sim.studies.whatif.every_result import WhatIfAll


def result_of(found: Every) -> WhatIfAll:
    """The answers as frames and a summary."""
    return WhatIfAll(found.scenario, shares.about(found), shares.tried(found), shares.histories(found))


@named_settings
def whatif_all(
    scenario: Scenario | str | Path | Mapping[str, object],
    n: int = 2000,
    seed: int = 1,
    *,
    save: Literal["deal", "tacit"] = "deal",
    for_days: float = 60.0,
    futures: int = 20,
    workers: int = 0,
    progress: Callable[[int, int], None] = quiet,
) -> WhatIfAll:
    """Try every single undoing in every history whose first deal (or understanding) collapsed; nothing is written.

    `save` is what should have lived `for_days` days longer; `futures` are redrawn from each undoing for its strength;
    `progress(done, all)` counts histories. Raises `ScenarioError` or `StudyError`.

    >>> import sim
    >>> found = sim.whatif_all("baseline", n=20, save="tacit", futures=0)
    >>> found.summary["save"]
    'tacit'
    """
    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    refuse_undrawn(chosen)
    return result_of(every(chosen, EverySettings(n, seed, save, for_days, futures, workers, progress)))
