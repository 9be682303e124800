"""What each of several switches contributes to an outcome, from the outcome under every combination of them.

The Shapley value of a switch is the mean, over all orders in which the switches could be turned on, of what turning it
on adds (Shapley 1953; for conditions of a model by full factorial, Plischke, Rabitti and Borgonovo 2021). The values of
all switches add exactly to all on less all off. Designs are numbered by bits: switch `i` is on in design `d` if
`d >> i & 1`. Every design has the same histories (the same luck), so that each contribution is a mean of contributions
to single histories, and its interval is paired.
"""

from __future__ import annotations

from collections.abc import Callable
from math import comb
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def contributions(values: Floats) -> Floats:
    """Shapley values, shape (switches, histories), of `values`, shape (2^switches, histories)."""
    k = _switches(values)
    weights = np.array([1.0 / (k * comb(k - 1, size)) for size in range(k)])
    designs = np.arange(len(values))
    sizes = _sizes(designs)
    made = np.empty((k, values.shape[1]))
    for i in range(k):
        off = designs[designs >> i & 1 == 0]
        made[i] = weights[sizes[off]] @ (values[off | 1 << i] - values[off])
    return made


def alone(values: Floats) -> Floats:
    """What each switch adds when every other is off, shape (switches, histories)."""
    return np.array([values[1 << i] - values[0] for i in range(_switches(values))])


def last(values: Floats) -> Floats:
    """What each switch adds when every other is on: what is lost when it is removed, shape (switches, histories)."""
    every = len(values) - 1
    return np.array([values[every] - values[every & ~(1 << i)] for i in range(_switches(values))])


def interactions(values: Floats) -> dict[tuple[int, int], Floats]:
    """The Shapley interaction index of each pair, shape (histories,) each (Grabisch and Roubens 1999).

    Above 0, the two add more together than each for itself, on average over the states of the others.
    """
    k = _switches(values)
    designs = np.arange(len(values))
    sizes = _sizes(designs)
    made = {}
    for i in range(k):
        for j in range(i + 1, k):
            off = designs[(designs >> i & 1 == 0) & (designs >> j & 1 == 0)]
            weights = np.array([1.0 / ((k - 1) * comb(k - 2, size)) for size in range(k - 1)])
            made[i, j] = weights[sizes[off]] @ _second(lambda d: values[d], off, i, j)
    return made


def removed_pairs(values: Callable[[int], Floats], k: int) -> dict[tuple[int, int], Floats]:
    """The interaction of each pair where every other switch is on, from the designs with at most two off."""
    every = (1 << k) - 1
    return {(i, j): _second(values, every & ~(1 << i) & ~(1 << j), i, j) for i in range(k) for j in range(i + 1, k)}


def _second(values: Callable[[Any], Floats], off: Any, i: int, j: int) -> Floats:
    """The second difference: both on, less each alone, plus neither."""
    return values(off | 1 << i | 1 << j) - values(off | 1 << i) - values(off | 1 << j) + values(off)


def _sizes(designs: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many switches are on in each design."""
    return np.array([int(design).bit_count() for design in designs])


def _switches(values: Floats) -> int:
    return len(values).bit_length() - 1
