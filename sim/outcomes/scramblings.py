"""Figures over parameter sets that are drawn: what another seed, with other sets and other luck, would have given.

Sets that are spread evenly in the space of parameters know a mean far better than as many independent ones would, so
that the spread between sets says nothing of it. What does are several independent scramblings of the same sequence, and
the spread of their figures (L'Ecuyer and Lemieux 2002). Set d belongs to scrambling d modulo their number.

A figure that few of the sets carry makes for few large values among eight, so that their spread is known worse than
seven degrees of freedom say, and lopsided: the degrees are those that the tails of the sets' means leave (O'Neill
2014), and the limits lean to the longer tail as those over histories do (`enough.leaning`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sim.outcomes import enough
from sim.outcomes.intervals import LEVEL, Estimate, FloatArray, around, present

SCRAMBLINGS = 8
"""Independent scramblings of the sequence that sets are drawn from."""
ENOUGH = 64
"""Sets, eight of each scrambling, from which on there is an interval: else a scrambling hangs on one or two."""

Figure = Callable[[FloatArray], float]


def sets_and_groups(total: int, draws: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The set, and its group (scrambling, or set among few), of each of `total` replicates in order."""
    sets = np.minimum(np.arange(total) // (total // draws), draws - 1)
    return sets, sets % (SCRAMBLINGS if draws >= ENOUGH else draws)


def over_sets(figure: Figure, values: FloatArray, draws: int, level: float = LEVEL, tails: float = 0.0) -> Estimate:
    """`figure` of `values`, shape (n,) or (n, 2) for pairs, in order of replicate, with the t interval of scramblings.

    `figure` takes some of the rows and gives a number. Rows with a missing value are left out. `tails` is the excess
    kurtosis of a scrambling's figure, 0 for a normal one.
    """
    _, which = sets_and_groups(len(values), draws)
    here = ~np.isnan(values if values.ndim == 1 else values.sum(axis=1))
    groups = [values[here & (which == one)] for one in range(which.max() + 1)]
    groups = [group for group in groups if len(group)]
    n = sum(len(group) for group in groups)
    if not n:
        return Estimate(math.nan, math.nan, math.nan, 0, math.nan)
    value = figure(values[here])
    if len(groups) < 2:
        return Estimate(value, math.nan, math.nan, n, math.nan)
    weights = np.array([len(group) for group in groups]) / n
    apart = np.array([figure(group) for group in groups]) - value
    count = len(groups)
    se = math.sqrt(count / (count - 1) * float(np.sum((weights * apart) ** 2)))
    # So that 2 / degrees is the relative variance of the squared error: 2 / (count - 1) for what is normal.
    return around(value, se, n, 2 / (2 / (count - 1) + max(tails, 0.0) / count), level)


def of_mean(values: FloatArray, draws: int, level: float = LEVEL) -> Estimate:
    """The mean of `values` (shape (n,)), or why it has no interval: too few histories, or too few sets, carry it."""
    moved = _sizes(np.nan_to_num(values), draws)
    each = max(draws // SCRAMBLINGS, 1)
    found = over_sets(lambda part: float(np.mean(part)), values, draws, level, kurtosis(moved) / each)
    if found.n < 2:
        return enough.without(found, "one history has no interval") if found.n else found
    if np.all(present(values) == present(values)[0]):
        return enough.without(found, f"the same in all {found.n:,} histories")
    carriers = enough.rests_on(values)
    if carriers < enough.CARRIERS:
        return enough.without(found, enough.few(carriers, found.n))
    if draws < ENOUGH:
        return enough.without(found, few_sets(draws))
    carrying = enough.rests_on(_sizes(np.abs(np.nan_to_num(values)), draws))
    if carrying < enough.CARRIERS:
        return enough.without(
            found, f"carried by {carrying:.0f} of {draws:,} sets of the parameters: take more of them"
        )
    shift = found.se * float(enough.leaning(enough.lopsided(moved), level))
    return replace(found, low=found.low + shift, high=found.high + shift)


def _sizes(values: FloatArray, draws: int) -> FloatArray:
    """What the histories of each set come to."""
    sets, _ = sets_and_groups(values.size, draws)
    return np.bincount(sets, values, draws).astype(np.float64)


def kurtosis(values: FloatArray) -> float:
    """How much heavier the tails are than the normal's (excess kurtosis); 0 for what does not vary."""
    from_mean = values - np.mean(values)
    square = float(np.mean(from_mean**2))
    return float(np.mean(from_mean**4)) / square**2 - 3 if square > 0 else 0.0


def few_sets(draws: int) -> str:
    """What is said where there are fewer sets than an interval needs."""
    return f"an interval over parameter sets needs {ENOUGH} of them; there are {draws}"


def of_quantile(values: FloatArray, q: float, draws: int, level: float = LEVEL) -> Estimate:
    """The `q` quantile of `values`, or of pairs (shape (n, 2)) how much that of the second is above the first's."""

    def figure(part: FloatArray) -> float:
        found = np.quantile(part, q, axis=0)
        return float(found if part.ndim == 1 else found[1] - found[0])

    found = over_sets(figure, values, draws, level)
    if found.n and draws < ENOUGH:
        return enough.without(found, few_sets(draws))
    needed = SCRAMBLINGS * math.ceil(round(enough.BEYOND / min(q, 1 - q), 6))
    if 0 < found.n < needed:
        return enough.without(found, f"the interval of this quantile over parameter sets needs {needed:,} histories")
    return found if found.se > 0 else enough.without(found, "too many histories have the same value for an interval")


def of_difference(found: Estimate, differences: FloatArray, draws: int, level: float = LEVEL) -> Estimate:
    """The mean of `differences` within pairs over sets; where none differs what `found`, of the histories, says.

    That is a bound for shares, and nothing for means: no width is not "exactly".
    """
    if not np.any(np.nan_to_num(differences)):
        told = replace(found, note=enough.none_differs(found.n)) if found.n else found
        return told if told.low < told.high else enough.without(told, told.note)
    return of_mean(differences, draws, level)
