"""What the record makes of each parameter: what is not ruled out, and what a calibration leaves."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.plots.context import Context
from sim.plots.palette import INK, look
from sim.plots.sheet import label_text, legend, say_none, sheet
from sim.plots.style import styled


@styled
def prior_posterior(bins: pl.DataFrame, *, context: Context) -> Figure:
    """One panel a parameter, over the quantile of its prior: density of the ensemble (flat: as the prior), and the
    share of sets that the record does not rule out, as dots.

    `bins`: parameter, low, high (ends of the bin), density (mean 1), kept (share not ruled out, null where none was
    run).
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
    for place, (axes, name) in enumerate(zip(panels, names, strict=False)):
        part = bins.filter(parameter=name)
        axes.bar(part["low"], part["density"], part["high"] - part["low"], align="edge", color=look(2).colour, lw=0)
        axes.axhline(1, color=INK, lw=0.9, ls=(0, (4, 3)))
        middle = (part["low"] + part["high"]) / 2
        axes.plot(middle, part["kept"].fill_null(float("nan")), "o", color=look(1).colour, ms=3.5)
        axes.set_title(label_text(name, 24), fontsize=8)
        if place >= len(names) - cols:
            axes.set_xlabel("Share of the prior below")
    handles = [Patch(color=look(2).colour), Line2D([], [], color=INK, lw=0.9, ls=(0, (4, 3)))]
    dots = Line2D([], [], color=look(1).colour, marker="o", lw=0, ms=3.5)
    legend(figure, [*handles, dots], ["ensemble, density", "prior", "share of sets not ruled out in the first wave"])
    return figure
