"""How often what was given a probability came true."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import AbstractPathEffect, withStroke

from sim.plots.axes import PER_CENT
from sim.plots.context import Context
from sim.plots.palette import INK, look
from sim.plots.sheet import BARRED, legend, say_none, sheet
from sim.plots.style import styled

# A number may stand on the interval of a neighbour.
_HALO: list[AbstractPathEffect] = [withStroke(linewidth=3, foreground="white")]


@styled
def reliability(bins: pl.DataFrame, *, context: Context) -> Figure:
    """Share that came true over the mean probability given, with n beside each point and its 95% interval.

    `bins`: forecaster, p (mean of the bin), observed (share), low, high, n.
    """
    figure, (axes,) = sheet(context, panel=(6.0, 5.2), remark=BARRED)
    axes.set_xlabel("Probability given (share)")
    axes.xaxis.set_major_formatter(PER_CENT)
    axes.yaxis.set_major_formatter(PER_CENT)
    axes.set_ylabel("Share that came true")
    axes.set_xlim(-0.04, 1.04)
    axes.set_ylim(-0.07, 1.07)
    if bins.is_empty():
        say_none(axes, "none: nothing was given a probability")
        return figure
    axes.plot([0, 1], [0, 1], color=INK, lw=0.9, ls=(0, (4, 3)))
    names = bins["forecaster"].unique(maintain_order=True).to_list()
    for place, name in enumerate(names):
        style = look(place)
        for row in bins.filter(forecaster=name).iter_rows(named=True):
            axes.plot([row["p"]] * 2, [row["low"], row["high"]], color=style.colour, lw=1.0)
            axes.plot([row["p"]], [row["observed"]], style.marker, color=style.colour, ms=6)
            side = -1 if place % 2 else 1
            axes.annotate(
                f"{row['n']}", (row["p"], row["observed"]), xytext=(side * 8, 6 * side), textcoords="offset points",
                fontsize=8, color=style.colour, ha="left" if side > 0 else "right", va="bottom" if side > 0 else "top",
                zorder=5, path_effects=_HALO,
            )  # fmt: skip
    handles = [Line2D([], [], color=look(i).colour, marker=look(i).marker, ms=6, lw=0) for i in range(len(names))]
    handles.append(Line2D([], [], color=INK, lw=0.9, ls=(0, (4, 3))))
    legend(figure, handles, [*names, "perfect reliability"])
    return figure
