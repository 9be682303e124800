"""Where what came lies in the forecast distributions."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure

from sim.plots.context import Context
from sim.plots.palette import INK, look
from sim.plots.sheet import say_none, sheet
from sim.plots.style import styled


@styled
def pit(histogram: pl.DataFrame, *, context: Context) -> Figure:
    """Histograms of the probability integral transform, one panel a forecaster; flat is calibrated.

    `histogram`: forecaster, low, high (ends of the bin), height (mean 1), n (forecasts).
    """
    names = histogram["forecaster"].unique(maintain_order=True).to_list() or [""]
    figure, panels = sheet(context, cols=len(names), panel=(4.4, 3.6), share=(True, True))
    if histogram.is_empty():
        say_none(panels[0], "none: no number was forecast")
        return figure
    for place, (axes, name) in enumerate(zip(panels, names, strict=True)):
        rows = histogram.filter(forecaster=name)
        widths = rows["high"] - rows["low"]
        axes.bar(rows["low"], rows["height"], widths, align="edge", color=look(place).colour, edgecolor="white", lw=0.8)
        axes.axhline(1, color=INK, lw=0.9, ls=(0, (4, 3)))
        axes.set_title(f"{name} (n = {rows['n'][0]})")
        axes.set_xlabel("Share of the forecast below what came")
    panels[0].set_ylabel("Share of forecasts over a flat one's")
    return figure
