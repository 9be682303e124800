"""Proper scores of forecasts against what was observed (Gneiting and Raftery 2007; lower is better in all of them).

A forecast is a probability, or a sample of equally likely numbers. What was observed is not always known: it is a set
of equally likely values, one if it is certain, and a score is the mean over them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LEVELS = (0.5, 0.8, 0.9)
"""Levels of the central intervals whose coverage is told."""


@dataclass(frozen=True)
class Observed:
    """What came: equally likely values (0 or 1 for a proposition), with the figure itself as `value`."""

    value: float
    values: tuple[float, ...]


def certain(value: float) -> Observed:
    """A figure that is known."""
    return Observed(float(value), (float(value),))


def between(value: float, low: float, high: float, *, whole: bool) -> Observed:
    """A figure known to lie from `low` to `high`: every whole number there, or 21 numbers evenly spread.

    >>> between(2, 1, 3, whole=True).values
    (1.0, 2.0, 3.0)
    """
    if low == high:
        return certain(value)
    spread = np.arange(math.ceil(low), math.floor(high) + 1) if whole else np.linspace(low, high, 21)
    return Observed(float(value), tuple(float(x) for x in spread))


@dataclass(frozen=True)
class Chance:
    """A forecast of a proposition: its probability. `n` histories stand behind it, or None for one stated outright."""

    p: float
    n: int | None = None

    @property
    def bounded(self) -> float:
        """The probability that logarithms take: of n histories (k + 1/2) / (n + 1), so that none is ever infinite."""
        n = 1000 if self.n is None else self.n
        return (self.p * n + 0.5) / (n + 1)


def brier(p: float, observed: Observed) -> float:
    """The squared error of a probability (Brier 1950).

    >>> round(brier(0.3, certain(1)), 6)
    0.49
    """
    return float(np.mean([(p - came) ** 2 for came in observed.values]))


def log_score(chance: Chance, observed: Observed) -> float:
    """Minus the natural logarithm of the probability of what came, in nats."""
    p = chance.bounded
    return float(np.mean([-math.log(p if came else 1 - p) for came in observed.values]))


def crps(sample: Floats, observed: Observed) -> float:
    """The continuous ranked probability score of an ensemble, in the unit of what is forecast.

    `E|X - y| - E|X - X'| / 2` over the ensemble as it is (Hersbach 2000); for a point it is the absolute error.

    >>> round(crps(np.array([1.0, 2.0, 4.0]), certain(2)), 6)
    0.333333
    """
    x = np.sort(np.asarray(sample, dtype=np.float64))
    n = x.size
    spread = float(np.sum((2 * np.arange(1, n + 1) - n - 1) * x)) / (n * n)
    return float(np.mean([np.mean(np.abs(x - y)) for y in observed.values])) - spread


def surprise(sample: Floats, observed: Observed) -> float:
    """Minus the natural logarithm of the probability that the ensemble gives to a whole number, in nats.

    Half a case is added to each whole number up to the largest seen or observed, so that what no history shows is
    unlikely and not impossible.
    """
    cells = int(max(np.max(sample), max(observed.values))) + 2
    counts = np.bincount(np.asarray(sample, dtype=np.int64), minlength=cells) + 0.5
    return float(np.mean([-math.log(counts[int(y)] / counts.sum()) for y in observed.values]))


def ignorance(nats: float) -> float:
    """A logarithmic score in bits (Roulston and Smith 2002)."""
    return nats / math.log(2)


def pit(sample: Floats, observed: Observed) -> tuple[float, float]:
    """The ends of the probability integral transform: the shares of the ensemble below, and up to, what came.

    For whole numbers they differ, and the transform is uniform between them (Czado, Gneiting and Held 2009).
    """
    x = np.asarray(sample, dtype=np.float64)
    below = float(np.mean([np.mean(x < y) for y in observed.values]))
    up_to = float(np.mean([np.mean(x <= y) for y in observed.values]))
    return below, up_to


def inside(sample: Floats, observed: Observed, level: float) -> float:
    """How much of what was observed lies in the central interval of `level`, its ends included (1 or 0 if certain)."""
    low, high = np.quantile(sample, [(1 - level) / 2, (1 + level) / 2])
    return float(np.mean([low <= y <= high for y in observed.values]))


def pit_histogram(ends: list[tuple[float, float]], bins: int) -> Floats:
    """The mean PIT histogram, shape (bins,), with heights that average 1: flat where a forecaster is calibrated."""
    edges = np.linspace(0, 1, bins + 1)
    cumulative = np.zeros(bins + 1)
    for below, up_to in ends:
        if up_to > below:
            cumulative += np.clip((edges - below) / (up_to - below), 0, 1)
        else:
            cumulative += edges >= up_to
    heights: Floats = np.diff(cumulative) * bins / max(1, len(ends))
    return heights
