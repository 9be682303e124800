"""Student's t and the binomial distribution, for intervals, from one incomplete beta function.

SciPy has them too, but to import it takes a sixth of the time of a command that asks for a dozen numbers, and its
`bdtr` is wrong in the seventh digit for a million histories. A test holds these to Boost and to mpmath.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

_SETTLED = 1e-15
"""The relative change at which a fraction has converged: a few roundings."""
_NEAR = 1e-8
"""The relative step after which Newton's next one is below rounding, for each squares what is missing."""


@lru_cache(4096)  # the points of a sweep have the same few degrees of freedom again and again
def t_value(freedom: float, level: float) -> float:
    """Student's t that leaves `1 - level` in both tails together; `freedom` need not be whole, endless is normal.

    By Newton's steps, from below: the tail is convex, so that none goes too far. The start is the normal quantile with
    the first term of Cornish and Fisher's expansion, which is too small.
    Raises ValueError unless 0 <= level < 1.
    """
    if not 0 <= level < 1:
        raise ValueError(f"a level is from 0 to below 1: {level:g}")
    t = NormalDist().inv_cdf((1 + level) / 2)
    if math.isinf(freedom) or t == 0:
        return t
    t += (t**3 + t) / (4 * max(freedom, 1.0))
    step = math.inf
    while step > _NEAR * t:
        missing = 2 * t_tail(t, freedom) - (1 - level)
        # The density, times t, is the mass that `_mass` gives (Abramowitz and Stegun 1964, 26.5 and 26.7).
        mass = _mass(freedom / 2, 0.5, *_sides(t, freedom))
        step = missing * t / (2 * mass) if mass > 0 else math.inf
        t += step
    return t


def t_tail(t: float, freedom: float) -> float:
    """The chance that Student's t is above `t`; `freedom` need not be whole, endless is normal."""
    if t <= 0:
        return 1 - t_tail(-t, freedom) if t < 0 else 0.5
    if math.isinf(freedom):
        return math.erfc(t / math.sqrt(2)) / 2
    return incomplete_beta(freedom / 2, 0.5, *_sides(t, freedom)) / 2


def _sides(t: float, freedom: float) -> tuple[float, float]:
    """freedom / (freedom + t^2) and 1 less that."""
    ratio = freedom / t / t
    return ratio / (1 + ratio), 1 / (1 + ratio)


def binomial_up_to(k: int, n: int, q: float) -> float:
    """The chance that of `n` at most `k` happen, each with the chance `q`."""
    if not 0 <= k < n:
        return float(k >= n)
    return incomplete_beta(n - k, k + 1, 1 - q, q)


def binomial_above(k: int, n: int, q: float) -> float:
    """The chance that of `n` more than `k` happen, each with the chance `q`, small ones exact too."""
    if not 0 <= k < n:
        return float(k < 0)
    return incomplete_beta(k + 1, n - k, q, 1 - q)


def binomial_quantile(p: float, n: int, q: float) -> int:
    """The smallest k with P(B <= k) >= p for B binomial(n, q), from where Cornish and Fisher's expansion puts it."""
    z = NormalDist().inv_cdf(p)
    about = n * q + z * math.sqrt(n * q * (1 - q)) + (z * z - 1) * (1 - 2 * q) / 6 - 0.5
    k = min(max(math.ceil(about), 0), n)
    while k > 0 and binomial_up_to(k - 1, n, q) >= p:
        k -= 1
    while binomial_up_to(k, n, q) < p:
        k += 1
    return k


def incomplete_beta(a: float, b: float, x: float, y: float) -> float:
    """The regularised incomplete beta function I_x(a, b) for a, b > 0; `y` is 1 - x, given for what x near 1 loses.

    DiDonato and Morris (1992, algorithm 708, equation 9): the even part of the continued fraction 8.17.22 of the DLMF,
    by Lentz's method, on the side of the mean where it converges fast. It takes some dozens of terms, hundreds near the
    mean of a million.
    """
    if x <= 0 or y <= 0:
        return float(y <= 0)
    if a * y - b * x < x - y:
        return 1 - _mass(b, a, y, x) / _fraction(b, a, y, x)
    return _mass(a, b, x, y) / _fraction(a, b, x, y)


def _fraction(a: float, b: float, x: float, y: float) -> float:
    away = a * y - b * x + 1
    above, below, change, m = a * away / (a + 1), 0.0, 0.0, 0
    found = above
    while abs(change - 1) > _SETTLED:
        m += 1
        last = a + 2 * m - 1
        part = m * (b - m) * x / last
        numerator = (a + m - 1) * (a + b + m - 1) * part * x / last
        term = m + part + (a + m) * (away + m * (1 + y)) / (last + 2)
        below = 1 / (term + numerator * below)
        above = term + numerator / above
        change = above * below
        found *= change
    return found


def _mass(a: float, b: float, x: float, y: float) -> float:
    """x^a y^b / B(a, b), without the loss of logarithms of large factorials: Loader's saddle point (2000)."""
    n, apart = a + b, a * y - b * x
    rest = _stirling(n) - _stirling(a) - _stirling(b) - _deviance(a, n * x, apart) - _deviance(b, n * y, -apart)
    return math.sqrt(a * b / (2 * math.pi * n)) * math.exp(rest)


def _stirling(z: float) -> float:
    """What Stirling's formula leaves of the logarithm of z!."""
    if z < 15:
        return math.lgamma(z + 1) - (z + 0.5) * math.log(z) + z - math.log(2 * math.pi) / 2
    s = 1 / (z * z)
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - s / 1188) * s) * s) * s) / z


def _deviance(seen: float, due: float, apart: float) -> float:
    """seen log(seen / due) - apart, with apart = seen - due: by a series where the two are so near that they cancel."""
    if abs(apart) >= 0.1 * (seen + due):
        return seen * math.log(seen / due) - apart
    ratio = apart / (seen + due)
    found, power, odd = apart * ratio, 2 * seen * ratio, 1
    term = power
    while abs(term) > 1e-17 * abs(found):
        power, odd = power * ratio * ratio, odd + 2
        term = power / odd
        found += term
    return found
