"""Sobol indices: how much of the variance of an outcome goes with each factor, alone and with the others.

Design and estimators of Saltelli et al. (2010), Computer Physics Communications 181, 259-270: two independent
matrices A and B of n points from one scrambled Sobol sequence of 2 d columns, and for each factor i the matrix AB_i,
A with column i from B. First order: mean(f_B (f_ABi - f_A)) / V; total (Jansen 1999): mean((f_A - f_ABi)^2) / 2V.

`scipy.stats.sobol_indices` has the same estimators (a test holds the two equal) but loses an axis with one factor,
and its bootstrap keeps every resample of every evaluation; both indices are ratios of means over rows, so that
resampling rows is one matrix product.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True)
class Indices:
    """Indices of one outcome; every array has one value a factor.

    `first` and `total` are shares of the variance; `*_low`, `*_high` bound them at `level` (bootstrap over rows,
    percentile). `variance` is that of the outcome over the design; 0 if it never changes (all indices are then 0).
    """

    first: Array
    first_low: Array
    first_high: Array
    total: Array
    total_low: Array
    total_high: Array
    variance: float
    level: float


def indices(f: Array, *, level: float = 0.95, resamples: int = 1000, seed: int = 0) -> Indices:
    """Sobol indices from the evaluations of a Saltelli design.

    `f` has the shape (rows, factors + 2), its columns A, B, AB_1 ... AB_d. Rows with a missing value (NaN) are left
    out whole, for the estimators compare within a row. Raises ValueError with fewer than 2 whole rows.
    """
    f = f[~np.isnan(f).any(axis=1)]
    if len(f) < 2:
        raise ValueError("fewer than 2 rows of the design have an outcome at all their points")
    # Centred with the mean of A and B (Sobol and Levitan 1999): the first-order estimator is a mean of products,
    # and its error grows with the square of the outcome's mean.
    f = f - f[:, :2].mean()
    terms = _terms(f)
    point = _ratios(terms.mean(axis=0, keepdims=True))
    generator = np.random.default_rng([seed, len(f)])
    weights = generator.multinomial(len(f), np.full(len(f), 1 / len(f)), size=resamples) / len(f)
    spread = _ratios(weights @ terms)
    tail = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(spread, tail, axis=0)
    first, total = 0, 1
    return Indices(
        first=point[0, first], first_low=low[first], first_high=high[first],
        total=point[0, total], total_low=low[total], total_high=high[total],
        variance=float(_variance(terms.mean(axis=0, keepdims=True))[0]), level=level,
    )  # fmt: skip


def _terms(f: Array) -> Array:
    """What each row adds to the means, shape (rows, 2 + 2 d): value, square, first-order products, squared jumps."""
    a, b, ab = f[:, 0], f[:, 1], f[:, 2:]
    value = (a + b) / 2
    square = (a**2 + b**2) / 2
    jump = ab - a[:, np.newaxis]
    return np.column_stack([value, square, b[:, np.newaxis] * jump, 0.5 * jump**2])


def _variance(means: Array) -> Array:
    variance = means[:, 1] - means[:, 0] ** 2
    # A constant leaves rounding dust of its square, which would pass for a variance.
    return np.where(variance > 1e-13 * np.maximum(means[:, 1], 1e-300), variance, 0.0)


def _ratios(means: Array) -> Array:
    """First and total indices from means of terms (k, 2 + 2 d): shape (k, 2, d), 0 where nothing varies."""
    variance = _variance(means)[:, np.newaxis, np.newaxis]
    parts = means[:, 2:].reshape(len(means), 2, -1)
    return np.divide(parts, variance, out=np.zeros_like(parts), where=variance > 0)
