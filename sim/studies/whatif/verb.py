"""`sim.whatif`: one history with one thing otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.scenario import Scenario, load
from sim.studies.keywords import named_settings
from sim.studies.trace.drawn import refuse_undrawn
from sim.studies.whatif.asked import day_of
from sim.studies.whatif.result import WhatIf
from sim.studies.whatif.single import Change
from sim.studies.whatif.single import whatif as study


@named_settings
def whatif(
    scenario: Scenario | str | Path | Mapping[str, object],
    replicate: int,
    seed: int = 1,
    *,
    at: float | str | None = None,
    sets: Sequence[str] = (),
    forgive: Sequence[int | str] = (),
    explain: Sequence[int | str] = (),
    remove: Sequence[int | str] = (),
    withdraw: bool = False,
    sign: str = "",
) -> WhatIf:
    """Tell history `replicate` again with one thing otherwise, all later luck equal.

    `forgive`, `explain` and `remove` are lists of events, each by its number in `sim.trace` or its date; `sets`
    (`PATH=VALUE`), `withdraw` (bool) and `sign` (a kind) act `at` a day from the start or a date. Raises
    `ScenarioError` or `StudyError` for what cannot be, with the nearest event that did happen.

    >>> import sim
    >>> same = sim.whatif("baseline", replicate=3)
    >>> same.parted is None and same.row == same.row_after
    True
    """
    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    refuse_undrawn(chosen)
    day = None if at is None else day_of(str(at), chosen)
    change = Change(
        [str(event) for event in forgive], [str(event) for event in explain], [str(event) for event in remove], day,
        sets, withdraw, sign,
    )  # fmt: skip
    return WhatIf(study(chosen, replicate, seed, change))
