"""From the outcomes of all designs to contributions, interactions and their paired intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.outcomes import enough, shapley
from sim.outcomes.estimates import estimate
from sim.outcomes.headlines import Headline
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

    Conditions are numbered as in `Conditions.ids`. `off` is None where only pairs were asked for.
    """

    on: Estimate
    off: Estimate | None
    contributions: tuple[Contribution, ...]
    interactions: dict[tuple[int, int], Estimate]

    @property
    def all_on(self) -> float:
        """The outcome with all conditions on."""
        return self.on.value

    @property
    def all_off(self) -> float | None:
        """The outcome with all conditions off."""
        return None if self.off is None else self.off.value


def weigh(values: Mapping[int, Floats], place: int, outcome: Headline) -> Weighed:
    """Weigh the outcome at `place` from every design's values, shape (histories, outcomes) each."""
    table = np.array([values[design][:, place] for design in range(len(values))])
    parts = zip(shapley.contributions(table), shapley.alone(table), shapley.last(table), strict=True)
    return Weighed(
        estimate(outcome, table[-1]),
        estimate(outcome, table[0]),
        tuple(Contribution(_adds(value), _adds(alone), _adds(last)) for value, alone, last in parts),
        {pair: _adds(found) for pair, found in shapley.interactions(table).items()},
    )


def weigh_pairs(values: Mapping[int, Floats], place: int, outcome: Headline) -> Weighed:
    """Weigh removals of one and of two from the designs with at most two conditions off."""

    def of(design: int) -> Floats:
        return values[design][:, place]

    k = max(values).bit_length()
    every = (1 << k) - 1
    removed = tuple(Contribution(None, None, _adds(of(every) - of(every & ~(1 << i)))) for i in range(k))
    pairs = {pair: _adds(found) for pair, found in shapley.removed_pairs(of, k).items()}
    return Weighed(estimate(outcome, of(every)), None, removed, pairs)


def shown_limits(one: Estimate) -> tuple[float | None, float | None]:
    """The limits that are shown; None where the note says that the histories support none."""
    return (None, None) if one.note else one.limits


def _adds(to_histories: Floats) -> Estimate:
    """The mean of what is added to each history, shape (n,).

    Where too few histories carry it the note says so. Student's limits stay for the machine-readable summary, which
    promises numbers; nothing shows them.
    """
    usual = mean(to_histories)
    told = enough.of_difference(usual, to_histories)
    return replace(usual, note=told.note) if told.note else told
