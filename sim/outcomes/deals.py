"""Cumulative share of histories with a deal, by kind, over days: exact step functions."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from sim.outcomes.intervals import LEVEL, wilson_limits


def deals_frame(
    runs: pl.DataFrame | pl.LazyFrame,
    horizon_days: float,
    days: npt.ArrayLike | None = None,
    level: float = LEVEL,
) -> pl.DataFrame:
    """Share of histories that have signed, up to and including each day: tidy `kind, day, share, low, high`.

    `formal` is any formal deal; `partial` a first formal deal that was partial; `complete` a complete deal, be it the
    first or an upgrade, so that partial and complete may add to more than formal. `days` gives the days to read at;
    without it there is a row for day 0, every day on which a share rises and the horizon: the whole step function.
    Limits are Wilson's, pointwise. A deal in force at the start counts on day 0.
    """
    n = int(runs.lazy().select(pl.len()).collect().item())
    partial = pl.col("first_deal_kind") == "partial"
    some = runs.lazy().select("first_deal_day", "first_complete_day", partial=partial)
    some = some.filter(pl.any_horizontal(pl.col("first_deal_day", "first_complete_day").is_not_null()))
    found = some.collect()
    signed = {
        "formal": found["first_deal_day"],
        "partial": found["first_deal_day"].filter(found["partial"]),
        "complete": found["first_complete_day"],
    }
    steps = (
        _steps(kind, np.sort(day.drop_nulls().to_numpy()), n, horizon_days, days, level) for kind, day in signed.items()
    )
    return pl.concat(steps)


def _steps(
    kind: str, signed: np.ndarray, n: int, horizon_days: float, days: npt.ArrayLike | None, level: float
) -> pl.DataFrame:
    at = np.unique(np.concatenate([[0.0], signed, [float(horizon_days)]])) if days is None else np.asarray(days, float)
    if n == 0:
        share = low = high = np.full(at.size, np.nan)
    else:
        share = np.searchsorted(signed, at, side="right") / n
        low, high = wilson_limits(share, n, level)
    names = pl.repeat(kind, at.size, eager=True)
    return pl.DataFrame({"kind": names, "day": at, "share": share, "low": low, "high": high})
