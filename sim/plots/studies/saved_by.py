"""What would have saved the deal: shares of collapses, and how firm each saving is."""

from __future__ import annotations

import numpy as np
import polars as pl
from matplotlib.figure import Figure

from sim.plots.axes import PER_CENT
from sim.plots.context import Context
from sim.plots.palette import INK, colour_of, look
from sim.plots.sheet import BARRED, label_text, legend, say_none, sheet
from sim.plots.style import styled


@styled
def saved_by(shares: pl.DataFrame, strengths: pl.DataFrame, *, context: Context) -> Figure:
    """Left, a bar a way of saving with its 95% interval; right, the strengths of each kind of undoing.

    `shares`: label, value, low, high (of all collapses). `strengths`: label, strength (-1 to 1), one row a history.
    """
    figure, (left, right) = sheet(context, cols=2, panel=(5.2, 3.4), widths=(1.25, 1.0), remark=BARRED)
    left.set_xlabel("Share of collapses")
    right.set_xlabel("Strength: P(alive) undone less not undone")
    right.set_ylabel("Share of histories at least so strong")
    if shares.is_empty():
        say_none(left, "none: no collapse to undo")
        say_none(right, "none")
        return figure
    rows = np.arange(shares.height)
    value, low, high = (shares[name].to_numpy() for name in ("value", "low", "high"))
    left.barh(rows, value, height=0.62, color=colour_of(2), lw=0)
    left.errorbar(value, rows, xerr=np.vstack([value - low, high - value]), color=INK, ls="none", capsize=3, lw=1.2)
    left.set_yticks(rows, [label_text(label, 26) for label in shares["label"]])
    left.set_ylim(shares.height - 0.4, -0.6)
    left.set_xlim(0, max(0.1, 1.08 * float(high.max())))
    left.xaxis.set_major_formatter(PER_CENT)
    left.grid(False, axis="y")
    right.set_xlim(-0.2, 1.02)
    right.set_ylim(0, 1.05)
    right.yaxis.set_major_formatter(PER_CENT)
    for place, (label, part) in enumerate(strengths.group_by("label", maintain_order=True)):
        ordered = np.sort(part["strength"].to_numpy())
        reached = 1.0 - np.arange(ordered.size) / ordered.size
        dash = look(place)
        told = f"{label[0]} (n = {ordered.size:,})"
        right.step(ordered, reached, where="pre", color=dash.colour, ls=dash.dash, lw=1.6, label=told)
    if strengths.height:
        legend(figure, *right.get_legend_handles_labels(), title="How strong one undoing is")
    else:
        say_none(right, "none: no single event saves, or no future was redrawn")
    return figure
