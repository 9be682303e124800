"""Daily bands: quantiles over replicates of supply, demand, margin and idle refining; shares of kind and stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import numpy as np
import polars as pl

from sim.scenario.clocks import KINDS, STAGES

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
STATES = {"kind": KINDS, "stage": STAGES}
SERIES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "supply_gw": lambda daily: daily["supply_gw"],
    "demand_gw": lambda daily: daily["demand_gw"],
    "margin_gw": lambda daily: daily["supply_gw"] - daily["demand_gw"],
    "idle": lambda daily: daily["idle"],
}
_LEVELS = [(name, q, None) for name in SERIES for q in QUANTILES] + [
    (name, None, state) for name, states in STATES.items() for state in states
]
"""Series, quantile and state of each line of the table, in its order."""

_VALUES_AT_ONCE = 4_000_000


def bands_frame(daily: np.ndarray | Sequence[np.ndarray], start: date) -> pl.DataFrame:
    """Bands of daily trajectories (structured, shape (replicates, days)), or of a list of such chunks in order.

    Returns a tidy frame `day, date, series, quantile, state, value`, one row a series, level and day:
    for `supply_gw`, `demand_gw`, `margin_gw` (GW, supply less demand) and `idle` (share) the value at each of
    `QUANTILES` over replicates (`state` null); for `kind` and `stage` the share of replicates in each state
    (`quantile` null). Day k stands for the date start + k - 1. Quantiles interpolate between order statistics, are
    exact, and do not depend on how the replicates are cut into chunks. Days are taken in blocks, so that what is held
    besides the input is bounded. With no replicate the frame is empty.
    """
    chunks = [chunk for chunk in ([daily] if isinstance(daily, np.ndarray) else daily) if len(chunk)]
    if not chunks:
        return _tidy(np.zeros((len(_LEVELS), 0)), start)
    if len({chunk.shape[1] for chunk in chunks}) > 1:
        raise ValueError("chunks of one ensemble have the same days")
    lines = [
        np.concatenate([np.quantile(block, QUANTILES, axis=0) for block in _blocks(chunks, read)], axis=1)
        for read in SERIES.values()
    ]
    of_all = sum(len(chunk) for chunk in chunks)
    lines += [_counts(chunks, name, len(states)) / of_all for name, states in STATES.items()]
    return _tidy(np.concatenate(lines), start)


def _blocks(chunks: Sequence[np.ndarray], read: Callable[[np.ndarray], np.ndarray]) -> Iterator[np.ndarray]:
    """All replicates of a few days at a time, shape (replicates, days of the block)."""
    days = chunks[0].shape[1]
    step = max(1, _VALUES_AT_ONCE // sum(len(chunk) for chunk in chunks))
    for first in range(0, days, step):
        yield np.concatenate([read(chunk[:, first : first + step]) for chunk in chunks])


def _counts(chunks: Sequence[np.ndarray], name: str, n_states: int) -> np.ndarray:
    """How many replicates are in each state each day, shape (states, days)."""
    return np.array([sum((chunk[name] == code).sum(axis=0) for chunk in chunks) for code in range(n_states)])


def _tidy(lines: np.ndarray, start: date) -> pl.DataFrame:
    """The table of lines of values, shape (levels, days), in the order of `_LEVELS`."""
    # In one, for a query of polars takes a millisecond or more, and there are dozens of levels.
    days = np.arange(1, lines.shape[1] + 1, dtype=np.int32)
    dates = np.datetime64(start, "D") - 1 + days
    level = np.repeat(np.arange(len(_LEVELS), dtype=np.uint32), len(days))
    series, quantiles, states = zip(*_LEVELS, strict=True)
    return pl.DataFrame(
        {
            "day": np.tile(days, len(_LEVELS)),
            "date": np.tile(dates, len(_LEVELS)),
            "series": pl.Series(series, dtype=pl.String).gather(level),
            "quantile": pl.Series(quantiles, dtype=pl.Float64).gather(level),
            "state": pl.Series(states, dtype=pl.String).gather(level),
            "value": lines.ravel(),
        }
    )
