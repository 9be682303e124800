"""From the outcomes of all designs to contributions, interactions and their paired intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.outcomes import shapley
from sim.outcomes.intervals import Estimate, mean

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Contribution:
    """What one condition does to an outcome: its Shapley value, what it does alone, and when removed last."""

    value: Estimate | None
    """None where only pairs were asked for."""
    alone: Estimate | None
    last: Estimate


@dataclass(frozen=True)
class Weighed:
    """One outcome: all conditions on and off, each condition's contribution, and each pair's interaction.

    Conditions are numbered as in `Conditions.ids`. `all_off` is None where only pairs were asked for.
    """

    all_on: float
    all_off: float | None
    contributions: tuple[Contribution, ...]
    interactions: dict[tuple[int, int], Estimate]


def weigh(values: Mapping[int, Floats], place: int) -> Weighed:
    """Weigh the outcome at `place` from every design's values, shape (histories, outcomes) each."""
    table = np.array([values[design][:, place] for design in range(len(values))])
    parts = zip(shapley.contributions(table), shapley.alone(table), shapley.last(table), strict=True)
    return Weighed(
        float(table[-1].mean()),
        float(table[0].mean()),
        tuple(Contribution(mean(value), mean(alone), mean(last)) for value, alone, last in parts),
        {pair: mean(found) for pair, found in shapley.interactions(table).items()},
    )


def weigh_pairs(values: Mapping[int, Floats], place: int, k: int) -> Weighed:
    """Weigh removals of one and of two from the designs with at most two conditions off."""

    def of(design: int) -> Floats:
        return values[design][:, place]

    every = (1 << k) - 1
    removed = tuple(Contribution(None, None, mean(of(every) - of(every & ~(1 << i)))) for i in range(k))
    pairs = {pair: mean(found) for pair, found in shapley.removed_pairs(of, k).items()}
    return Weighed(float(of(every).mean()), None, removed, pairs)
