"""Cumulative shares of histories with a deal, one curve a scenario."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from matplotlib.figure import Figure

from sim.outcomes.deals import deals_frame
from sim.plots.axes import curve_days, day_axis, deal_steps, share_axis
from sim.plots.compare.parts import scenario_legend
from sim.plots.context import Context
from sim.plots.palette import looks
from sim.plots.sheet import SHADED, say_none, sheet
from sim.plots.style import styled

_KINDS = {"formal": "formal deal", "partial": "partial deal as its first", "complete": "complete deal"}


@styled
def deal_curves(runs: Mapping[str, pl.DataFrame | None], *, context: Context, kind: str = "formal") -> Figure:
    """Share with a deal of `kind` ('formal', 'partial', 'complete') by day, overlaid, with pointwise 95% intervals.

    `runs`: scenario name to its rows, the reference first; None or no rows for a scenario without results, which
    keeps its place in the legend.
    """
    figure, (axes,) = sheet(context, remark=SHADED)
    day_axis(axes, context.horizon_days)
    top = 0.0
    missing = []
    for name, look in looks(list(runs)).items():
        rows = runs[name]
        if rows is None or rows.is_empty():
            missing.append(name)
            axes.step([], [], where="post", color=look.colour, ls=look.dash)
            continue
        steps = deals_frame(rows, context.horizon_days, curve_days(rows.height, context.horizon_days))
        steps = steps.filter(pl.col("kind") == kind)
        deal_steps(axes, steps, colour=look.colour, dash=look.dash, count=len(runs))
        top = max(top, float(steps["high"].to_numpy().max()))
    share_axis(axes, f"Share of histories with a {_KINDS[kind]}", top=min(1.0, 1.1 * top) or 1.0)
    if len(missing) == len(runs):
        say_none(axes, "none: no scenario has results")
    scenario_legend(figure, list(runs), missing)
    return figure
