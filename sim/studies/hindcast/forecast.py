"""What a forecaster says of a question: a chance, or a sample of equally likely numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from sim.engine.cuts import window_cuts
from sim.engine.ensemble import EnsembleOptions, ensemble
from sim.engine.plan import make_plan
from sim.outcomes.questions import answers, spans_of
from sim.outcomes.tables import runs_frame
from sim.outcomes.windows import windows_frame
from sim.scenario.questions import is_share
from sim.studies.hindcast.form import Hindcast
from sim.studies.run.parameter_sets import parameter_sets
from sim.studies.unknowns import as_it_stands

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from sim.scenario import Scenario


@dataclass(frozen=True)
class Forecast:
    """Of a proposition `p` (with the number of histories behind it), of a number `sample`."""

    p: float | None = None
    n: int | None = None
    sample: np.ndarray[Any, Any] | None = None
    point: bool = False
    """One figure without a spread: no coverage and no surprise can be told of it."""


def model_forecasts(hindcast: Hindcast, n: int, seed: int, draws: int = 0, workers: int = 0) -> dict[str, Forecast]:
    """The model's forecast of each question, from `n` histories in all; with `draws`, over so many parameter sets.

    Without draws parameters stand as the scenario has them, distributions at their medians.
    """
    frame = _answers(hindcast, n, seed, draws, workers)
    made = {}
    for asked in hindcast.asked:
        said = frame[asked.name].drop_nulls()
        if is_share(asked.checked):
            made[asked.name] = Forecast(p=float(said.mean() or 0.0), n=len(said))  # type: ignore[arg-type]
        else:
            made[asked.name] = Forecast(sample=said.to_numpy())
    return made


def _answers(hindcast: Hindcast, n: int, seed: int, draws: int, workers: int) -> pl.DataFrame:
    """One row a history with its answers."""
    checked = [asked.checked for asked in hindcast.asked]
    frames = []
    for scenario, first, end in _pieces(hindcast.scenario, n, seed, draws):
        cuts = window_cuts(scenario.start, scenario.horizon_days, spans_of(checked))
        options = EnsembleOptions(workers=workers, bands=0)
        for chunk in ensemble(make_plan(scenario, cuts), end, seed, options=options, start=first):
            assert chunk.windows is not None
            windows = windows_frame(chunk.windows, scenario, cuts, chunk.first)
            frames.append(answers(runs_frame(chunk.rows), windows, checked, scenario))
    return pl.concat(frames)


def _pieces(scenario: Scenario, n: int, seed: int, draws: int) -> list[tuple[Scenario, int, int]]:
    """Scenarios without doubt, and the replicates that each of them runs."""
    if draws == 0:
        return [(as_it_stands(scenario), 0, n)]
    each = max(1, n // draws)
    sets = parameter_sets(scenario, each, seed, draws, scramblings=1)
    if len(sets.scenarios) == 1:
        return [(scenario, 0, n)]
    return [(one, d * each, (d + 1) * each) for d, one in enumerate(sets.scenarios)]
