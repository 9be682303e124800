"""How long things last, and what ends them: Kaplan-Meier and Aalen-Johansen, exact with ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

from sim.outcomes.intervals import LEVEL, wilson_limits, z_value
from sim.outcomes.restricted import restricted_difference as restricted_difference
from sim.outcomes.restricted import restricted_mean as restricted_mean
from sim.outcomes.risk_sets import FloatArray, IntArray, RiskSets, SortedLives, count, ratio

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class KaplanMeier:
    """Share that lasts longer than each time (a step function, from the right), with pointwise limits.

    `time` in days: 0, every time at which something ended, the last follow-up. All arrays have its shape.
    """

    time: FloatArray
    survival: FloatArray
    low: FloatArray
    high: FloatArray
    at_risk: IntArray

    def at(self, days: npt.ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Survival and its limits at the given days; NaN after the last follow-up (unless nobody was left)."""
        place = np.searchsorted(self.time, np.asarray(days, dtype=np.float64), side="right") - 1
        beyond = (np.asarray(days) > self.time[-1]) & (self.survival[-1] > 0)
        step = [np.where(beyond, np.nan, line[place]) for line in (self.survival, self.low, self.high)]
        return step[0], step[1], step[2]

    def median(self) -> float:
        """The first time at which at most half are left; NaN where more than half outlive the follow-up."""
        reached = np.flatnonzero(self.survival <= 0.5)
        return float(self.time[reached[0]]) if reached.size else float("nan")


def kaplan_meier(
    durations: npt.ArrayLike,
    observed: npt.ArrayLike,
    level: float = LEVEL,
    read_at: Sequence[float] | None = None,
) -> KaplanMeier:
    """Kaplan and Meier's estimate with pointwise log-log limits on Greenwood's variance.

    durations: days, shape (n,). observed: true where the end was seen, false where censored, shape (n,).
    The log-log limits do not exist at 1 and at 0: before anything has ended the lower limit is Wilson's for those at
    risk, and once nobody is left the upper limit stays where it was. With `read_at` the curve keeps only the steps that
    answer for those days and for the median: of a million steps a few. Raises ValueError as `risk_sets.SortedLives`.
    """
    lives = SortedLives(durations, np.asarray(observed, dtype=bool), 1)
    steps = []
    survival, greenwood = 1.0, 0.0
    for sets in lives.blocks():
        share = sets.survival_from(survival)
        terms = ratio(sets.all_ended, sets.at_risk * sets.left)
        terms[0] += greenwood
        spread = np.cumsum(terms)
        survival, greenwood = float(share[-1]), float(spread[-1])
        kept = slice(None) if read_at is None else _that_answer(sets.time, share, read_at)
        steps.append((sets.time[kept], share[kept], spread[kept], sets.at_risk[kept]))
    time, left, spread, at_risk = (np.concatenate(column) for column in zip(*steps, strict=True))
    return KaplanMeier(time, left, *_limits(left, spread, at_risk, level), at_risk)


def _that_answer(time: FloatArray, survival: FloatArray, days: Sequence[float]) -> IntArray:
    """The steps of a block that may answer for `days` and for the median, and its last (two, should nobody be left)."""
    half, alive = np.flatnonzero(survival <= 0.5)[:1], np.flatnonzero(survival > 0)[-1:]
    on_days = np.searchsorted(time, days, side="right") - 1
    return np.unique(np.concatenate([on_days[on_days >= 0], half, alive, [time.size - 1]]))


def _limits(
    survival: FloatArray, greenwood: FloatArray, at_risk: IntArray, level: float
) -> tuple[FloatArray, FloatArray]:
    low, high = _log_log_limits(survival, survival * np.sqrt(greenwood), level)
    whole = survival == 1
    low[whole] = wilson_limits(survival[whole], at_risk[whole], level)[0]
    high[whole] = 1.0
    gone = survival == 0
    low[gone], high[gone] = 0.0, high[~gone][-1] if (~gone).any() else 1.0
    return low, high


def cumulative_incidence(
    durations: npt.ArrayLike, causes: npt.ArrayLike, cause_names: Sequence[str], level: float = LEVEL
) -> pl.DataFrame:
    """Share ended by each cause up to each time, the causes competing (Aalen and Johansen 1978), with limits.

    durations: days, shape (n,). causes: 0 where censored, else k for `cause_names[k - 1]`, shape (n,).
    Returns a tidy frame `cause, day, share, low, high, se, at_risk`: one row a cause and time, causes in the order
    given. The shares of all causes and of what is left add to 1 at every time. Limits are log-log; before a cause has
    been seen its upper limit is Wilson's. Raises ValueError as `risk_sets.SortedLives`.
    """
    sets = count(durations, causes, len(cause_names))
    frames = []
    for row, name in enumerate(cause_names):
        share, se = _incidence(sets, row)
        low, high = _incidence_limits(share, se, sets, level)
        columns = {"day": sets.time, "share": share, "low": low, "high": high, "se": se, "at_risk": sets.at_risk}
        frames.append(pl.DataFrame({"cause": pl.repeat(name, sets.time.size, eager=True), **columns}))
    return pl.concat(frames)


def _incidence(sets: RiskSets, row: int) -> tuple[FloatArray, FloatArray]:
    """Cumulative incidence of one cause and its standard error at each time.

    With hazards `l` (all) and `k` (this cause) at time j, survival `S` just before and `G = F(t) - F(j)` still to
    come, F moves by `S dk - G dl / (1 - l)`; with multinomial counts the variance is the sum over j <= t of
    `S^2 k (1 - k) / Y + G^2 l / (Y (1 - l)) - 2 S G k / Y` (the delta method; with nothing censored it is F(1-F)/n).
    """
    before = np.concatenate([[1.0], sets.survival[:-1]])
    own = sets.ended[row] / sets.at_risk
    share = np.cumsum(before * own)
    spread = np.cumsum(before**2 * own * (1 - own) / sets.at_risk)
    later = ratio(sets.all_ended, sets.at_risk * sets.left)
    shared = before * own / sets.at_risk
    # Sums of a_j (F(t) - F_j)^2 and of b_j (F(t) - F_j) over j <= t, from running sums: linear in the times.
    squares = share**2 * np.cumsum(later) - 2 * share * np.cumsum(later * share) + np.cumsum(later * share**2)
    crossed = share * np.cumsum(shared) - np.cumsum(shared * share)
    return share, np.sqrt(np.maximum(spread + squares - 2 * crossed, 0.0))


def _incidence_limits(share: FloatArray, se: FloatArray, sets: RiskSets, level: float) -> tuple[FloatArray, FloatArray]:
    low, high = _log_log_limits(share, se, level)
    # A sum of steps misses 1 by roundings.
    none, every = share == 0, share > 1 - 1e-12
    low[none], high[none] = 0.0, wilson_limits(0.0, sets.at_risk[none], level)[1]
    low[every], high[every] = wilson_limits(1.0, np.full(int(every.sum()), sets.at_risk[0]), level)[0], 1.0
    return low, high


def _log_log_limits(share: FloatArray, se: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Limits symmetric on the scale `log(-log share)`; NaN where the share is 0 or 1."""
    inside = (share > 0) & (share < 1)
    p = np.where(inside, share, 0.5)
    # Beyond exp(700) a float ends; the limits are 0 and 1 long before.
    reach = np.exp(np.minimum(z_value(level) * se / np.abs(p * np.log(p)), 700.0))
    low, high = p**reach, p ** (1 / reach)
    return np.where(inside, low, np.nan), np.where(inside, high, np.nan)
