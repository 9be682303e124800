"""What the record makes of each parameter: what is not ruled out, and what a calibration leaves."""

from __future__ import annotations

from typing import Any

import polars as pl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.plots.context import Context
from sim.plots.palette import INK, look
from sim.plots.sheet import legend
from sim.plots.studies.parameter_panels import ParameterPanels
from sim.plots.style import styled

# A white rim: without colour the dots are as grey as the bars that they stand on.
_DOTS: dict[str, Any] = {"marker": "o", "ls": "none", "color": look(1).colour, "ms": 5, "mec": "white", "mew": 1.0}


@styled
def prior_posterior(bins: pl.DataFrame, *, context: Context) -> Figure:
    """One panel a parameter, over the quantile of its prior: density of the ensemble (flat: as the prior), and the
    share of sets that the record does not rule out, as dots.

    `bins`: parameter, low, high (ends of the bin), density (mean 1), kept (share not ruled out, null where none was
    run).
    """
    panels = ParameterPanels(bins, context)
    if bins.is_empty():
        return panels.figure
    for axes, part, first in panels:
        if first:
            axes.set_ylabel("Share and density (prior 1)")
        axes.bar(part["low"], part["density"], part["high"] - part["low"], align="edge", color=look(2).colour, lw=0)
        axes.axhline(1, color=INK, lw=0.9, ls=(0, (4, 3)))
        middle = (part["low"] + part["high"]) / 2
        axes.plot(middle, part["kept"].fill_null(float("nan")), **_DOTS)
    handles = [Patch(color=look(2).colour), Line2D([], [], color=INK, lw=0.9, ls=(0, (4, 3)))]
    dots = Line2D([], [], **_DOTS)
    legend(
        panels.figure, [*handles, dots], ["ensemble, density", "prior", "share of sets not ruled out in the first wave"]
    )
    return panels.figure
