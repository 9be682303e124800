"""Sequential Monte Carlo ABC over the parameters that the record can see (Beaumont et al. 2009; Toni et al. 2009).

Each particle is a set of parameters with ONE history of each period, set against the one history that there was: luck
enters by being drawn, and noise wins nothing. The prior is uniform on the cube. Distances are the root mean square of
the summaries' gaps, each over its own scale.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]
Simulate = Callable[[Floats], Floats]
"""From points, shape (sets, parameters), to the summaries of one history each, shape (sets, summaries)."""


@dataclass(frozen=True)
class Population:
    """Particles with weights that add to 1, and the distance below which all of them lie."""

    points: Floats
    weights: Floats
    distances: Floats
    tolerance: float

    @property
    def effective(self) -> float:
        """Effective number of particles (Kish)."""
        return float(1.0 / np.sum(self.weights**2))


def distance(sampled: Floats, observed: Floats, scale: Floats) -> Floats:
    """Root mean square of the gaps over their scales, shape (sets,)."""
    gaps: Floats = np.sqrt(np.mean(((sampled - observed) / scale) ** 2, axis=1))
    return gaps


def first_population(points: Floats, distances: Floats, size: int) -> Population:
    """The `size` points nearest to the record, equally weighted: draws from the prior cut at a tolerance."""
    order = np.argsort(distances, kind="stable")[:size]
    weights = np.full(len(order), 1.0 / len(order))
    return Population(points[order], weights, distances[order], float(distances[order].max()))


def next_population(
    before: Population, chosen: list[int], simulate: Simulate, judge: Callable[[Floats], Floats],
    generator: np.random.Generator, *, tries: int = 40, go_on: Callable[[], bool] = lambda: True,
) -> Population | None:  # fmt: skip
    """A population below the median distance of the last, with importance weights; None if it is not full in time.

    Chosen coordinates move by a normal kernel of twice the weighted variance, and leave the cube never: a step outside
    is drawn again, as the prior is 0 there. The others are drawn from their prior, which the weights need not know.
    """
    size = len(before.points)
    tolerance = float(np.quantile(before.distances, 0.5))
    seen = before.points[:, chosen]
    centre = before.weights @ seen
    scale = np.sqrt(2.0 * (before.weights @ (seen - centre) ** 2)) + 1e-4
    points, distances = np.empty((0, before.points.shape[1])), np.empty(0)
    for _ in range(tries):
        if len(points) >= size or not go_on():
            break
        moved = _moved(before, chosen, scale, size, generator)
        found = judge(simulate(moved))
        near = found <= tolerance
        points, distances = np.concatenate([points, moved[near]]), np.concatenate([distances, found[near]])
    if len(points) < size:
        return None
    points, distances = points[:size], distances[:size]
    weights = 1.0 / _kernel(points[:, chosen], seen, before.weights, scale)
    return Population(points, weights / weights.sum(), distances, tolerance)


def _moved(before: Population, chosen: list[int], scale: Floats, count: int, generator: np.random.Generator) -> Floats:
    """Candidates inside the cube."""
    kept = np.empty((0, before.points.shape[1]))
    while len(kept) < count:
        start = before.points[generator.choice(len(before.points), size=2 * count, p=before.weights)]
        moved = generator.random(start.shape)
        moved[:, chosen] = start[:, chosen] + scale * generator.standard_normal((2 * count, len(chosen)))
        inside = ((moved >= 0) & (moved < 1)).all(axis=1)
        kept = np.concatenate([kept, moved[inside]])
    inside_all: Floats = kept[:count]
    return inside_all


def _kernel(points: Floats, seen: Floats, weights: Floats, scale: Floats) -> Floats:
    """Density of the proposal at each point, up to a constant: a mixture of normals."""
    squares = ((points[:, None, :] - seen[None, :, :]) / scale) ** 2
    mixture = np.exp(-0.5 * squares.sum(axis=2)) @ weights
    density: Floats = np.maximum(mixture, 1e-300)
    return density


def resampled(population: Population, count: int) -> Floats:
    """`count` points with equal weights, by systematic resampling (no luck in how often a particle comes)."""
    at = (np.arange(count) + 0.5) / count
    places = np.searchsorted(np.cumsum(population.weights), at, side="left").clip(0, len(population.points) - 1)
    points: Floats = population.points[places]
    return points
