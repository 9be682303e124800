"""`sim.sweep`: one scenario at many points of its parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.plots.formats import Formats, dpi_of
from sim.scenario import Scenario, load
from sim.studies.keywords import named_settings
from sim.studies.settings import quiet
from sim.studies.sweep import axes
from sim.studies.sweep.points import plan
from sim.studies.sweep.result import Sweep
from sim.studies.sweep.settings import SweepSettings
from sim.studies.sweep.study import sweep as in_memory
from sim.studies.sweep.write import run_sweep

if TYPE_CHECKING:
    from sim.engine.ensemble import Engine


@named_settings
def sweep(
    scenario: Scenario | str | Path | Mapping[str, object],
    vary: Mapping[str, object],
    n: int = 500,
    seed: int = 1,
    *,
    design: str = "grid",
    points: int | None = None,
    outcomes: Sequence[str] = (),
    out: str | Path | None = None,
    formats: Sequence[str] = ("png",),
    resume: bool = False,
    engine: Engine = "compiled",
    workers: int = 0,
    cluster: str | None = None,
    progress: Callable[[int, int], None] = quiet,
    say: Callable[[str], None] = quiet,
) -> Sweep:
    """Run `scenario` at every combination of the values in `vary`, `n` histories at each.

    `vary` maps a parameter's path to a list of values or to `{"from": 0, "to": 1, "steps": 11}`; for a `design` of so
    many `points` ('lhs', 'sobol') to `{"from": 0, "to": 1}`. The result has `runs`, one tidy row a point and replicate
    (`point`, one column for each varied path, those of `runs.parquet`, and `error`: null, or why a point has a single
    empty row), and `points`, every headline outcome at every point with its interval. All points share their luck: the
    same seed, replicates and ceilings, so that replicate 17 lives in minimally different worlds. `outcomes` are those
    to draw. With `out` the folder is written, too. Raises `ScenarioError` or `StudyError` before anything runs if any
    point is not valid.

    >>> import sim
    >>> sim.sweep("baseline", {"talks.mediator": [0.0, 1.0]}, n=5).runs.shape[0]
    10
    """
    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    varied = [axes.axis(path, asked) for path, asked in vary.items()]
    what = plan(chosen, varied, n, seed, design=design, points=points)
    settings = SweepSettings(
        out=None if out is None else Path(out), resume=resume, engine=engine, workers=workers, cluster=cluster,
        progress=progress, say=say, outcomes=tuple(outcomes), formats=Formats.of(formats, dpi_of(formats)),
    )  # fmt: skip
    return in_memory(what, design, settings) if out is None else run_sweep(what, settings, design)
