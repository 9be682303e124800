"""Which parameters the summaries can see: those that move them most."""

from __future__ import annotations

from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]


def strength(points: Floats, sampled: Floats) -> Floats:
    """Shape (parameters,): the largest rank correlation, in absolute value, of a parameter with any summary's mean."""
    ranks = _ranks(points)
    means = _ranks(sampled.mean(axis=2))
    found: Floats = np.abs(ranks.T @ means / len(points)).max(axis=1)
    return found


def strongest(points: Floats, sampled: Floats, most: int) -> list[int]:
    """The places of the `most` parameters that move the summaries most, in the order of the parameters."""
    order = np.argsort(-strength(points, sampled), kind="stable")[:most]
    return sorted(int(place) for place in order)


def _ranks(x: Floats) -> Floats:
    """Standardised ranks by column; a constant column is 0."""
    from scipy.stats import rankdata

    ranked = rankdata(x, axis=0)
    spread = ranked.std(axis=0)
    standard: Floats = (ranked - ranked.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return standard
