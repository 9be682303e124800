"""The shape of a parameter's own effect: the mean outcome over slices of its range, all else varying freely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.outcomes.intervals import mean

if TYPE_CHECKING:
    import polars as pl


def binned(path: str, x: NDArray[np.float64], value: NDArray[np.float64], bins: int = 8) -> pl.DataFrame:
    """`parameter, x, value, low, high`: the mean of `value` in slices of `x` that hold equally many points.

    The interval (95%, Student's t) is over the points of the slice, so it includes what the other parameters do to
    its mean. Slices need at least 3 points; with fewer distinct values than `bins`, each value is its own slice.
    Missing values are left out.
    """
    whole = ~(np.isnan(x) | np.isnan(value))
    x, value = x[whole], value[whole]
    distinct = np.unique(x)
    if len(distinct) <= bins:
        slices = [np.flatnonzero(x == one) for one in distinct]
    else:
        order = np.argsort(x, kind="stable")
        slices = np.array_split(order, max(1, min(bins, len(order) // 3)))
    rows = []
    for chosen in slices:
        estimate = mean(value[chosen])
        known = {"low": estimate.low, "high": estimate.high}
        edges = {name: None if np.isnan(limit) else limit for name, limit in known.items()}
        rows.append({"parameter": path, "x": float(x[chosen].mean()), "value": estimate.value, **edges})
    schema = {"parameter": pl.String, "x": pl.Float64, "value": pl.Float64, "low": pl.Float64, "high": pl.Float64}
    return pl.DataFrame(rows, schema=schema)
