"""The plain arithmetic of `sim.model` over NumPy arrays: the same operations in the same order, so the same bits.

The polynomials are the model's own functions. Only what chooses between them is written again, with masks in place of
branches, and what looks into a float. A ufunc does one operation at a time, so that nothing can be contracted.
`tests/arithmetic` compares a million places with the scalar and with the compiled form.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.model import arithmetic, normal
from sim.model.arithmetic import LN2_HIGH, LN2_LOW, PER_LN2, ROUNDER

Floats = NDArray[np.float64]

_ROOT_HALF = np.float64(arithmetic.ROOT_HALF).view(np.int64)
_ONE = np.float64(1.0).view(np.int64)
_FRACTION = np.int64((1 << 52) - 1)
_TAIL = np.array(normal.TAIL).reshape(-1, normal.PIECE)


def exp(x: Floats) -> Floats:
    """e^x, as `arithmetic.exp`."""
    inside = np.clip(x, arithmetic.LEAST_EXP, arithmetic.MOST_EXP)
    k = (inside * PER_LN2 + ROUNDER) - ROUNDER
    power = ((k.astype(np.int64) + 1023) << 52).view(np.float64)
    made: Floats = arithmetic.exp_reduced(inside - k * LN2_HIGH, k * LN2_LOW) * power
    return np.where(x < arithmetic.LEAST_EXP, 0.0, np.where(x > arithmetic.MOST_EXP, np.inf, made))


def log(x: Floats) -> Floats:
    """Natural logarithm, as `arithmetic.log`."""
    made: Floats = arithmetic.log_split(*_split(np.maximum(x, arithmetic.LEAST_LOG)))
    return np.where(x < arithmetic.LEAST_LOG, -np.inf, made)


def _split(x: Floats) -> tuple[Floats, Floats]:
    """As `arithmetic.split`."""
    bits = x.view(np.int64) + (_ONE - _ROOT_HALF)
    return ((bits & _FRACTION) + _ROOT_HALF).view(np.float64), ((bits >> 52) - 1023).astype(np.float64)


def cos_of_turns(turns: Floats) -> Floats:
    """Cosine of so many full turns, as `arithmetic.cos_of_turns`."""
    whole = np.abs(turns - ((turns + ROUNDER) - ROUNDER))
    f = np.where(whole > 0.25, 0.5 - whole, whole)
    near = np.where(f < 0.125, arithmetic.cos_slant(f), arithmetic.cos_steep(f))
    made: Floats = np.where(f < 0.0625, arithmetic.cos_flat(f), near)
    turned: Floats = np.where(whole > 0.25, -made, made)
    return turned


def normal_quantile(mark: Floats) -> Floats:
    """Standard normal quantile, as `normal.normal`."""
    q = mark - 0.5
    made: Floats = normal.normal_middle(q)
    outer = np.abs(q) > normal.MIDDLE
    if outer.any():
        below = q[outer] < 0.0
        size = _tail(np.where(below, mark[outer], 1.0 - mark[outer]))
        made[outer] = np.where(below, -size, size)
    return made


def _tail(tail: Floats) -> Any:
    m, e = _split(tail)
    short = arithmetic.short_of_log(m, e)
    row = _TAIL[np.searchsorted(normal.BOUNDS, short - e * LN2_HIGH, side="right")].T
    d = np.minimum(short - (e * LN2_HIGH + row[0]), normal.HALF_OF_DEEPEST)
    z = d * d
    w = z * z
    first, then, last = ((row[i] + d * row[i + 1]) + z * (row[i + 2] + d * row[i + 3]) for i in (2, 6, 10))
    return row[1] + (first + w * (then + w * (last + w * (row[14] + d * row[15]))))
