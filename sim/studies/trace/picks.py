"""Which history to tell: the most typical, the worst in a column, or one that comes out otherwise elsewhere."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.ensemble import EnsembleOptions, ensemble
from sim.model.records import ROW_DTYPE
from sim.scenario import Scenario, common_ceilings
from sim.scenario.problems import nearest
from sim.studies.errors import StudyError

COLUMNS = tuple(name for name in ROW_DTYPE.names or () if name not in ("replicate", "draw", "fingerprint"))
TYPICAL = ("unserved_gwh", "russian_waves", "refinery_strikes", "breaches", "formal_days", "tacit_end_day")
"""What a typical history is in the middle of."""


def rows_of(scenario: Scenario, n: int, seed: int, workers: int = 0) -> NDArray[Any]:
    """The rows of the first `n` replicates."""
    chunks = ensemble(scenario, n, seed, options=EnsembleOptions(bands=0, workers=workers))
    return np.concatenate([chunk.rows for chunk in chunks])


def typical(rows: NDArray[Any], horizon: int) -> int:
    """The replicate nearest to the middle: the mean distance of its ranks to one half, over `TYPICAL`.

    What never happened ranks behind everything that did.
    """
    distance = np.zeros(len(rows))
    for name in TYPICAL:
        values = np.nan_to_num(rows[name].astype(float), nan=horizon + 1.0)
        ordered = np.sort(values)
        low, high = np.searchsorted(ordered, values, "left"), np.searchsorted(ordered, values, "right")
        distance += np.abs((low + high) / (2.0 * len(rows)) - 0.5)
    return int(rows["replicate"][np.argmin(distance)])


def worst(rows: NDArray[Any], column: str) -> int:
    """The replicate with the largest value in a column. Raises StudyError for what is no column, or never happened."""
    if column not in COLUMNS:
        raise StudyError(
            [f"--worst {column}: no such column{nearest(column, COLUMNS)}; there are {', '.join(COLUMNS)}"]
        )
    values = rows[column].astype(float)
    if np.isnan(values).all():
        raise StudyError([f"--worst {column}: it never happened in {len(rows):,} histories"])
    return int(rows["replicate"][np.nanargmax(values)])


def flipped(rows: NDArray[Any], other: NDArray[Any]) -> tuple[int, str]:
    """The first replicate that comes to something else in another scenario, and what; the largest change else."""
    for column, what in (("first_deal_day", "a formal deal"), ("broader_talks_day", "broader talks")):
        changed = np.nonzero(np.isnan(rows[column]) != np.isnan(other[column]))[0]
        if changed.size:
            place = int(changed[0])
            had = "without" if np.isnan(other[column][place]) else "with"
            return int(rows["replicate"][place]), f"{had} {what} in the other, the other way round here"
    change = np.abs(rows["unserved_gwh"] - other["unserved_gwh"])
    return int(rows["replicate"][np.argmax(change)]), "no deal comes or goes; unserved energy changes most here"


def common(a: Scenario, b: Scenario) -> tuple[Scenario, Scenario]:
    """Both under the larger ceiling of the two for every clock, so that they share their luck."""
    ceilings = common_ceilings([a, b])
    return a.replace({}, ceilings=ceilings), b.replace({}, ceilings=ceilings)
