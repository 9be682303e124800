"""`sim.sensitivity`: which parameters matter, apart from luck."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sim.scenario import Scenario, load
from sim.studies.asked import averaged
from sim.studies.keywords import named_settings
from sim.studies.sensitivity.factors import choose
from sim.studies.sensitivity.result import Sensitivity
from sim.studies.sensitivity.settings import SensitivitySettings
from sim.studies.sensitivity.study import study
from sim.studies.sensitivity.write import write
from sim.studies.settings import quiet


@named_settings
def sensitivity(
    scenario: Scenario | str | Path | Mapping[str, object],
    outcomes: Sequence[str] = ("deal_180", "unserved_gwh"),
    parameters: Sequence[str] = (),
    n: int = 100,
    seed: int = 1,
    *,
    rows: int = 512,
    single_rows: int = 2048,
    most: int = 12,
    out: str | Path | None = None,
    formats: Sequence[str] = ("png",),
    workers: int = 0,
    cluster: str | None = None,
    resume: bool = False,
    say: Callable[[str], None] = quiet,
    progress: Callable[[int, int], None] = quiet,
) -> Sensitivity:
    """Vary the uncertain parameters one at a time and all together.

    `outcomes` are names of headline shares and means. `parameters` are paths; without them the uncertain ones of the
    scenario, or all that have a plausible range. The result has `effects` (tornado), `indices` (Sobol, of the mean
    over luck and of one history), `curves` (partial effects) and `notes`. `n` histories at each point of a design of
    `rows`; `single_rows` points where an evaluation is one history; with more than `most` parameters those of the
    largest swing have indices. With `out` the folder is written, too. Raises `ScenarioError` or `StudyError` for a
    request that is wrong.

    >>> import sim
    >>> found = sim.sensitivity("baseline", ["hours_short"], ["talks.mediator"], n=2, rows=16, single_rows=16)
    >>> found.indices.height
    3
    """
    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    wanted = [headline.name for headline in averaged(chosen.horizon_days, outcomes)]
    factors = choose(chosen, parameters)
    settings = SensitivitySettings(rows, n, single_rows, most, seed, workers, cluster, progress)
    if out is None:
        return study(chosen, wanted, factors, settings)
    return write(Path(out), (chosen, wanted, factors, settings), formats, resume=resume, say=say)
