"""Who was still at risk, and what ended then: the counts under every life table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RiskSets:
    """Counts at each distinct time (days): 0, every time at which something ended, and the last follow-up.

    `at_risk[j]` counts the durations of at least `time[j]` (what is censored at a time is still at risk then);
    `ended[c, j]` counts those that ended at `time[j]` by cause c + 1. Durations that tie are counted together.
    """

    time: FloatArray
    at_risk: IntArray
    ended: IntArray

    @property
    def all_ended(self) -> IntArray:
        """How many ended at each time, whatever the cause."""
        total: IntArray = self.ended.sum(axis=0)
        return total

    @property
    def left(self) -> FloatArray:
        """How many of those at risk outlived each time."""
        return (self.at_risk - self.all_ended).astype(np.float64)

    @property
    def survival(self) -> FloatArray:
        """Kaplan and Meier's estimate: the share that outlives each time."""
        kept: FloatArray = np.asarray(self.left / self.at_risk, dtype=np.float64)
        return np.asarray(np.cumprod(kept), dtype=np.float64)


def count(durations: npt.ArrayLike, causes: npt.ArrayLike, n_causes: int) -> RiskSets:
    """Count risk sets, exactly with ties.

    durations: days, finite and at least 0, shape (n,). causes: 0 where censored, else 1..n_causes, shape (n,).
    Raises ValueError where there is no duration, where one is negative or missing, or where a cause is unknown.
    """
    days, cause = np.asarray(durations, dtype=np.float64), np.asarray(causes, dtype=np.int64)
    if days.ndim != 1 or days.shape != cause.shape:
        raise ValueError(f"durations {days.shape} and causes {cause.shape} must be two lists of one length")
    if days.size == 0:
        raise ValueError("there is no duration to count")
    if not (np.isfinite(days).all() and (days >= 0).all()):
        raise ValueError("durations must be finite and not negative")
    if cause.min() < 0 or cause.max() > n_causes:
        raise ValueError(f"causes must lie between 0 (censored) and {n_causes}")
    time = np.unique(np.concatenate([[0.0], days[cause > 0], [days.max()]]))
    at_risk = days.size - np.searchsorted(np.sort(days), time, side="left")
    ended = [np.bincount(np.searchsorted(time, days[cause == c]), minlength=time.size) for c in range(1, n_causes + 1)]
    return RiskSets(time, at_risk.astype(np.int64), np.array(ended, dtype=np.int64).reshape(n_causes, time.size))


def ratio(above: npt.ArrayLike, below: npt.ArrayLike) -> FloatArray:
    """`above / below` with 0 where `below` is 0: the last risk set may empty, and what it adds is then nothing."""
    top, bottom = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    return np.divide(top, bottom, out=np.zeros(np.broadcast(top, bottom).shape), where=bottom != 0)
