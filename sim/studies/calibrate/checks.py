"""Simulation-based calibration: are the posteriors of synthetic records as sure as they may be?

A synthetic record is one history drawn from the prior, with its parameters known. If what a calibration gives is a
posterior, the true value's rank among its draws is uniform (Talts et al. 2018). The check shares one reference table of
prior draws: the accepted sets of a record are those whose history lies within a fixed distance of it, after the
record's
own summaries have been moved by the same kernel (noisy ABC, Fearnhead and Prangle 2012), which makes ranks uniform
exactly and not only for small distances.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]


def shared_table_ranks(
    points: Floats, sampled: Floats, scale: Floats, records: int, generator: np.random.Generator, share: float = 0.02
) -> Floats:
    """Ranks in 0..1, shape (records, parameters), of the parameters of `records` synthetic records.

    `points` (sets, parameters) and `sampled` (sets, summaries) are prior draws with one history each: the first
    `records` of them are the synthetic records, the rest the reference table. The distance is such that about `share`
    of the table is accepted on average; a record with fewer than 10 accepted sets is left out.
    """
    truth, table = sampled[:records] / scale, sampled[records:] / scale
    width = _width(table, share, generator)
    ranks = []
    for k in range(records):
        noisy = truth[k] + width * generator.uniform(-1, 1, truth.shape[1])
        near = (np.abs(table - noisy) <= width).all(axis=1)
        if near.sum() >= 10:
            accepted = points[records:][near]
            below = (accepted < points[k]).sum(axis=0)
            ranks.append((below + generator.random(points.shape[1])) / (len(accepted) + 1))
    return np.array(ranks)


def _width(table: Floats, share: float, generator: np.random.Generator) -> float:
    """Half the side of the box in which about `share` of the table lies, around a point of it."""
    chosen = generator.integers(len(table), size=200)
    gaps = np.abs(table[None, :, :] - table[chosen][:, None, :]).max(axis=2)
    return float(np.quantile(gaps, share))


def uniform_p_values(ranks: Floats, bins: int = 10) -> Floats:
    """For each parameter the p-value of a chi-square test that its ranks are uniform."""
    from scipy.stats import chisquare

    counts = [np.histogram(column, bins=bins, range=(0, 1))[0] for column in ranks.T]
    return np.array([chisquare(count).pvalue for count in counts])
