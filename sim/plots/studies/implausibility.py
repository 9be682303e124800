"""How implausible the record makes sets of parameters, along each parameter."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.plots.context import Context
from sim.plots.palette import INK, look
from sim.plots.sheet import legend
from sim.plots.studies.parameter_panels import ParameterPanels
from sim.plots.style import styled


@styled
def implausibility(bins: pl.DataFrame, *, context: Context, cutoff: float) -> Figure:
    """One panel a parameter, over the quantile of its prior: the largest implausibility over all summaries, its least
    and its middle among the sets of the first wave that lie there. Where even the least is above the `cutoff`, nothing
    of that stretch is left; a flat line is a parameter that the record cannot see.

    `bins`: parameter, low, high (ends of the bin), least, middle (implausibility; null where no set was run).
    """
    panels = ParameterPanels(bins, context)
    if bins.is_empty():
        return panels.figure
    marks = {"middle": look(0), "least": look(1)}
    for axes, part, first in panels:
        at = (part["low"] + part["high"]) / 2
        for column, its in marks.items():
            values = part[column].fill_null(float("nan"))
            axes.plot(at, values, ls=its.dash, color=its.colour, marker=its.marker, ms=3.5, lw=1.2)
        axes.axhline(cutoff, color=INK, lw=0.9, ls=(0, (4, 3)))
        if first:
            axes.set_ylabel("Implausibility")
    panels.panels[0].set_ylim(bottom=0)  # of all, for they share it
    handles = [Line2D([], [], ls=m.dash, color=m.colour, marker=m.marker, ms=3.5, lw=1.2) for m in marks.values()]
    handles.append(Line2D([], [], color=INK, lw=0.9, ls=(0, (4, 3))))
    legend(panels.figure, handles, ["middle set", "least implausible set", f"cutoff {cutoff:g}: above it, ruled out"])
    return panels.figure
