"""Estimates with intervals: shares (Wilson), means (Student t) and quantiles (order statistics).

The intervals cover the luck of the simulation alone: what another seed would have given. They say nothing about how
well the parameters are known.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from sim.outcomes.distributions import binomial_quantile, binomial_up_to, t_value

FloatArray = npt.NDArray[np.float64]

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval.

    `value`, `low`, `high` and `se` are in the unit of what is estimated; `n` is how many observations stand behind it.
    NaN stands for what the observations cannot give: the interval of a mean of one, anything of none. `note` says in
    words why there is no interval, or what it stands for where it is none of the usual kind; empty else. `freedom` are
    the degrees of freedom behind `se`, endless for what is normal.
    """

    value: float
    low: float
    high: float
    n: int
    se: float
    note: str = ""
    freedom: float = math.inf

    @property
    def limits(self) -> tuple[float | None, float | None]:
        """Both ends of the interval as `rounding` takes them: None where there is none."""
        return (None, None) if math.isnan(self.low) or math.isnan(self.high) else (self.low, self.high)

    @property
    def half_width(self) -> float:
        """Half the length of the interval, in the unit of the value."""
        return (self.high - self.low) / 2

    def as_dict(self) -> dict[str, float | int | str | None]:
        """The figures by name, ready for JSON: ten significant digits, None for NaN, and the note if there is one."""
        figures = {"value": self.value, "low": self.low, "high": self.high, "se": self.se}
        told = {name: plain(figure) for name, figure in figures.items()}
        return {**told, "n": self.n, **({"note": self.note} if self.note else {})}


def plain(figure: float) -> float | None:
    """A figure for JSON: None unless finite, else rounded to ten significant digits (the rest is arithmetic noise)."""
    return float(f"{figure:.10g}") if math.isfinite(figure) else None


def z_value(level: float = LEVEL) -> float:
    """The normal quantile that leaves `1 - level` in the two tails together (1.96 for 0.95)."""
    if not 0 < level < 1:
        raise ValueError(f"level is {level}; it lies between 0 and 1")
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(k: int, n: int, level: float = LEVEL) -> Estimate:
    """The share `k / n` with its score interval (Wilson 1927), which stays inside 0-1 and has a width at 0 and 1.

    Raises ValueError unless 0 <= k <= n. With n = 0 every figure is NaN.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is not a share")
    if n == 0:
        return Estimate(math.nan, math.nan, math.nan, 0, math.nan)
    share = k / n
    low, high = wilson_limits(np.array([share]), np.array([n]), level)
    return Estimate(share, float(low[0]), float(high[0]), int(n), math.sqrt(share * (1 - share) / n))


def wilson_limits(share: npt.ArrayLike, n: npt.ArrayLike, level: float = LEVEL) -> tuple[FloatArray, FloatArray]:
    """Wilson limits of many shares at once; `n` may be an effective size, not a whole number."""
    p, size = np.asarray(share, dtype=np.float64), np.asarray(n, dtype=np.float64)
    z = z_value(level)
    centre = (p + z * z / (2 * size)) / (1 + z * z / size)
    reach = z / (1 + z * z / size) * np.sqrt(p * (1 - p) / size + z * z / (4 * size * size))
    # The limits at the ends are 0 and 1 exactly; the arithmetic misses them by a rounding.
    low = np.where(p == 0, 0.0, np.clip(centre - reach, 0.0, 1.0))
    high = np.where(p == 1, 1.0, np.clip(centre + reach, 0.0, 1.0))
    return low, high


def mean(x: npt.ArrayLike, level: float = LEVEL) -> Estimate:
    """The mean of `x` with Student's t interval. Missing values (NaN) are left out, and `n` counts the rest."""
    values = present(x)
    n = values.size
    if n == 0:
        return Estimate(math.nan, math.nan, math.nan, 0, math.nan)
    centre = float(np.mean(values))
    if n == 1:
        return Estimate(centre, math.nan, math.nan, 1, math.nan)
    se = float(np.std(values, ddof=1)) / math.sqrt(n)
    return around(centre, se, n, n - 1, level)


