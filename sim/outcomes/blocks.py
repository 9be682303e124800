"""Intervals of mean differences between forecasters, by resampling blocks of months."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.outcomes.intervals import Estimate

RESAMPLES = 2000
SEED = 20241030
"""Of the resampling alone: the same differences always give the same interval."""


def block_interval(
    differences: Sequence[float], months: Sequence[str], length: int = 3, level: float = 0.9
) -> Estimate:
    """The mean difference with a percentile interval from blocks of `length` neighbouring months.

    Forecasts of the same month share its luck, and neighbouring months are alike: whole blocks are drawn anew, in a
    circle (Kunsch 1989; Politis and Romano 1992). NaN limits where there are fewer months than four blocks.
    """
    values = np.asarray(differences, dtype=np.float64)
    names = sorted(set(months))
    centre = float(values.mean()) if values.size else np.nan
    if len(names) < 4 * length:
        return Estimate(centre, np.nan, np.nan, values.size, np.nan)
    place = np.array([names.index(month) for month in months])
    sums = np.bincount(place, weights=values, minlength=len(names))
    counts = np.bincount(place, minlength=len(names))
    generator = np.random.Generator(np.random.Philox(key=SEED))
    many = -(-len(names) // length)
    starts = generator.integers(len(names), size=(RESAMPLES, many))
    drawn = ((starts[:, :, None] + np.arange(length)) % len(names)).reshape(RESAMPLES, -1)[:, : len(names)]
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return Estimate(centre, float(low), float(high), values.size, float(means.std()))
