"""Histories along the dates, one a row: bars for the moratorium in force, ticks for strikes, dots for breaches.

Many bars or ticks are one artist: each of its own took a third of the time of the picture.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from sim.plots.axes import Floats, date_numbers, rectangles
from sim.plots.context import Context
from sim.plots.palette import KIND_COLOURS
from sim.scenario import KINDS

Rows = Mapping[Any, int]
"""The row, from the top, of each history that is shown."""

_HALF_BAR, _HALF_TICK = 0.18, 0.11  # of the distance between two rows


def spell_bars(axes: Axes, spells: pl.DataFrame, rows: Rows, context: Context) -> None:
    """A grey bar over the whole period in each of `rows`, and on it the spells: first column, kind, start, end (days).

    The first column of `spells` says which history each belongs to, as `rows` names it.
    """
    whole = np.repeat([[0.0], [float(context.horizon_days)]], len(rows), axis=1)
    _bar(axes, np.arange(len(rows), dtype=np.float64), date_numbers(context, whole), KIND_COLOURS["none"])
    for kind in KINDS[1:]:
        part = spells.filter(pl.col("kind").cast(pl.String) == kind)
        times = date_numbers(context, np.stack([part["start"].to_numpy(), part["end"].to_numpy()]))
        _bar(axes, rows_of(part, rows), times, KIND_COLOURS[kind])


def strike_ticks(axes: Axes, strikes: pl.DataFrame, rows: Rows, context: Context, look: tuple[float, str]) -> None:
    """A short tick for each strike (first column, day); `look`: how far below the middle of its row, and its colour."""
    offset, colour = look
    middle, days = rows_of(strikes, rows) + offset, date_numbers(context, strikes["day"].to_numpy())
    ends = np.stack([days, middle - _HALF_TICK, days, middle + _HALF_TICK], axis=-1).reshape(-1, 2, 2)
    axes.add_collection(LineCollection(list(ends), colors=colour, linewidths=1.1), autolim=False)


def rows_of(frame: pl.DataFrame, rows: Rows) -> Floats:
    """The row of each history that the first column names."""
    names: list[Hashable] = frame.to_series(0).to_list()
    return np.array([rows[name] for name in names], dtype=np.float64)


def _bar(axes: Axes, middle: Floats, times: Floats, colour: str) -> None:
    rectangles(axes, (times[0], times[1]), (middle - _HALF_BAR, middle + _HALF_BAR), facecolor=colour, linewidth=0)
