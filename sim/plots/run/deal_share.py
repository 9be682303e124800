"""How many histories have a deal, by kind, as time goes by."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.outcomes.deals import deals_frame
from sim.plots.axes import curve_days, day_axis, deal_steps, share_axis
from sim.plots.context import Context
from sim.plots.palette import INK, KIND_COLOURS
from sim.plots.sheet import SHADED, legend, say_none, sheet
from sim.plots.style import styled

_LINES = {
    "formal": ("any formal deal", INK, "-"),
    "partial": ("first deal partial", KIND_COLOURS["partial"], (0, (6, 2))),
    "complete": ("complete deal, first or by upgrade", KIND_COLOURS["complete"], (0, (2, 1.5))),
}


@styled
def deal_share(runs: pl.DataFrame | pl.LazyFrame, *, context: Context) -> Figure:
    """Cumulative share of histories with a formal deal, by kind, with pointwise 95% intervals (Wilson).

    `runs` needs first_deal_day, first_deal_kind and first_complete_day. An upgrade counts as complete too, so that
    partial and complete may add to more than all.
    """
    figure, (axes,) = sheet(context, remark=SHADED)
    day_axis(axes, context.horizon_days)
    axes.set_ylabel("Share of histories with a deal")
    histories = int(runs.lazy().select(pl.len()).collect().item())
    if not histories:
        say_none(axes, "none: there are no histories")
        return figure
    steps = deals_frame(runs, context.horizon_days, curve_days(histories, context.horizon_days))
    handles = []
    for kind, (_, colour, dash) in _LINES.items():
        deal_steps(axes, steps.filter(pl.col("kind") == kind), colour=colour, dash=dash, count=len(_LINES))
        handles.append(Line2D([], [], color=colour, ls=dash))
    top = float(steps["high"].max())  # type: ignore[arg-type]
    share_axis(axes, "Share of histories with a deal", top=min(1.0, 1.1 * top))
    if steps.filter(pl.col("kind") == "formal")["share"].max() == 0:
        axes.set_title("No history has a formal deal: none in the period (bands: what that leaves possible)")
    legend(figure, handles, [label for label, _, _ in _LINES.values()])
    return figure
