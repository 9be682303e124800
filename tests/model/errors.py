"""Four standard errors: what an exact answer is held to.

An estimate that is right misses by more than four of its standard errors with probability 6.3e-5 (two-sided, normal).
Seeds are fixed, so a test that passes once passes always; the rate says how surprising a failure after a change of
the draws alone would be.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

ERRORS = 4.0


def check(found: float, expected: float, error: float, what: str = "") -> None:
    """`found` lies within four standard errors `error` of `expected`."""
    away = (found - expected) / error
    assert abs(away) <= ERRORS, f"{what}: {found:.6g}, expected {expected:.6g}: {away:.1f} standard errors away"


def check_mean(values: NDArray[Any], expected: float, what: str = "mean") -> None:
    """The mean of independent `values` is `expected`."""
    check(float(np.mean(values)), expected, float(np.std(values, ddof=1)) / math.sqrt(len(values)), what)


def check_share(happened: NDArray[np.bool_], expected: float, what: str = "share") -> None:
    """The share of independent replicates in which it `happened` is `expected` (strictly between 0 and 1)."""
    error = math.sqrt(expected * (1.0 - expected) / len(happened))
    check(float(np.mean(happened)), expected, error, what)


def check_variance(values: NDArray[Any], expected: float, what: str = "variance") -> None:
    """The variance of independent `values` is `expected`; the error from their own fourth moment."""
    deviations = np.asarray(values, dtype=float) - float(np.mean(values))
    squares = deviations**2
    error = math.sqrt(float(np.var(squares)) / len(values))
    check(float(np.var(values, ddof=1)), expected, error, what)
