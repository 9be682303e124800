"""What was forecast for each month, and what came."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.plots.context import Context
from sim.plots.palette import INK, look
from sim.plots.sheet import label_text, legend, say_none, sheet
from sim.plots.style import styled

WIDTH = 0.8  # of a month, shared by the hindcasts that forecast it


@styled
def months_forecast(months: pl.DataFrame, *, context: Context, outcome: str) -> Figure:
    """Bars from the 5 to the 95% quantile, thick from 25 to 75, a tick at the median; dots with ranges for what came.

    `months`: hindcast, month (`2024-12`), q05, q25, q50, q75, q95, observed, low, high (null where nobody knows yet).
    """
    figure, (axes,) = sheet(context, panel=(9.6, 4.0))
    axes.set_ylabel(label_text(outcome, 40))
    if months.is_empty():
        say_none(axes, "none: no month was forecast")
        return figure
    names = months["hindcast"].unique(maintain_order=True).to_list()
    labels = sorted(months["month"].unique().to_list())
    for row in months.iter_rows(named=True):
        here = [name for name in names if not months.filter(hindcast=name, month=row["month"]).is_empty()]
        shift = (here.index(row["hindcast"]) + 0.5) / len(here) - 0.5
        x, colour = labels.index(row["month"]) + shift * WIDTH * 0.6, look(names.index(row["hindcast"])).colour
        axes.plot([x, x], [row["q05"], row["q95"]], color=colour, lw=1.2, solid_capstyle="butt")
        axes.plot([x, x], [row["q25"], row["q75"]], color=colour, lw=4.5, solid_capstyle="butt")
        axes.plot([x - 0.16, x + 0.16], [row["q50"]] * 2, color=colour, lw=1.8)
    seen = months.drop_nulls("observed").unique("month", maintain_order=True)
    for row in seen.iter_rows(named=True):
        x = labels.index(row["month"]) + 0.38
        axes.plot([x, x], [row["low"], row["high"]], color=INK, lw=0.9)
        axes.plot([x], [row["observed"]], "o", color=INK, ms=4)
    axes.set_xticks(range(len(labels)), [_short(month, at == 0) for at, month in enumerate(labels)])
    axes.tick_params(axis="x", labelsize=8)
    axes.set_ylim(bottom=-0.3)
    handles = [Line2D([], [], color=look(i).colour, lw=4.5) for i in range(len(names))]
    handles.append(Line2D([], [], color=INK, marker="o", ms=4, lw=0.9))
    legend(figure, handles, [name.replace("_", " ") for name in names] + ["what came, with its range"])
    return figure


def _short(month: str, first: bool) -> str:
    """`10` for October, with the year below January and the first."""
    year, number = month.split("-")
    return f"{int(number)}\n{year}" if first or number == "01" else str(int(number))
