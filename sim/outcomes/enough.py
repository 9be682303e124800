"""When an interval is worth printing: how many histories a figure rests on, and what is said where those are too few.

A 95% interval of a mean holds the truth in 95 of 100 samples only if enough histories carry the mean. Where one in a
hundred makes all of it, a sample of thirty most often has none, and its interval is wrong with confidence. So what is
counted is not the histories but those that matter, and with fewer than `CARRIERS` of them no interval is given.
docs/intervals.md has the table that these limits come from.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sim.outcomes.intervals import LEVEL, Estimate, around, present, z_value
from sim.outcomes.paired_shares import likely_limits

CARRIERS = 10
"""Histories that have to carry a mean or a difference before it gets an interval."""
BEYOND = 20
"""Histories that have to lie beyond a quantile, on its shorter side, before a difference of it gets an interval."""

_MARGIN = 1.3


def rests_on(values: npt.ArrayLike) -> float:
    """How many histories carry a mean: all that are not 0 if they are alike, fewer if a few of them make most of it.

    The square of the sum of the sizes over the sum of their squares (Kish 1965, for weights); 0 where all are 0.
    """
    sizes = np.abs(present(values))
    squares = float(np.sum(sizes * sizes))
    return float(np.sum(sizes)) ** 2 / squares if squares > 0 else 0.0


def of_mean(
    found: Estimate, values: npt.ArrayLike, level: float = LEVEL, *, moves: npt.ArrayLike | None = None
) -> Estimate:
    """`found`, a mean of `values` with its standard error, with the interval that they support, or why there is none.

    Student's interval with one degree of freedom less than there are histories that carry the mean, moved to the side
    of the longer tail. `moves` are what each history moves in the figure, where that is not its value.
    """
    return supported(found, rests_on(values), lopsided(values if moves is None else moves), level)


def supported(found: Estimate, carriers: float, skewness: float, level: float = LEVEL) -> Estimate:
    """The same of a mean that rests on so many `carriers`, whose histories move it as lopsidedly as `skewness` says."""
    if found.n < 2:
        return without(found, "one history has no interval") if found.n else found
    if not found.se > 0:
        return without(found, f"the same in all {found.n:,} histories")
    if carriers < CARRIERS:
        return without(found, few(carriers, found.n))
    usual = around(found.value, found.se, found.n, carriers - 1, level)
    shift = found.se * float(leaning(skewness, level))
    return replace(usual, low=usual.low + shift, high=usual.high + shift)


def lopsided(moves: npt.ArrayLike) -> float:
    """The skewness of a mean whose histories move it by `moves`, to the right where it is positive; NaN left out."""
    given = present(moves)
    if not given.size:
        return 0.0
    from_mean = given - np.mean(given)
    powers = from_mean * from_mean
    squares = float(np.sum(powers))
    powers *= from_mean  # as a power of 3 it took half the time of a summary
    return float(np.sum(powers)) / squares**1.5 if squares > 0 else 0.0


def leaning(skewness: npt.ArrayLike, level: float = LEVEL) -> npt.NDArray[np.float64]:
    """Standard errors by which limits move for so much skewness: half of what Cornish and Fisher's expansion says.

    The whole, `(1 + 2 z^2) / 6` (Hall 1992), overshoots where the skewness itself rests on ten or twenty histories, and
    none leaves too many misses on the side of the tail; docs/intervals.md has what the half covers. Skewness counts no
    more than ten alike histories have: what is above that is the chance of one or two of them.
    """
    most = 1 / math.sqrt(CARRIERS)
    return np.clip(np.asarray(skewness, dtype=np.float64), -most, most) * (1 + 2 * z_value(level) ** 2) / 12


def of_quantile(found: Estimate, q: float, level: float = LEVEL) -> Estimate:
    """`found`, a quantile, without its interval where that has one end only or no width, saying so."""
    if found.n and (math.isnan(found.low) or math.isnan(found.high)):
        needed = math.ceil(math.log((1 - level) / 2) / math.log(1 - min(q, 1 - q)))
        return without(found, f"the interval of this quantile needs {needed:,} histories")
    if found.n and found.low == found.high:
        return without(found, "too many histories have this same value for an interval")
    return found


def of_difference(
    found: Estimate, differences: npt.ArrayLike, level: float = LEVEL, *, moves: npt.ArrayLike | None = None
) -> Estimate:
    """`found`, a mean of `differences` within pairs: as `of_mean`, and of pairs none of which differs it says that."""
    if found.n > 1 and not np.any(present(differences)):
        return without(found, none_differs(found.n))
    return of_mean(found, differences, level, moves=moves)


def of_shares(found: Estimate, differences: npt.ArrayLike, level: float = LEVEL) -> Estimate:
    """`found`, a difference of two shares over the same histories, each -1, 0 or 1, with its likely limits.

    Where no history has the event in one only, its limits stay: they bound what the next histories may still show.
    """
    apart = np.asarray(differences)
    gained, lost = int(np.count_nonzero(apart > 0)), int(np.count_nonzero(apart < 0))
    if not gained + lost:
        return replace(found, note=none_differs(found.n)) if found.n else found
    if found.n < 2 or gained + lost < CARRIERS:
        return without(found, few(gained + lost, found.n) if found.n > 1 else "one history has no interval")
    low, high = likely_limits(gained, lost, found.n, CARRIERS, level)
    return replace(found, low=low, high=high)


def of_quantiles(found: Estimate, differences: npt.ArrayLike, q: float) -> Estimate:
    """`found`, a difference of the `q` quantiles of pairs, without an interval where too few lie beyond them."""
    if found.n and not np.any(present(differences)):
        return without(found, none_differs(found.n))
    needed = math.ceil(round(BEYOND / min(q, 1 - q), 6))
    if found.n < needed:
        return without(found, f"the interval of this difference needs {needed:,} histories")
    if not found.low < found.high:
        return without(found, "too many histories have the same value for an interval")
    return found


def without(found: Estimate, why: str) -> Estimate:
    """The estimate with the reason in place of its interval."""
    return replace(found, low=math.nan, high=math.nan, note=why)


def none_differs(n: int) -> str:
    """What is said of pairs that are equal so far."""
    return f"none of {n:,} histories differs"


def few(carriers: float, n: int) -> str:
    """What is said where fewer than `CARRIERS` of `n` histories carry a figure: how many, and how many it takes."""
    needed = n * CARRIERS / max(carriers, 0.5) * _MARGIN
    digits = 1 - math.floor(math.log10(needed))
    about = math.ceil(round(needed * 10**digits, 6)) / 10**digits
    return f"rests on {max(round(carriers), 1)} of {n:,} histories; an interval needs about {about:,.0f}"


def in_short(note: str) -> str:
    """A note in a word or two, for a narrow table; nothing for none."""
    return next((words for start, words in SHORT.items() if note.startswith(start)), "")


SHORT = {
    "none of": "none differs",
    "rests on": "too few",
    "carried by": "too few sets",
    "an interval over": "too few sets",
    "the interval of": "too few",
    "the same": "all the same",
    "too many": "too many ties",
    "one history": "one history",
    "cannot": "cannot happen",
    "not asked": "not asked",
    "exactly": "exactly",
    "it may never": "may be never",
}
"""Starts of notes, and each in a word or two."""
