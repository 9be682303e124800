"""From a uniform mark to a decision: inversion only, so that every decision has its own mark and keeps it.

Marks lie strictly between 0 and 1. The model's own `exp` and `log`, which give the same bits everywhere; the normal
has a module of its own.
"""

from __future__ import annotations

from typing import Final

from sim.model.arithmetic import exp, log

LEAST_LOG_ODDS: Final = -700.0  # `exp` is infinite near 710; no mark is as small as what is left here


def logistic(x: float) -> float:
    """Probability with log-odds `x`."""
    if x < LEAST_LOG_ODDS:
        return 0.0
    return 1.0 / (1.0 + exp(-x))


def exponential(mean: float, mark: float) -> float:
    """Exponential variate of the given mean; falls as the mark rises."""
    return -mean * log(mark)


def poisson(mean: float, mark: float) -> int:
    """Poisson variate by inversion: the least count whose distribution function reaches the mark."""
    return poisson_from(exp(-mean), mean, mark)


def poisson_from(none: float, mean: float, mark: float) -> int:
    """The same, with the chance `none` of a count of 0 at hand."""
    term = reached = none
    count = 0
    while mark > reached and term > 0.0:
        count += 1
        term *= mean / count
        reached += term
    return count
