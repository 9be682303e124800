"""What each point of a sweep says: every headline outcome with its interval, one row a point and outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sim.outcomes.distributions import t_value
from sim.outcomes.enough import CARRIERS, leaning, lopsided
from sim.outcomes.headlines import Headline
from sim.outcomes.intervals import LEVEL, wilson_limits

if TYPE_CHECKING:
    import numpy as np
    import polars as pl


def moments(runs: pl.DataFrame, chosen: Sequence[Headline]) -> np.ndarray[Any, Any]:
    """Number, means, standard deviations and skewness (`enough.lopsided`) of one point: shape (3, outcomes + 1).

    The number stands in front of each.

    Taken point by point in NumPy, whose sums have a fixed order: a parallel group-by adds in another order each time,
    and the last digits of a study would follow the number of threads.
    """
    values = runs.select(headline.expression().cast(pl.Float64) for headline in chosen).to_numpy()
    n = len(values)
    if n == 0:
        return np.vstack([np.concatenate([[0], np.full(values.shape[1], np.nan)])] * 3)
    deviation = values.std(axis=0, ddof=1) if n > 1 else np.full(values.shape[1], np.nan)
    skewness = [lopsided(column) for column in values.T]
    return np.vstack([np.concatenate([[n], figures]) for figures in (values.mean(axis=0), deviation, skewness)])


def estimates(points: pl.DataFrame, found: Sequence[np.ndarray[Any, Any]], chosen: Sequence[Headline]) -> pl.DataFrame:
    """Shares (Wilson) and means (Student t, where enough histories carry them) with 95% intervals.

    `points` has one row for each of the `moments` in `found`. Returns one row a point and outcome: the columns of
    `points`, then `outcome, value, low, high, se, n`, in the order of the points and then of `chosen`.
    """
    stacked = np.stack(found) if len(found) else np.zeros((0, 3, len(chosen) + 1))
    n = stacked[:, 0, 0]
    parts = []
    for place, headline in enumerate(chosen):
        value, low, high, se = _limits(headline, n, *stacked[:, :, place + 1].T)
        if headline.within is not None and "horizon_days" in points.columns:
            # Histories that end before its day cannot say whether it happens by then.
            short = points["horizon_days"].to_numpy() < headline.within
            value, low, high, se = (np.where(short, np.nan, figure) for figure in (value, low, high, se))
        columns = {"value": value, "low": low, "high": high, "se": se}
        parts.append(
            points.with_row_index("_point").with_columns(
                pl.lit(headline.name).alias("outcome"),
                *(pl.Series(name, column).fill_nan(None) for name, column in columns.items()),
                pl.Series("n", n.astype(np.int64)),
                pl.lit(place).alias("_place"),
            )
        )
    return pl.concat(parts).sort("_point", "_place").drop("_point", "_place")


def _limits(
    headline: Headline,
    n: np.ndarray[Any, Any],
    value: np.ndarray[Any, Any],
    deviation: np.ndarray[Any, Any],
    skewness: np.ndarray[Any, Any],
) -> tuple[np.ndarray[Any, Any], ...]:
    """Value, limits and standard error of one outcome at all points."""
    # A point that failed has no histories: its value is NaN already, and 1 only keeps the division quiet.
    some = np.maximum(n, 1)
    if headline.kind == "share":
        low, high = wilson_limits(value, some)
        return value, low, high, np.sqrt(value * (1 - value) / some)
    se = deviation / np.sqrt(some)
    # `enough.rests_on` from the moments: no outcome is negative, so that the sum of sizes is the sum.
    squares = value**2 + deviation**2 * (some - 1) / some
    carriers = np.divide(n * value**2, squares, out=np.zeros(n.shape), where=squares > 0)
    enough = (n > 1) & (se > 0) & (carriers >= CARRIERS)
    reach = np.full(n.shape, np.nan)
    reach[enough] = [t_value(freedom, LEVEL) for freedom in carriers[enough] - 1]
    reach *= se
    most = 1.0 if headline.unit == "share of capacity" else np.inf
    middle = value + se * leaning(skewness)
    return value, np.maximum(middle - reach, 0.0), np.minimum(middle + reach, most), se
