"""Who was still at risk, and what ended then: the counts under every life table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RiskSets:
    """Counts at each distinct time (days): 0, every time at which something ended, and the last follow-up.

    `at_risk[j]` counts the durations of at least `time[j]` (what is censored at a time is still at risk then);
    `ended[c, j]` counts those that ended at `time[j]` by cause c + 1. Durations that tie are counted together.
    `censored[j]` counts those that were censored from then to before the next time; `until` is the time after the last.
    """

    time: FloatArray
    at_risk: IntArray
    ended: IntArray
    censored: IntArray
    until: float

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
        return self.survival_from(1.0)

    def survival_from(self, before: float) -> FloatArray:
        """The same where the share `before` outlived the times of an earlier block."""
        kept: FloatArray = np.asarray(self.left / self.at_risk, dtype=np.float64)
        kept[0] *= before
        return np.asarray(np.cumprod(kept), dtype=np.float64)


BLOCK = 65_536
"""Ends that are counted at once: what counting a million lives takes besides their days, sorted."""


class SortedLives:
    """Lives in order of their days, counted a block of times at a time.

    durations: days, finite and at least 0, shape (n,). causes: 0 where censored, else 1..n_causes, shape (n,).
    What is held are the days once more; a block takes no more than its share, however many lives there are.
    `block` are the ends of a cause in one (0: `BLOCK`).
    Raises ValueError where there is no duration, where one is negative or missing, or where a cause is unknown.
    """

    def __init__(self, durations: npt.ArrayLike, causes: npt.ArrayLike, n_causes: int, block: int = 0) -> None:
        """Check and sort."""
        days, cause = np.asarray(durations, dtype=np.float64), np.asarray(causes)
        if days.ndim != 1 or days.shape != cause.shape:
            raise ValueError(f"durations {days.shape} and causes {cause.shape} must be two lists of one length")
        if days.size == 0:
            raise ValueError("there is no duration to count")
        if not (np.isfinite(days).all() and (days >= 0).all()):
            raise ValueError("durations must be finite and not negative")
        if cause.min() < 0 or cause.max() > n_causes:
            raise ValueError(f"causes must lie between 0 (censored) and {n_causes}")
        self.n, self._last = days.size, float(days.max())
        self._censored, *self._ended = (days[cause == code] for code in range(n_causes + 1))
        for one in (self._censored, *self._ended):
            one.sort()
        step = block or BLOCK
        starts = np.unique(np.concatenate([[0.0], *(one[step::step] for one in self._ended)]))
        self._edges = [*starts.tolist(), np.inf]

    def blocks(self) -> Iterator[RiskSets]:
        """Risk sets of consecutive times; those of all blocks, one after another, are those of `count`."""
        at_risk = self.n
        for low, high in pairwise(self._edges):
            censored, *ended = (_between(one, low, high) for one in (self._censored, *self._ended))
            time = np.unique(np.concatenate([[low], *ended, [self._last] if high == np.inf else []]))
            ended_at = [_steps(one, time) for one in ended]
            censored_at = _steps(censored, time)
            gone = np.cumsum(censored_at + sum(ended_at))
            before = np.concatenate([[0], gone[:-1]])
            yield RiskSets(time, at_risk - before, np.array(ended_at).reshape(len(ended), time.size), censored_at, high)
            at_risk -= int(gone[-1])


def _between(days: FloatArray, low: float, high: float) -> FloatArray:
    return days[np.searchsorted(days, low) : np.searchsorted(days, high)]


def _steps(days: FloatArray, time: FloatArray) -> IntArray:
    """How many of the sorted `days` lie from each time to before the next."""
    return np.diff(np.searchsorted(days, time), append=days.size).astype(np.int64)


def count(durations: npt.ArrayLike, causes: npt.ArrayLike, n_causes: int) -> RiskSets:
    """Count risk sets, exactly with ties; arguments and errors as those of `SortedLives`."""
    (whole,) = SortedLives(durations, causes, n_causes, block=np.size(durations) + 1).blocks()
    return whole


def ratio(above: npt.ArrayLike, below: npt.ArrayLike) -> FloatArray:
    """`above / below` with 0 where `below` is 0: the last risk set may empty, and what it adds is then nothing."""
    top, bottom = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    return np.divide(top, bottom, out=np.zeros(np.broadcast(top, bottom).shape), where=bottom != 0)
