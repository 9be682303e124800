"""`sim.sweep`: one scenario at many points of its parameters, in memory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario


def sweep(
    scenario: Scenario | str | Path | Mapping[str, object],
    vary: Mapping[str, object],
    n: int = 500,
    seed: int = 1,
    **settings: Any,
) -> pl.DataFrame:
    """Run `scenario` at every combination of the values in `vary` and return one tidy row a point and replicate.

    `vary` maps a parameter's path to a list of values or to `{"from": 0, "to": 1, "steps": 11}`. Columns: `point`,
    one for each varied path, those of `runs.parquet`, and `error` (null, or why a point has a single empty row). All
    points share their luck: the same seed, replicates and ceilings, so that replicate 17 lives in minimally different
    worlds. Further `settings`: `design` ('grid', 'lhs', 'sobol') with `points`, `engine`, `workers`. Raises
    `sim.scenario.ScenarioError` or `sim.studies.errors.StudyError` before anything runs if any point is not valid.

    >>> import sim
    >>> sim.sweep("baseline", {"talks.mediator": [0.0, 1.0]}, n=5).shape[0]
    10
    """
    from sim.scenario import Scenario, load
    from sim.studies.sweep import sweep as run_sweep

    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    return run_sweep(chosen, vary, n, seed, **settings)
