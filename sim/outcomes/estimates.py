"""Headline outcomes estimated from the rows, one column in memory at a time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import polars as pl

from sim.outcomes import enough, intervals, scramblings
from sim.outcomes.headlines import Headline, headlines_for
from sim.outcomes.intervals import LEVEL, Estimate
from sim.outcomes.table import PREFIX

Runs = pl.DataFrame | pl.LazyFrame

_VALUES_AT_ONCE = 500_000


def estimate_headlines(
    runs: Runs,
    horizon_days: float,
    names: Iterable[str] | None = None,
    level: float = LEVEL,
    *,
    draws: int = 1,
) -> dict[str, Estimate]:
    """Each headline that the horizon allows (or those of `names`), by name, in the order of the registry.

    runs: rows as `tables.runs_frame` gives them, or a lazy scan of them. A missing value counts as "has not happened"
    in a share and is left out of a mean or quantile. Rows over several `draws` of the parameters come in order.
    """
    found = {}
    column, ordered = "", np.zeros(0)
    for headline, (sample,) in samples([runs], horizon_days, names):
        if headline.q is not None and draws == 1:  # the quantiles of a column come together, and it is sorted once
            if headline.column != column:
                column, ordered = headline.column, intervals.in_order(intervals.present(sample))
            sample = ordered
        found[headline.name] = estimate(headline, sample, level, draws=draws)
    return {headline.name: found[headline.name] for headline in headlines_for(horizon_days, names)}


def estimate(headline: Headline, sample: np.ndarray, level: float = LEVEL, *, draws: int = 1) -> Estimate:
    """The estimate of one headline from its sample, shape (n,): with an interval where the sample supports one.

    For luck alone, or over several `draws` of the parameters for luck and for which sets were drawn.
    """
    if draws > 1:
        return _over_sets(headline, sample.astype(np.float64), draws, level)
    if headline.kind == "share":
        return intervals.wilson(int(np.count_nonzero(sample)), sample.size, level)
    if headline.q is not None:
        return enough.of_quantile(intervals.quantile(sample, headline.q, level), headline.q, level)
    return within(enough.of_mean(intervals.mean(sample, level), sample, level), headline)


def _over_sets(headline: Headline, sample: np.ndarray, draws: int, level: float) -> Estimate:
    if headline.q is not None:
        return scramblings.of_quantile(sample, headline.q, draws, level)
    found = scramblings.of_mean(sample, draws, level)
    if headline.kind == "share" and found.n and (found.value in (0.0, 1.0)):
        # None or all: the bound that as many histories of luck alone would have.
        return intervals.wilson(int(np.count_nonzero(sample)), sample.size, level)
    return within(found, headline)


def within(found: Estimate, headline: Headline) -> Estimate:
    """The estimate of a mean with limits that the outcome can have: none is negative, and a share is at most 1.

    Only what a question asks for may be negative.
    """
    least = -math.inf if headline.kind == "mean" and headline.name.startswith(PREFIX) else 0.0
    most = 1.0 if headline.unit in ("share", "share of capacity") else math.inf
    return replace(found, low=max(found.low, least), high=min(found.high, most)) if found.low <= found.high else found


def samples(
    tables: list[Runs], horizon_days: float, names: Iterable[str] | None = None
) -> Iterator[tuple[Headline, list[np.ndarray]]]:
    """Each headline with its sample from each table: booleans for a share, floats else, NaN where missing.

    Headlines that read one column come together, so that each column of each table is read once: of many rows one at a
    time, of few as many as make `_VALUES_AT_ONCE`.
    """
    wanted = headlines_for(horizon_days, names)
    columns = list(dict.fromkeys(headline.column for headline in wanted))
    at_once = max(1, _VALUES_AT_ONCE // max(1, *map(_height, tables)))
    for first in range(0, len(columns), at_once):
        some = columns[first : first + at_once]
        here = [headline for column, headline in product(some, wanted) if headline.column == column]
        taken = {_takes(one): one for one in here}
        read = [table.lazy().select(one.expression() for one in taken.values()).collect() for table in tables]
        for headline in here:
            name = taken[_takes(headline)].name
            yield headline, [frame[name].to_numpy() for frame in read]


def _takes(headline: Headline) -> tuple[object, ...]:
    """What a headline takes from each row: a mean and the quantiles of one column take the same."""
    return headline.column, headline.kind == "share", headline.within


def _height(table: Runs) -> int:
    return table.height if isinstance(table, pl.DataFrame) else int(table.select(pl.len()).collect().item())
