"""Paired statements: run by run, or on average.

Run by run the false-alarm rate is 0: one replicate against the statement refutes it. Every comparison also demands
that some replicate differs, or it would say nothing about what was varied.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.scenario import Scenario

from .runs import BARE, Changes, Runs, run

Both = tuple[Runs, Runs]


def both(path: str, low: Any, high: Any, settings: Changes, n: int, base: str | Scenario = BARE) -> Both:
    """The same luck with a low and a high value of one parameter (`*` in the path: for every kind)."""
    paths = [path.replace("*", kind) for kind in ("tacit", "partial", "complete")] if "*" in path else [path]
    made = [run({**settings, **dict.fromkeys(paths, value)}, n, base=base) for value in (low, high)]
    return made[0], made[1]


def day(runs: Runs, column: str) -> NDArray[np.float64]:
    """A day of the row; what has not come is infinitely far off."""
    return np.where(np.isnan(runs.rows[column]), np.inf, runs.rows[column])


def first_life(runs: Runs) -> NDArray[np.float64]:
    """Life of the spell in force at the start, to the horizon at most."""
    first = runs.spells[runs.spells["start"] == 0.0]
    life = np.zeros(len(runs.rows))
    life[first["replicate"]] = first["end"]
    assert (life > 0).all()
    return life


def never_less(low: NDArray[Any], high: NDArray[Any], what: str = "") -> None:
    """No replicate has less of it in `high`, and some have more."""
    against = np.flatnonzero(high < low)
    assert not len(against), (
        f"{what}: less in {len(against)} of {len(low)} replicates, first in {against[0]}: "
        f"{low[against[0]]} against {high[against[0]]}"
    )
    assert (high > low).any(), f"{what}: no replicate differs"


def more_on_average(low: NDArray[Any], high: NDArray[Any], what: str = "") -> None:
    """The paired mean difference is above 0, by 3.7 of its standard errors or more.

    Were there no effect, this would pass with a probability of 1e-4. Every effect asserted here is eight errors or
    more, so that sound rules fail it with a probability of at most 1e-5 if the draws change.
    """
    difference = np.asarray(high, dtype=float) - np.asarray(low, dtype=float)
    error = float(np.std(difference, ddof=1)) / math.sqrt(len(difference))
    mean = float(np.mean(difference))
    assert mean > 3.7 * error, f"{what}: mean difference {mean:.4g}, standard error {error:.2g}"
