"""Restricted means: how many of the first so-many days something lasts, on average, and how that differs.

A mean life cannot be read off censored data; the mean of min(life, within) can (Royston and Parmar 2013).
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from sim.outcomes.intervals import LEVEL, Estimate, present, z_value
from sim.outcomes.risk_sets import FloatArray, count, ratio


def restricted_mean(durations: npt.ArrayLike, observed: npt.ArrayLike, within: float, level: float = LEVEL) -> Estimate:
    """The mean of min(duration, within) in days: the area under the Kaplan-Meier curve up to `within`.

    durations: days, shape (n,); NaN where there was nothing to last (left out of `n`). observed: false where
    censored. The standard error is Greenwood's. Raises ValueError if all are censored before `within`.
    """
    value, moves = _area(durations, observed, within)
    return _estimate(value, moves, present(durations).size, level)


def restricted_difference(
    a: tuple[npt.ArrayLike, npt.ArrayLike],
    b: tuple[npt.ArrayLike, npt.ArrayLike],
    within: float,
    *,
    paired: bool,
    level: float = LEVEL,
) -> Estimate:
    """Restricted mean of `b` less that of `a`, each given as (durations, observed), in days.

    Paired: place i of both is the same replicate (NaN where it had nothing to last), and what each replicate moves in
    the one mean is set against what it moves in the other. Unpaired: the two variances add.
    `n` counts the replicates that have a duration in both (paired), or the durations of both (unpaired).
    """
    value_a, moves_a = _area(a[0], a[1], within)
    value_b, moves_b = _area(b[0], b[1], within)
    if not paired:
        size = present(a[0]).size + present(b[0]).size
        return _estimate(value_b - value_a, np.concatenate([moves_a, moves_b]), size, level)
    if moves_a.shape != moves_b.shape:
        raise ValueError(f"{moves_a.size} and {moves_b.size} durations cannot be pairs")
    both = ~(np.isnan(np.asarray(a[0], dtype=np.float64)) | np.isnan(np.asarray(b[0], dtype=np.float64)))
    return _estimate(value_b - value_a, moves_b - moves_a, int(both.sum()), level)


def follow_up(durations: npt.ArrayLike, observed: npt.ArrayLike) -> float:
    """The longest `within` that the durations support, in days: endless where the longest of them was seen to end."""
    days = np.asarray(durations, dtype=np.float64)
    seen = np.asarray(observed, dtype=bool) & ~np.isnan(days)
    if np.isnan(days).all():
        return 0.0
    longest = float(np.nanmax(days))
    # Nobody is left only if all of those at risk at the longest duration ended there.
    return math.inf if bool(seen[days == longest].all()) else longest


def _area(durations: npt.ArrayLike, observed: npt.ArrayLike, within: float) -> tuple[float, FloatArray]:
    """The area under the survival curve up to `within`, and what each observation moves in it.

    The moves are the influence of each observation over n. At each time j, with d ended of Y at risk and the area A
    still to come, an observation that ended moves -A / (Y - d), and each of those at risk A d / (Y (Y - d)); their
    squares add to Greenwood's variance exactly. A missing duration moves nothing.
    """
    days, seen = np.asarray(durations, dtype=np.float64), np.asarray(observed, dtype=bool)
    moves = np.zeros(days.shape)
    here = ~np.isnan(days)
    if not here.any():
        return math.nan, moves
    if within > follow_up(days, seen):
        raise ValueError(f"nothing is known after day {follow_up(days, seen):g}; ask for at most that, not {within:g}")
    sets = count(days[here], seen[here], 1)
    ended, left = sets.all_ended, sets.left
    areas = sets.survival * np.diff(np.append(np.minimum(sets.time, within), within))
    to_come = np.cumsum(areas[::-1])[::-1]
    staying = np.cumsum(to_come * ratio(ended, sets.at_risk * left))
    ending = ratio(to_come, left)
    place = np.searchsorted(sets.time, days[here], side="right") - 1
    moves[here] = staying[place] - np.where(seen[here], ending[place], 0.0)
    return float(areas.sum()), moves


def _estimate(value: float, moves: FloatArray, n: int, level: float) -> Estimate:
    if math.isnan(value):
        return Estimate(math.nan, math.nan, math.nan, n, math.nan)
    se = math.sqrt(float(np.sum(moves**2)))
    reach = z_value(level) * se
    return Estimate(value, value - reach, value + reach, n, se)
