"""The difference that a scenario makes, with its interval: replicate by replicate where the luck is shared, or not."""

from __future__ import annotations

import math

import numpy as np

from sim.outcomes.distributions import binomial_up_to
from sim.outcomes.intervals import LEVEL, Estimate, FloatArray, around, present, z_value

# Every function takes a sample of the reference `a` and of the other `b` and estimates b - a.


def paired_share(a: np.ndarray, b: np.ndarray, level: float = LEVEL) -> Estimate:
    """Difference of two shares over the same replicates (booleans, shape (n,)), with Bonett and Price's interval.

    It adds one to each kind of discordant pair (2012), so that it keeps a width when no pair is discordant: had no
    history of n changed, some of the next n still might.
    """
    n = a.size
    if n == 0:
        return Estimate(math.nan, math.nan, math.nan, 0, math.nan)
    gained, lost = int(np.count_nonzero(b & ~a)), int(np.count_nonzero(a & ~b))
    value = (gained - lost) / n
    up, down = (gained + 1) / (n + 2), (lost + 1) / (n + 2)
    reach = z_value(level) * math.sqrt((up + down - (up - down) ** 2) / (n + 2))
    se = math.sqrt(((gained + lost) / n - value**2) / n)
    return Estimate(value, max(up - down - reach, -1.0), min(up - down + reach, 1.0), n, se)


def paired_mean(a: np.ndarray, b: np.ndarray, level: float = LEVEL) -> Estimate:
    """Mean of the differences within pairs (floats, shape (n,)), with Student's t interval. Missing pairs drop out."""
    difference = present(np.asarray(b, dtype=np.float64) - np.asarray(a, dtype=np.float64))
    n = difference.size
    value = float(np.mean(difference)) if n else math.nan
    if n < 2:
        return Estimate(value, math.nan, math.nan, n, math.nan)
    return around(value, float(np.std(difference, ddof=1)) / math.sqrt(n), n, n - 1, level)


def unpaired_mean(a: np.ndarray, b: np.ndarray, level: float = LEVEL) -> Estimate:
    """Difference of two independent means with Welch's interval. Missing values are left out; `n` counts both."""
    x, y = present(a), present(b)
    n = x.size + y.size
    value = float(np.mean(y)) - float(np.mean(x)) if x.size and y.size else math.nan
    if x.size < 2 or y.size < 2:
        return Estimate(value, math.nan, math.nan, n, math.nan)
    parts = np.array([np.var(x, ddof=1) / x.size, np.var(y, ddof=1) / y.size])
    total = float(parts.sum())
    freedom = total**2 / float(np.sum(parts**2 / np.array([x.size - 1, y.size - 1]))) if total > 0 else float(n - 2)
    return around(value, math.sqrt(total), n, freedom, level)


def combined(a: Estimate, b: Estimate) -> Estimate:
    """Difference of two independent estimates from their own intervals (Zou and Donner 2008).

    The lower limit lies as far below as the lower one of b and the upper one of a lie from their values, together,
    and the upper one likewise; with Wilson's intervals this is method 10 of Newcombe (1998) for shares.
    """
    value = b.value - a.value
    low = value - math.hypot(b.value - b.low, a.high - a.value)
    high = value + math.hypot(b.high - b.value, a.value - a.low)
    return Estimate(value, low, high, min(a.n, b.n), math.hypot(a.se, b.se))


def paired_quantile(x: np.ndarray, y: np.ndarray, a: Estimate, b: Estimate, level: float = LEVEL) -> Estimate:
    """Difference of the quantiles `a` of x and `b` of y over the same replicates, x and y of shape (n,).

    Two sample quantiles are as correlated as lying at or below them is (Bahadur 1966). Each limit lies halfway between
    two: that of the normal interval from the standard errors, which is too near where few lie beyond the quantile, and
    that from the order statistics on its own side (Zou and Donner 2008, with the correlation), which is too far where
    the two are nearly the same. Between them they cover (docs/intervals.md); neither does alone.
    """
    shared = correlation(np.asarray(x <= a.value, dtype=np.float64), np.asarray(y <= b.value, dtype=np.float64))
    value, se = b.value - a.value, _apart(a.se, b.se, shared)
    below = _apart(a.high - a.value, b.value - b.low, shared)
    above = _apart(a.value - a.low, b.high - b.value, shared)
    reach = z_value(level) * se
    return Estimate(value, value - (below + reach) / 2, value + (above + reach) / 2, min(a.n, b.n), se)


def _apart(a: float, b: float, shared: float) -> float:
    """The spread of a difference of two things with the spreads a and b and the correlation `shared`."""
    square = a * a + b * b - 2 * shared * a * b
    return math.nan if math.isnan(square) else math.sqrt(max(square, 0.0))


def correlation(x: FloatArray, y: FloatArray) -> float:
    """Pearson's, 0 where either does not vary."""
    dx, dy = x - np.mean(x), y - np.mean(y)
    scale = math.sqrt(float(np.sum(dx * dx)) * float(np.sum(dy * dy)))
    return float(np.sum(dx * dy)) / scale if scale > 0 else 0.0


def mcnemar(gained: int, lost: int) -> float:
    """Mid-p value of McNemar's test: how unusual so lopsided a split of the discordant pairs is, were it a fair coin.

    Mid-p (Fagerland, Lydersen and Laake 2013) counts half of the split seen itself; 1 where no pair is discordant.
    """
    total, fewer = gained + lost, min(gained, lost)
    return min(1.0, binomial_up_to(fewer, total, 0.5) + binomial_up_to(fewer - 1, total, 0.5))
