"""Two spreads kept apart: what comes from not knowing the parameters, and what comes from luck.

The variance of an outcome over all histories is the variance of its mean between draws plus the mean of its variance
within them (the law of total variance). Means of few histories vary by luck alone, so the first part is taken with
that taken out, as in a one-way analysis of variance: var(means) - within / per_draw, at least 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import polars as pl

    from sim.outcomes.headlines import Headline

RESAMPLES = 1000
TAILS = (0.05, 0.95)


def spread(runs: pl.DataFrame | pl.LazyFrame, chosen: Sequence[Headline]) -> dict[str, dict[str, Any]]:
    """For each outcome (headline shares and means) the two spreads, ready for JSON.

    `mean` with `low` and `high` (95%, draws as clusters: it covers both parts); `parameters_sd` and `luck_sd`;
    `luck_share` of the variance with `luck_share_low` and `luck_share_high` (95%, bootstrap over draws), None where
    nothing varies; `draws_low` and `draws_high`, the 5% and 95% quantiles of the means of draws, drawn in towards
    the overall mean by as much as luck alone would spread them.
    """
    import polars as pl

    values = [headline.expression().cast(pl.Float64) for headline in chosen]
    table = runs.lazy().select("draw", "replicate", *values).sort("draw", "replicate").collect()
    numbers = table["draw"].to_numpy()
    borders = np.flatnonzero(np.diff(numbers)) + 1
    return {
        headline.name: _decompose(np.split(table[headline.name].to_numpy(), borders)) for headline in chosen
    }  # fmt: skip


def _decompose(draws: Sequence[NDArray[np.float64]]) -> dict[str, Any]:
    from sim.outcomes.intervals import around, plain

    means = np.array([draw.mean() for draw in draws])
    within = np.array([draw.var(ddof=1) if len(draw) > 1 else np.nan for draw in draws])
    size = float(np.mean([len(draw) for draw in draws]))
    between, luck = _parts(means, within, size)
    parameters = max(float(between), 0.0)
    generator = np.random.default_rng(len(draws))
    chosen = generator.integers(len(draws), size=(RESAMPLES, len(draws)))
    # Not cut at 0 before the quantiles are taken: the interval of a share near 1 would shrink to nothing.
    shares = np.asarray(_share(*_parts(means[chosen], within[chosen], size)))
    low, high = np.quantile(shares[np.isfinite(shares)], [0.025, 0.975]) if np.isfinite(shares).any() else (np.nan,) * 2
    low, high = min(low, 1.0), min(high, 1.0)
    overall = around(float(means.mean()), float(means.std(ddof=1)) / np.sqrt(len(means)), len(means), len(means) - 1)
    observed = float(means.var(ddof=1))
    pull = np.sqrt(parameters / observed) if observed > 0 else 0.0
    ends = overall.value + pull * (np.quantile(means, TAILS) - overall.value)
    found = {
        "mean": overall.value, "low": overall.low, "high": overall.high,
        "parameters_sd": float(np.sqrt(parameters)), "luck_sd": float(np.sqrt(luck)),
        "luck_share": float(_share(np.asarray(parameters), luck)),
        "luck_share_low": float(low), "luck_share_high": float(high),
        "draws_low": float(ends[0]), "draws_high": float(ends[1]),
    }  # fmt: skip
    return {name: plain(value) for name, value in found.items()}


def _parts(means: NDArray[Any], within: NDArray[Any], size: float) -> tuple[NDArray[Any], NDArray[Any]]:
    """Variance between draws with the noise of their means taken out, and within them; over the last axis."""
    luck = within.mean(axis=-1)
    return means.var(axis=-1, ddof=1) - luck / size, luck


def _share(parameters: NDArray[Any], luck: NDArray[Any]) -> NDArray[Any]:
    whole = np.asarray(parameters + luck)
    share: NDArray[Any] = np.divide(luck, whole, out=np.full_like(whole, np.nan), where=whole > 0)
    return share
