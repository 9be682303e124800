"""Summaries of histories for many sets of parameters, on the compiled engine.

A set is a point of the unit cube: one coordinate a parameter, the quantile of its prior (the register's range, half of
the probability on either side of the default). Luck is fresh for every set: set k of a calibration takes the replicates
from `first + k * histories`.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.engine.cuts import window_cuts
from sim.engine.ensemble import EnsembleOptions
from sim.engine.plan import make_plan
from sim.model.records import ROW_DTYPE, WINDOW_DTYPE
from sim.outcomes.questions import answers, spans_of
from sim.outcomes.tables import runs_frame
from sim.outcomes.windows import windows_frame
from sim.scenario import REGISTRY
from sim.scenario.distribution import Distribution
from sim.studies.calibrate.form import Calibration
from sim.studies.unknowns import value_of

if TYPE_CHECKING:
    from sim.scenario import Scenario

Floats = np.ndarray[Any, np.dtype[np.float64]]


def values_of(calibration: Calibration, point: Floats) -> dict[str, float | int]:
    """The parameters of one set, by path."""
    return {
        path: value_of(prior(path), REGISTRY[path], float(u)) for path, u in zip(calibration.paths, point, strict=True)
    }


def prior(path: str) -> Distribution:
    """The prior of a parameter: the register's range around its default."""
    parameter = REGISTRY[path]
    assert parameter.range is not None
    low, high = parameter.range
    return Distribution("range", (float(low), float(parameter.default or 0), float(high)))


def summaries_of(
    calibration: Calibration, points: Floats, histories: int, seed: int, first: int, workers: int = 0
) -> Floats:
    """Summaries, shape (sets, summaries, histories), of the sets at `points`, shape (sets, parameters)."""
    found = np.empty((len(points), len(calibration.summaries), histories))
    values = [values_of(calibration, point) for point in points]
    for name, period in calibration.periods.items():
        places = [i for i, one in enumerate(calibration.summaries) if one.period == name]
        if places:
            found[:, places] = _period(calibration, period, places, values, histories, seed, first, workers)
    return found


def _period(
    calibration: Calibration, period: Scenario, places: list[int], values: list[dict[str, float | int]],
    histories: int, seed: int, first: int, workers: int,
) -> Floats:  # fmt: skip
    """Summaries of one period, shape (sets, places, histories)."""
    checked = [calibration.summaries[i].checked for i in places]
    cuts = window_cuts(period.start, period.horizon_days, spans_of(checked))
    free = {path for path in calibration.paths if period.values[path] == REGISTRY[path].default}
    scenarios = [period.replace({path: x for path, x in one.items() if path in free}) for one in values]
    rows, windows = _run(scenarios, cuts, histories, seed, first, workers)
    rows, windows = rows.reshape(-1), windows.reshape(-1, len(cuts))
    rows["replicate"] = np.arange(rows.size)
    frame = answers(runs_frame(rows), windows_frame(windows, period, cuts), checked, period)
    columns = [frame[one.question.name].cast(float).fill_null(0.0).to_numpy() for one in checked]
    return np.stack(columns).reshape(len(places), len(values), histories).transpose(1, 0, 2)


def _run(
    scenarios: list[Scenario], cuts: tuple[int, ...], histories: int, seed: int, first: int, workers: int
) -> tuple[Any, Any]:
    """Rows and windows of all sets, in blocks over threads."""
    from sim.engine.many_plans import run_plans

    rows = np.zeros((len(scenarios), histories), ROW_DTYPE)
    windows = np.zeros((len(scenarios), histories, len(cuts)), WINDOW_DTYPE)
    block = 64

    def some(start: int) -> None:
        part = slice(start, min(start + block, len(scenarios)))
        firsts = [first + k * histories for k in range(part.start, part.stop)]
        plans = [make_plan(one, cuts) for one in scenarios[part]]
        rows[part] = run_plans(plans, firsts, histories, seed, windows[part])

    with ThreadPoolExecutor(EnsembleOptions(workers=workers).worker_count()) as pool:
        list(pool.map(some, range(0, len(scenarios), block)))
    return rows, windows
