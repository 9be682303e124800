"""Many differences at once: which of them would be there if chance alone had so many tries (Holm 1979)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl


def holm(p: Sequence[float | None]) -> list[float | None]:
    """Holm's adjusted p-values, in the order given; None stays None and is no member of the family.

    The smallest of m is multiplied by m, the next by m - 1 and so on, none below the one before it: to call those
    below 0.05 real errs in any of them in at most 5 of 100 such tables.
    """
    members = [place for place, value in enumerate(p) if value is not None]
    order = sorted(members, key=lambda place: float(p[place] or 0.0))
    adjusted: list[float | None] = [None] * len(p)
    least = 0.0
    for rank, place in enumerate(order):
        least = max(least, min(1.0, (len(order) - rank) * float(p[place] or 0.0)))
        adjusted[place] = least
    return adjusted


def with_holm(differences: pl.DataFrame) -> pl.DataFrame:
    """The rows of `paired.contrast_frame` with `p_holm`, over all that have an interval: one family a table."""
    if "p_value" not in differences.columns:
        return differences
    shown = differences.select(pl.when(pl.col("low").is_not_null()).then("p_value")).to_series()
    adjusted = np.array([np.nan if value is None else value for value in holm(shown.to_list())])
    return differences.with_columns(pl.Series("p_holm", adjusted, dtype=pl.Float64).fill_nan(None))
