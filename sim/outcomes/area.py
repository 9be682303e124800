"""The area under a survival curve, and what each observation moves in it: what restricted means are made of.

The moves are the influence of each observation over n. At each time j, with d ended of Y at risk and the area A still
to come, an observation that ended moves -A / (Y - d), and each of those at risk A d / (Y (Y - d)); their squares add to
Greenwood's variance exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.outcomes.risk_sets import FloatArray, RiskSets, SortedLives, ratio


@dataclass(frozen=True, slots=True)
class Moves:
    """All that an interval asks of the moves of `n` observations: sums of their powers (1 to 3), and the largest."""

    n: int
    sums: FloatArray
    most: float

    @property
    def skewness(self) -> float:
        """As `enough.lopsided` of the moves."""
        first, second, third = self.sums
        mean = first / self.n
        squares = second - self.n * mean**2
        return float((third - 3 * mean * second + 2 * self.n * mean**3) / squares**1.5) if squares > 0 else 0.0

    @property
    def carriers(self) -> float:
        """As `enough.rests_on` of what each moves less than the one that lasted longest."""
        first, second, _ = self.sums
        squares = self.n * self.most**2 - 2 * self.most * first + second
        return float((self.n * self.most - first) ** 2 / squares) if squares > 0 else 0.0


def area(lives: SortedLives, within: float) -> tuple[float, Moves]:
    """The area up to `within`, and the sums of the moves: a block of times at a time, however many lives there are."""
    value, sums, most = 0.0, np.zeros(3), -np.inf
    for sets, areas, staying, ending in by_time(lives, within):
        value += float(areas.sum())
        for moved, many in ((staying, sets.censored), (staying - ending, sets.all_ended)):
            some = many > 0
            moved, many = moved[some], many[some]
            squares = moved * moved
            sums += [float(np.sum(many * power)) for power in (moved, squares, squares * moved)]
            most = max(most, float(moved.max(initial=-np.inf)))
    return value, Moves(lives.n, sums, most)


def by_time(lives: SortedLives, within: float) -> Iterator[tuple[RiskSets, FloatArray, FloatArray, FloatArray]]:
    """For each block of times its risk sets, the area from each time to the next, and what is moved there.

    An observation moves what `staying` has at the last time that it reached, less `ending` if it ended there.
    """
    blocks = [float(areas.sum()) for _, areas in _areas(lives, within)]
    later, moved = np.append(np.cumsum(blocks[::-1])[::-1], 0.0), 0.0
    for place, (sets, areas) in enumerate(_areas(lives, within)):
        to_come = np.cumsum(np.append(later[place + 1], areas[::-1]))[:0:-1]
        staying = np.cumsum(to_come * ratio(sets.all_ended, sets.at_risk * sets.left)) + moved
        moved = float(staying[-1])
        yield sets, areas, staying, ratio(to_come, sets.left)


def _areas(lives: SortedLives, within: float) -> Iterator[tuple[RiskSets, FloatArray]]:
    survival = 1.0
    for sets in lives.blocks():
        share = sets.survival_from(survival)
        survival = float(share[-1])
        yield sets, share * np.diff(np.minimum(np.append(sets.time, sets.until), within))
