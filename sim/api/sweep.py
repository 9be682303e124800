"""`sim.sweep`: one scenario at many points of its parameters, in memory; `sim.open_sweep`: one that was kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.studies.sweep.folder import SweepResult
from sim.studies.sweep.folder import open_sweep as open_tables

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.figure import Figure

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
    from sim.studies.sweep.study import sweep as run_sweep

    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    return run_sweep(chosen, vary, n, seed, **settings)


class Sweep(SweepResult):
    """A sweep in its folder: frames `runs` (lazy) and `points`, and `plot(name)`; `figures` lists the names."""

    def __repr__(self) -> str:
        """A line; the frames, shown whole, would fill a terminal many times over."""
        return f"<sim.Sweep of {self.scenario.name} over {', '.join(self.paths)}; runs, points, plot()>"

    @property
    def figures(self) -> tuple[str, ...]:
        """The names that `plot` takes."""
        from sim.studies.sweep.figures import figures

        return tuple(figures(self))

    def plot(self, name: str = "") -> Figure:
        """Draw one figure, the first without a name; raises KeyError for a name that is not in `figures`."""
        from sim.studies.sweep.figures import figures

        known = figures(self)
        chosen = name or next(iter(known))
        if chosen not in known:
            raise KeyError(f"{chosen!r} is no figure of this sweep; there are {', '.join(known)}")
        return known[chosen]()

    def _repr_html_(self) -> str:
        about = f"n = {self.n:,} at each point, seed {self.seed}, {self.path}"
        return (
            f"<h4>{escape(self.scenario.title)}</h4><p>{escape(self.scenario.question)}</p>"
            f"{self.points._repr_html_()}<p>{escape(about)}</p>"
        )


def open_sweep(path: str | Path) -> Sweep:
    """The sweep in a folder that `moratorium sweep` wrote; raises `sim.results.Refused` if it is none."""
    tables = open_tables(path)
    return Sweep(**{item.name: getattr(tables, item.name) for item in fields(tables)})
