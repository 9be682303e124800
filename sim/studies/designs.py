"""Where in the space of parameters a study looks: grids, Latin hypercubes, scrambled Sobol points.

A design says nothing about the model. It is made from axes (a path and its values, or a distribution) and a seed,
and the same arguments give the same points whatever else runs. All points of a study share their luck: point and
replicate are chosen apart, so that a difference between two points is never a difference of seeds.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.scenario.parameter import Parameter

DESIGN_STREAM = 0x51ED
"""Second word of the entropy of every design, so that a design and a history never share a stream."""


def grid(axes: Mapping[str, Sequence[object]]) -> list[dict[str, object]]:
    """Every combination of the values of `axes`; the last axis varies fastest.

    Raises ValueError if there is no axis or one has no value. One dict `{path: value}` a point.
    """
    if not axes:
        raise ValueError("a grid needs at least one parameter to vary")
    empty = [path for path, values in axes.items() if len(values) == 0]
    if empty:
        raise ValueError(f"no values given for {', '.join(empty)}")
    return [dict(zip(axes, values, strict=True)) for values in itertools.product(*axes.values())]


def steps(low: float, high: float, count: int) -> list[float]:
    """`count` evenly spaced values from `low` to `high`, both included and exact.

    Each value is `low + (high - low) * k / (count - 1)` rounded to 12 significant digits, so that 0:1:11 gives 0.3,
    not 0.30000000000000004: these numbers are printed, and become the keys of the table.
    """
    if count < 1:
        raise ValueError(f"needs at least 1 step, not {count}")
    if count == 1:
        if low != high:
            raise ValueError(f"one step from {low:g} to {high:g}: say at least 2, or give one value")
        return [low]
    inner = [float(f"{low + (high - low) * k / (count - 1):.12g}") for k in range(1, count - 1)]
    return [low, *inner, high]


def latin_hypercube(dimensions: int, points: int, seed: int) -> NDArray[np.float64]:
    """Latin hypercube in the unit cube, shape (points, dimensions): a point in each of `points` slices of each axis."""
    from scipy.stats import qmc

    return np.asarray(qmc.LatinHypercube(d=dimensions, rng=_generator(seed)).random(points))


def sobol(dimensions: int, points: int, seed: int) -> NDArray[np.float64]:
    """Scrambled Sobol points in the unit cube, shape (points, dimensions) (Owen scrambling, SciPy).

    The first `points` of the sequence: a larger number later keeps the earlier points. Balance needs a power of 2;
    another number is allowed, as a prefix of the sequence is still well spread.
    """
    return _sobol(dimensions, points, _generator(seed))


def scrambled(dimensions: int, points: int, seed: int, scramblings: int) -> NDArray[np.float64]:
    """Points of so many independent scramblings of the Sobol sequence in turn, shape (points, dimensions).

    Point k is of scrambling k modulo `scramblings`, so that a larger number of points keeps the earlier ones. One
    scrambling is `sobol`.
    """
    if scramblings == 1:
        return sobol(dimensions, points, seed)
    each = -(-points // scramblings)
    parts = [_sobol(dimensions, each, _generator(seed, one)) for one in range(1, scramblings + 1)]
    return np.stack(parts, axis=1).reshape(-1, dimensions)[:points]


def saltelli_design(factors: int, rows: int, seed: int) -> NDArray[np.float64]:
    """Points in the unit cube, shape (rows, factors + 2, factors): for each row A, B, AB_1 ... AB_d.

    `rows` is a power of 2 (ValueError otherwise): the estimators rely on the balance of the Sobol sequence.
    """
    if rows < 2 or rows & (rows - 1):
        raise ValueError(f"the number of rows is a power of 2 (64, 128, 256, 512, ...), not {rows}")
    both = sobol(2 * factors, rows, seed)
    a, b = both[:, :factors], both[:, factors:]
    design = np.repeat(a[:, np.newaxis, :], factors + 2, axis=1)
    design[:, 1, :] = b
    factor = np.arange(factors)
    design[:, 2 + factor, factor] = b
    return design


def _sobol(dimensions: int, points: int, random: np.random.Generator) -> NDArray[np.float64]:
    from scipy.stats import qmc

    bits = max(1, math.ceil(math.log2(max(points, 1))))
    # Drawing a whole power of 2 and cutting keeps SciPy's warning about balance for those who call it unaware.
    whole = qmc.Sobol(d=dimensions, scramble=True, bits=64, rng=random).random_base2(bits)
    return np.asarray(whole[:points])


def _generator(seed: int, *words: int) -> np.random.Generator:
    return np.random.default_rng([seed & (2**64 - 1), DESIGN_STREAM, *words])


def every_word(parameter: Parameter) -> str:
    """All values of a parameter that is a word, as `--vary` takes them: `none,tacit`."""
    return ",".join(str(value).lower() for value in parameter.allowed)
