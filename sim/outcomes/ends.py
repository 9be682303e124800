"""How spells end: shares of causes, of the first tacit and first formal spell and of all spells."""

from __future__ import annotations

import numpy as np
import polars as pl

from sim.outcomes.intervals import LEVEL, wilson_limits
from sim.outcomes.lives import CAUSE_NAMES, LIVES, cause_codes, first_spells, of_kind
from sim.outcomes.tables import CAUSE_TYPE


def ends_frame(spells: pl.DataFrame | pl.LazyFrame, level: float = LEVEL) -> pl.DataFrame:
    """Share of spells by what ended them: tidy `which, cause, count, n, share, low, high`.

    `which` is `first_tacit` and `first_formal` (one spell a history; the intervals are Wilson's) and `all_tacit`,
    `all_partial`, `all_complete` (every spell; those of one history are not independent, so the variance is taken over
    histories, and Wilson's formula used with the number of independent spells that it amounts to). `in_force`
    is a spell that outlives the horizon. Every cause has a row; a group with no spell has n = 0 and null shares.
    """
    groups = [_first_ends(f"first_{name}", first_spells(spells, life.kinds), level) for name, life in LIVES.items()]
    groups += [_all_ends(spells, kind, level) for kind in ("tacit", "partial", "complete")]
    return pl.concat(groups)


def _first_ends(which: str, spells: pl.DataFrame, level: float) -> pl.DataFrame:
    codes = cause_codes(spells["cause"])
    counts = np.bincount(codes, minlength=len(CAUSE_NAMES))
    return _frame(which, counts, np.full(len(CAUSE_NAMES), float(codes.size)), level)


def _all_ends(spells: pl.DataFrame | pl.LazyFrame, kind: str, level: float) -> pl.DataFrame:
    wanted = spells.lazy().filter(of_kind(kind)).select("replicate", "cause").collect()
    codes = cause_codes(wanted["cause"])
    counts = np.bincount(codes, minlength=len(CAUSE_NAMES))
    if codes.size == 0:
        return _frame(f"all_{kind}", counts, np.zeros(len(CAUSE_NAMES)), level)
    history = _histories(wanted["replicate"].to_numpy())
    spells_each = np.bincount(history)
    sizes = []
    for code, ended in enumerate(counts):
        ended_each = np.bincount(history, weights=codes == code)
        sizes.append(_independent_size(ended / codes.size, ended_each, spells_each))
    return _frame(f"all_{kind}", counts, np.array(sizes), level)


def _histories(replicates: np.ndarray) -> np.ndarray:
    """For each spell the number of its history among those that have one, from 0."""
    if (replicates[1:] >= replicates[:-1]).all():  # in order, as an engine leaves them: nothing need be sorted
        return np.concatenate([[0], np.cumsum(replicates[1:] != replicates[:-1])])
    return np.unique(replicates, return_inverse=True)[1]


def _independent_size(share: float, ended_each: np.ndarray, spells_each: np.ndarray) -> float:
    """How many independent spells would give the share as narrowly as these, clustered in histories, do.

    The share is a ratio of two sums over histories; its variance is that of `ended - share * spells` (Cochran 1977,
    6.3). At least one a history where the share is 0 or 1 and the variance cannot be seen; never more than the spells.
    """
    n, spells = len(spells_each), float(spells_each.sum())
    residual = ended_each - share * spells_each
    variance = float(np.sum(residual**2)) * n / max(n - 1, 1) / spells**2
    return min(spells, share * (1 - share) / variance) if variance > 0 else float(n)


def _frame(which: str, counts: np.ndarray, sizes: np.ndarray, level: float) -> pl.DataFrame:
    n = int(counts.sum())
    blank = np.full(len(counts), np.nan)
    share = counts / n if n else blank
    low, high = wilson_limits(share, sizes, level) if n else (blank, blank)
    return pl.DataFrame(
        {
            "which": [which] * len(counts),
            "cause": pl.Series(CAUSE_NAMES, dtype=CAUSE_TYPE),
            "count": counts.astype(np.int64),
            "n": pl.repeat(n, len(counts), dtype=pl.Int64, eager=True),
            "share": share,
            "low": low,
            "high": high,
        }
    ).with_columns(pl.col("share", "low", "high").fill_nan(None))
