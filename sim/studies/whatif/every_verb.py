"""`sim.whatif_all`: over all histories, what would have saved the deal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.scenario import Scenario, load
from sim.studies.keywords import named_settings
from sim.studies.trace.drawn import refuse_undrawn
from sim.studies.whatif import shares
from sim.studies.whatif.every import Every, EverySettings, every
from sim.studies.whatif.every_result import WhatIfAll


def result_of(found: Every) -> WhatIfAll:
    """The answers as frames and a summary."""
    return WhatIfAll(found.scenario, shares.about(found), shares.tried(found), shares.histories(found))


@named_settings
def whatif_all(scenario: Scenario | str | Path | Mapping[str, object], **settings: Any) -> WhatIfAll:
    """Try every single undoing in every history whose first deal (or understanding) collapsed; nothing is written.

    `settings` are those of `sim.studies.whatif.every.EverySettings`: n, seed, save ('deal' or 'tacit'), for_days,
    futures, workers, progress. Raises `ScenarioError` or `StudyError`.

    >>> import sim
    >>> found = sim.whatif_all("baseline", n=20, save="tacit", futures=0)
    >>> found.summary["save"]
    'tacit'
    """
    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    refuse_undrawn(chosen)
    return result_of(every(chosen, EverySettings(**settings)))
