"""Restricted means: how many of the first so-many days something lasts, on average, and how that differs.

A mean life cannot be read off censored data; the mean of min(life, within) can (Royston and Parmar 2013).
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sim.outcomes import enough
from sim.outcomes.area import area, by_time
from sim.outcomes.intervals import LEVEL, Estimate, present
from sim.outcomes.risk_sets import FloatArray, SortedLives

ALONE, PAIRS = 40, 80
"""Histories that need to have a life before their mean, and the difference of two, gets an interval."""


def restricted_mean(durations: npt.ArrayLike, observed: npt.ArrayLike, within: float, level: float = LEVEL) -> Estimate:
    """The mean of min(duration, within) in days: the area under the Kaplan-Meier curve up to `within`.

    durations: days, shape (n,); NaN where there was nothing to last (left out of `n`). observed: false where
    censored. The standard error is Greenwood's; there is an interval where enough ended (`enough.of_mean`).
    Raises ValueError if all are censored before `within`.
    """
    days, seen = _lasted(durations, observed)
    if not days.size:
        return Estimate(math.nan, math.nan, math.nan, 0, math.nan)
    _refuse_unknown(days, seen, within)
    value, moves = area(SortedLives(days, seen, 1), within)
    found = Estimate(value, math.nan, math.nan, moves.n, math.sqrt(moves.sums[1]))
    if found.n < ALONE and found.se > 0:
        return enough.without(found, f"rests on {found.n} histories that have one; an interval needs {ALONE}")
    told = enough.supported(found, moves.carriers, moves.skewness, level)
    return replace(told, low=max(told.low, 0.0), high=min(told.high, within)) if told.low <= told.high else told


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
    `n` counts the replicates that have a duration in both (paired), or the durations of both (unpaired). Where too few
    histories carry it, or where no pair differs, there is no interval, and the note says so.
    """
    value_a, moves_a = _area(a[0], a[1], within)
    value_b, moves_b = _area(b[0], b[1], within)
    if not paired:
        size = present(a[0]).size + present(b[0]).size
        moves = np.concatenate([-moves_a, moves_b])
        found = _estimate(value_b - value_a, moves, size)
        # As narrow as the poorer of the two allows.
        poorer = min((_lost(a[0], moves_a), _lost(b[0], moves_b)), key=enough.rests_on)
        return found if math.isnan(found.value) else enough.of_mean(found, poorer, level, moves=moves)
    if moves_a.shape != moves_b.shape:
        raise ValueError(f"{moves_a.size} and {moves_b.size} durations cannot be pairs")
    both = ~(np.isnan(np.asarray(a[0], dtype=np.float64)) | np.isnan(np.asarray(b[0], dtype=np.float64)))
    found = _estimate(value_b - value_a, moves_b - moves_a, int(both.sum()))
    fewest = min(present(a[0]).size, present(b[0]).size)
    if fewest < PAIRS and found.se > 0:
        return enough.without(found, f"rests on {fewest} histories that have one; an interval needs {PAIRS}")
    differing = np.any(moves_b != moves_a)
    lost = _lost(b[0], moves_b) - _lost(a[0], moves_a) if differing else np.zeros(moves_a.shape)
    moves = moves_b - moves_a
    return found if math.isnan(found.value) else enough.of_difference(found, lost, level, moves=moves)


def follow_up(durations: npt.ArrayLike, observed: npt.ArrayLike) -> float:
    """The longest `within` that the durations support, in days: endless where the longest of them was seen to end."""
    days = np.asarray(durations, dtype=np.float64)
    seen = np.asarray(observed, dtype=bool) & ~np.isnan(days)
    if np.isnan(days).all():
        return 0.0
    longest = float(np.nanmax(days))
    # Nobody is left only if all of those at risk at the longest duration ended there.
    return math.inf if bool(seen[days == longest].all()) else longest


def _lasted(durations: npt.ArrayLike, observed: npt.ArrayLike) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """Durations and whether they were seen to end, without the missing."""
    days, seen = np.asarray(durations, dtype=np.float64), np.asarray(observed, dtype=bool)
    missing = np.isnan(days)
    return (days[~missing], seen[~missing]) if missing.any() else (days, seen)


def _refuse_unknown(days: FloatArray, seen: npt.NDArray[np.bool_], within: float) -> None:
    if within > follow_up(days, seen):
        raise ValueError(f"nothing is known after day {follow_up(days, seen):g}; ask for at most that, not {within:g}")


def _area(durations: npt.ArrayLike, observed: npt.ArrayLike, within: float) -> tuple[float, FloatArray]:
    """The area under the survival curve up to `within`, and what each observation moves in it (see `area`).

    A missing duration moves nothing.
    """
    moves = np.zeros(np.shape(durations))
    here = ~np.isnan(np.asarray(durations, dtype=np.float64))
    days, seen = _lasted(durations, observed)
    if not days.size:
        return math.nan, moves
    _refuse_unknown(days, seen, within)
    ((sets, areas, staying, ending),) = by_time(SortedLives(days, seen, 1, block=days.size + 1), within)
    place = np.searchsorted(sets.time, days, side="right") - 1
    moves[here] = staying[place] - np.where(seen, ending[place], 0.0)
    return float(areas.sum()), moves


def _lost(durations: npt.ArrayLike, moves: FloatArray) -> FloatArray:
    """How much less each observation moves than the one that lasted longest; 0 where there was nothing to last.

    The histories in which it ended early carry a restricted mean: with nothing censored this is the time lost over n.
    """
    here = ~np.isnan(np.asarray(durations, dtype=np.float64))
    lost = np.zeros(moves.shape)
    lost[here] = moves[here].max() - moves[here] if here.any() else 0.0
    return np.where(lost > 1e-12 * lost.max(initial=0.0), lost, 0.0)


def _estimate(value: float, moves: FloatArray, n: int) -> Estimate:
    """The value and its standard error, as yet without an interval."""
    se = math.nan if math.isnan(value) else math.sqrt(float(np.sum(moves**2)))
    return Estimate(value, math.nan, math.nan, n, se)
