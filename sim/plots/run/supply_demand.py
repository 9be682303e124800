"""Electricity supply against the evening peak of demand through the winter."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.plots.axes import Floats, date_axis, date_number, date_numbers
from sim.plots.context import Context
from sim.plots.palette import DEMAND, FAINT, INK, SUPPLY
from sim.plots.sheet import legend, say_none, sheet
from sim.plots.style import styled


@styled
def supply_demand(bands: pl.DataFrame, *, context: Context) -> Figure:
    """Supply and evening peak (above) and their difference (below), with bands of 50 and 90% of histories, in GW.

    `bands` as `sim.outcomes.bands.bands_frame` gives them: day, series, quantile, value. Where the margin is below
    zero there is too little at the evening peak. November to March is shaded.
    """
    figure, (levels, margin) = sheet(context, rows=2, panel=(8.4, 2.7), share=(True, False))
    levels.set_ylabel("Power at the evening peak (GW)")
    margin.set_ylabel("Supply less demand (GW)")
    drawn = [
        _band(levels, bands, "supply_gw", context, SUPPLY, "-"),
        _band(levels, bands, "demand_gw", context, DEMAND, (0, (6, 2))),
        _band(margin, bands, "margin_gw", context, INK, "-"),
    ]
    for axes, present in ((levels, any(drawn[:2])), (margin, drawn[2])):
        if present:
            _shade_winter(axes, context)
        else:
            say_none(axes, "none: no daily figures were kept")
    if drawn[2]:
        margin.axhline(0, color=INK, lw=0.9, ls=(0, (4, 3)))
    date_axis(margin, context)
    handles = [
        Line2D([], [], color=SUPPLY),
        Line2D([], [], color=DEMAND, ls=(0, (6, 2))),
        Patch(facecolor=INK, alpha=0.35),
        Patch(facecolor=INK, alpha=0.15),
        Patch(facecolor=FAINT, alpha=0.3),
    ]
    legend(figure, handles, ["supply, median", "demand, median", "25–75%", "5–95%", "November to March"])
    return figure


def _band(axes: Axes, bands: pl.DataFrame, series: str, context: Context, colour: str, dash: object) -> bool:
    """Median and bands of one series; false where there is none of it."""
    lines: dict[float, Floats] = {}
    own = bands.filter((pl.col("series") == series) & pl.col("quantile").is_not_null()).sort("day")
    for quantile in (0.05, 0.25, 0.5, 0.75, 0.95):
        lines[quantile] = own.filter((pl.col("quantile") - quantile).abs() < 1e-9)["value"].to_numpy()
    if not lines[0.5].size:
        return False
    # Day k stands for the date start + k - 1.
    x = date_numbers(context, own["day"].unique().sort().to_numpy() - 1)
    axes.fill_between(x, lines[0.05], lines[0.95], color=colour, alpha=0.15, linewidth=0)
    axes.fill_between(x, lines[0.25], lines[0.75], color=colour, alpha=0.25, linewidth=0)
    axes.plot(x, lines[0.5], color=colour, ls=dash, marker="o" if x.size == 1 else "")
    return True


def _shade_winter(axes: Axes, context: Context) -> None:
    first, last = context.start, context.start + timedelta(days=context.horizon_days)
    for year in range(first.year - 1, last.year + 1):
        begin, end = max(first, date(year, 11, 1)), min(last, date(year + 1, 4, 1))
        if begin < end:
            axes.axvspan(date_number(begin), date_number(end), color=FAINT, alpha=0.18, lw=0, zorder=0)
