"""How implausible the record makes sets of parameters, along each parameter."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.plots.context import Context
from sim.plots.palette import INK, look
from sim.plots.sheet import label_text, legend, say_none, sheet
from sim.plots.style import styled


@styled
def implausibility(bins: pl.DataFrame, *, context: Context, cutoff: float) -> Figure:
    """One panel a parameter, over the quantile of its prior: the largest implausibility over all summaries, its least
    and its middle among the sets of the first wave that lie there. Where even the least is above the `cutoff`, nothing
    of that stretch is left; a flat line is a parameter that the record cannot see.

    `bins`: parameter, low, high (ends of the bin), least, middle (implausibility; null where no set was run).
    """
    names = bins["parameter"].unique(maintain_order=True).to_list()
    cols = min(4, max(1, len(names)))
    rows = -(-len(names) // cols) or 1
    figure, panels = sheet(context, rows=rows, cols=cols, panel=(2.6, 2.1), share=(True, True))
    if bins.is_empty():
        say_none(panels[0], "none: no parameter was calibrated")
        return figure
    for axes in panels[len(names) :]:
        axes.set_visible(False)
    marks = {"middle": look(0), "least": look(1)}
    for place, (axes, name) in enumerate(zip(panels, names, strict=False)):
        part = bins.filter(parameter=name)
        at = (part["low"] + part["high"]) / 2
        for column, its in marks.items():
            values = part[column].fill_null(float("nan"))
            axes.plot(at, values, ls=its.dash, color=its.colour, marker=its.marker, ms=3.5, lw=1.2)
        axes.axhline(cutoff, color=INK, lw=0.9, ls=(0, (4, 3)))
        axes.set_title(label_text(name, 24), fontsize=8)
        if place % cols == 0:
            axes.set_ylabel("Implausibility")
        if place >= len(names) - cols:
            axes.set_xlabel("Share of the prior below")
    panels[0].set_ylim(bottom=0)  # of all, for they share it
    handles = [Line2D([], [], ls=m.dash, color=m.colour, marker=m.marker, ms=3.5, lw=1.2) for m in marks.values()]
    handles.append(Line2D([], [], color=INK, lw=0.9, ls=(0, (4, 3))))
    legend(figure, handles, ["middle set", "least implausible set", f"cutoff {cutoff:g}: above it, ruled out"])
    return figure
