"""Outcome spread from not knowing the parameters, beside that from luck."""

from __future__ import annotations

import numpy as np
import polars as pl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sim.plots.axes import room_above
from sim.plots.context import Context
from sim.plots.labels import with_unit
from sim.plots.palette import INK, colour_of
from sim.plots.sheet import legend, say_none, sheet
from sim.plots.style import styled


@styled
def luck_and_parameters(
    runs: pl.DataFrame, *, context: Context, column: str = "unserved_gwh", luck_share: float | None = None
) -> Figure:
    """Each parameter draw as a bar of luck (5-95% of its histories) around its mean, draws sorted by their mean.

    `runs`: draw and `column`, one row a history. The slope of the dots is what not knowing the parameters does; the
    height of the bars is what luck does under parameters that are known. `luck_share` is luck's share of the
    variance, where it was estimated.
    """
    figure, (axes,) = sheet(context, panel=(7.6, 4.0))
    axes.set_xlabel("Parameter draw, sorted by its mean (rank)")
    axes.set_ylabel(with_unit(column))
    of_draw = (
        runs.select("draw", pl.col(column).cast(pl.Float64))
        .drop_nulls()
        .group_by("draw")
        .agg(
            mean=pl.col(column).mean(),
            low=pl.col(column).quantile(0.05),
            high=pl.col(column).quantile(0.95),
        )
        .sort("mean", "draw")
    )
    if of_draw.is_empty():
        say_none(axes, "none: no history has a value")
        return figure
    rank = np.arange(1, of_draw.height + 1)
    mean, low, high = (of_draw[name].to_numpy() for name in ("mean", "low", "high"))
    width = float(np.clip(260 / of_draw.height, 0.6, 7))
    axes.vlines(rank, low, high, color=colour_of(2), lw=width)
    axes.plot(rank, mean, ls="none", marker="o", ms=float(np.clip(width, 2, 5)), color=colour_of(0))
    overall = float(mean.mean())
    axes.axhline(overall, color=INK, lw=1, ls=(0, (4, 3)))
    axes.set_xlim(0.3, of_draw.height + 0.7)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    room_above(axes, high)
    if luck_share is not None:
        axes.set_title(f"Luck alone: {luck_share:.0%} of the variance; the parameters: {1 - luck_share:.0%}")
    handles = [
        Line2D([], [], color=colour_of(2), lw=5),
        Line2D([], [], color=colour_of(0), marker="o", ls="none", ms=4),
        Line2D([], [], color=INK, lw=1, ls=(0, (4, 3))),
    ]
    legend(figure, handles, ["luck within the draw, 5–95%", "mean of the draw", "mean of all"])
    return figure