def around(value: float, se: float, n: int, freedom: float, level: float = LEVEL) -> Estimate:
    """`value` with the t interval of `freedom` degrees; a standard error of 0 gives [value, value]."""
    reach = t_value(freedom, level) * se if se > 0 else se
    return Estimate(value, value - reach, value + reach, n, se, freedom=freedom)


def quantile(x: npt.ArrayLike, q: float, level: float = LEVEL) -> Estimate:
    """The `q` quantile of `x` with its order-statistic interval (binomial ranks: no distribution is assumed).

    Two neighbouring order statistics miss less and more than they should; each limit lies between them where Nyblom's
    interpolation (1992) puts it. Missing values (NaN) are left out. A limit is NaN where `n` is too small to have one:
    to bound the 0.05 quantile from below takes 72 observations. `se` is the length of the interval over that of a
    standard normal one.
    Raises ValueError unless 0 < q < 1.
    """
    if not 0 < q < 1:
        raise ValueError(f"q is {q}; it lies between 0 and 1")
    values = in_order(present(x))
    n = values.size
    if n == 0:
        return Estimate(math.nan, math.nan, math.nan, 0, math.nan)
    low, high = _outer_limit(values, q, level), _outer_limit(values[::-1], 1 - q, level)
    return Estimate(float(np.quantile(values, q)), low, high, n, (high - low) / (2 * z_value(level)))


def in_order(values: FloatArray) -> FloatArray:
    """`values` sorted; as they are where they are sorted already, as several quantiles of one column want them."""
    return np.sort(values) if np.any(values[1:] < values[:-1]) else values


def _outer_limit(values: FloatArray, q: float, level: float) -> float:
    """The limit of the `q` quantile towards the first of `values`, between the order statistics `r` and `r + 1`.

    The lower one of values that rise, the upper one of values that fall.

    With `r` it misses with probability P(B < r), at most `tail`, with `r + 1` more often (B is binomial, of n values
    those below the quantile); NaN where there is no `r`.
    """
    n, tail = values.size, (1 - level) / 2
    r = binomial_quantile(tail, n, q)
    if r < 1:
        return math.nan
    misses, more = (binomial_up_to(k, n, q) for k in (r - 1, r))
    # Nyblom's weight of the further one, exact for the exponential and its mirror image.
    ratio = r * (1 - q) * (more - tail) / ((n - r) * q * (tail - misses)) if tail > misses and r < n else math.inf
    weight = 1 / (1 + ratio)
    return float((1 - weight) * values[r - 1] + weight * values[min(r, n - 1)])


def sample_quantiles(values: FloatArray, levels: Sequence[float]) -> FloatArray:
    """Quantiles of `values` as they are shown: of whole numbers whole or halfway between two, never 7.95 waves."""
    whole = bool(np.all(values == np.round(values)))
    at = np.asarray(levels, dtype=np.float64)
    found = np.quantile(values, at, method="averaged_inverted_cdf") if whole else np.quantile(values, at)
    return np.asarray(found, dtype=np.float64)


def order_ranks(n: int, q: float, level: float = LEVEL) -> tuple[int, int]:
    """Ranks (from 1) of the order statistics that bound the `q` quantile; 0 and n + 1 where there is none.

    `B`, how many of n fall below the quantile, is binomial: the lower rank is the largest `l` with P(B < l) <= tail,
    the upper one the smallest `u` with P(B >= u) <= tail, so that each side misses at most half of `1 - level`.
    """
    tail = (1 - level) / 2
    return binomial_quantile(tail, n, q), binomial_quantile(1 - tail, n, q) + 1


def present(x: npt.ArrayLike) -> FloatArray:
    """`x` as a flat array of floats, without its missing values."""
    values = np.asarray(x, dtype=np.float64).ravel()
    missing = np.isnan(values)
    return values[~missing] if missing.any() else values
