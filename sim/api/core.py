"""`sim.load`, `sim.run` and `sim.open_results`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.api.result import Result, open_results

if TYPE_CHECKING:
    from sim.scenario import Scenario

__all__ = ["Result", "load", "open_results", "run"]


def load(source: str | Path | Mapping[str, object], overrides: Sequence[str] | Mapping[str, object] = ()) -> Scenario:
    """The scenario in a file, of a shipped name (`"baseline"`), or in a mapping like a file's.

    `overrides` are `"PATH=VALUE"` texts or a mapping from path to value. Raises `sim.scenario.ScenarioError`, which
    lists all that is wrong.
    """
    from sim.scenario import load as load_scenario

    return load_scenario(source, overrides)


def run(
    scenario: Scenario | str | Path | Mapping[str, object],
    n: int = 2000,
    seed: int = 1,
    *,
    out: str | Path | None = None,
    formats: Sequence[str] = ("png",),
    **settings: Any,
) -> Result:
    """Run `n` histories and return their outcomes; the same scenario and seed always give the same histories.

    With `out` the results folder is written there, pictures (`formats`) and report included; without it nothing is
    written. Further `settings` are those of `sim.studies.settings.Settings`: engine ('compiled' or 'simpy'), workers,
    bands, draws, precision, cluster, resume, csv, chunk, progress, say. Raises `ScenarioError` for a scenario that is
    wrong, `sim.results.Refused` for a folder that is not ours, `sim.results.Stopped` when a disk is full.

    >>> import sim
    >>> result = sim.run("baseline", n=20, engine="simpy")
    >>> result.runs.height
    20
    """
    from sim.scenario import Scenario
    from sim.studies.run.decorate import decorator
    from sim.studies.run.study import run as run_study
    from sim.studies.settings import Settings

    known = {item.name for item in fields(Settings)}
    if unknown := [name for name in settings if name not in known]:
        raise TypeError(f"run() knows no setting {unknown[0]!r}; there are {', '.join(sorted(known))}")
    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    if out is not None:
        settings.setdefault("decorate", decorator(tuple(formats)))
    place = Path(out) if out is not None else None
    return Result.of(run_study(chosen, Settings(n=n, seed=seed, out=place, **settings)))
