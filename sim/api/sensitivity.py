"""`sim.sensitivity`: which parameters matter, apart from luck; tables in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.studies.sensitivity.study import Sensitivity


def sensitivity(
    scenario: Scenario | str | Path | Mapping[str, object],
    outcomes: Sequence[str] = ("deal_180", "unserved_gwh"),
    parameters: Sequence[str] = (),
    **settings: Any,
) -> Sensitivity:
    """Vary the uncertain parameters one at a time and all together; returns tidy tables and writes nothing.

    `outcomes` are names of headline shares and means. `parameters` are paths; without them the uncertain ones of the
    scenario, or all that have a plausible range. The result has `effects` (tornado), `indices` (Sobol, of the mean
    over luck and of one history), `curves` (partial effects) and `notes`. Further `settings` are those of
    `sim.studies.sensitivity.study.SensitivitySettings`: rows, replicates, single_rows, most, seed, workers, cluster,
    progress. Raises `ScenarioError` or `sim.studies.errors.StudyError` for a request that is wrong.

    >>> import sim
    >>> sizes = {"rows": 16, "replicates": 2, "single_rows": 16}
    >>> sim.sensitivity("baseline", ["hours_short"], ["talks.mediator"], **sizes).indices.height
    3
    """
    from sim.scenario import Scenario, load
    from sim.studies.asked import averaged
    from sim.studies.sensitivity.factors import choose
    from sim.studies.sensitivity.study import SensitivitySettings, study

    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    wanted = [headline.name for headline in averaged(chosen.horizon_days, outcomes)]
    return study(chosen, wanted, choose(chosen, parameters), SensitivitySettings(**settings))
