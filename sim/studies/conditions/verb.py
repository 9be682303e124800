"""`sim.conditions`: what each condition of the article contributes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sim.scenario import Scenario, load
from sim.studies.asked import averaged
from sim.studies.conditions.result import Conditions
from sim.studies.conditions.settings import ConditionsSettings
from sim.studies.conditions.study import chosen, study, usual
from sim.studies.conditions.write import write
from sim.studies.keywords import named_settings
from sim.studies.run.asking import asking
from sim.studies.settings import quiet


@named_settings
def conditions(
    scenario: Scenario | str | Path | Mapping[str, object],
    outcomes: Sequence[str] = (),
    only: Sequence[str] = (),
    n: int = 400,
    seed: int = 1,
    *,
    pairs: bool = False,
    out: str | Path | None = None,
    formats: Sequence[str] = ("png",),
    workers: int = 0,
    cluster: str | None = None,
    resume: bool = False,
    say: Callable[[str], None] = quiet,
    progress: Callable[[int, int], None] = quiet,
) -> Conditions:
    """Run every combination of the conditions that act, `n` histories of each, under the same luck.

    `outcomes` are names of headline shares and means, or of questions of the scenario (`questions.NAME`); without any
    those that are usual and every question. `only` the ids to switch; with `pairs` only what removing one or
    two does is run. With `out` the folder is written, too, and `resume` goes on where an earlier call was stopped.
    Raises `ScenarioError` or `StudyError` for a request that is wrong.

    >>> import sim
    >>> weighed = sim.conditions("baseline", ["russian_waves"], only=["C3", "C8"], n=20)
    >>> weighed.contributions["condition"].sort().to_list()
    ['C3', 'C8']
    """
    base = scenario if isinstance(scenario, Scenario) else load(scenario)
    asked = asking(base).questions
    wanted = averaged(base.horizon_days, outcomes or usual(base.horizon_days, asked), asked)
    ids = chosen(base, only)
    settings = ConditionsSettings(n=n, seed=seed, pairs=pairs, workers=workers, cluster=cluster, progress=progress)
    if out is None:
        return study(base, wanted, ids, settings)
    return write(Path(out), (base, wanted, ids, settings), formats, resume=resume, say=say)
