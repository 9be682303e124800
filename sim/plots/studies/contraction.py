"""Which parameters the record has narrowed, and which stay unidentified."""

from __future__ import annotations

import numpy as np
import polars as pl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.plots.context import Context
from sim.plots.palette import FAINT, INK, look
from sim.plots.sheet import label_text, legend, say_none, sheet
from sim.plots.style import styled


@styled
def contraction(parameters: pl.DataFrame, *, context: Context, learnt: float) -> Figure:
    """A bar a calibrated parameter, the most narrowed on top: how much of the prior's variance the record took away.
    Below `learnt` (a dashed line) a parameter counts as unidentified, and its bar is pale; below 0 the ensemble is
    wider than the prior, by the luck of its sets.

    `parameters`: parameter, contraction (null for what was not calibrated, which is left out).
    """
    rows = parameters.drop_nulls("contraction").sort("contraction", descending=True, maintain_order=True)
    figure, (axes,) = sheet(context, panel=(7.6, 0.9 + 0.34 * max(3, rows.height)))
    axes.set_xlabel("Share of the prior's variance that the record took away")
    if rows.is_empty():
        say_none(axes, "none: no parameter was calibrated")
        return figure
    values, places = rows["contraction"].to_numpy(), np.arange(rows.height)
    colours = [look(0).colour if value >= learnt else FAINT for value in values]
    axes.barh(places, values, 0.66, color=colours, lw=0)
    axes.axvline(0, color=INK, lw=1)
    axes.axvline(learnt, color=INK, lw=0.9, ls=(0, (4, 3)))
    axes.set_xlim(min(0.0, float(values.min())) - 0.02, max(1.0, float(values.max())))
    axes.set_yticks(places, [label_text(name, 44) for name in rows["parameter"]])
    axes.set_ylim(rows.height - 0.4, -0.6)
    axes.grid(False, axis="y")
    handles = [Patch(color=look(0).colour), Patch(color=FAINT), Line2D([], [], color=INK, lw=0.9, ls=(0, (4, 3)))]
    legend(figure, handles, ["the record has said something", "unidentified", f"the line between them, {learnt:g}"])
    return figure
