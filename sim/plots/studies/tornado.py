"""What one parameter at a time does to an outcome, over its plausible range."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import polars as pl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.plots.axes import PER_CENT
from sim.plots.context import Context
from sim.plots.labels import headline, number, parameter_label, percentage
from sim.plots.palette import INK, colour_of
from sim.plots.sheet import label_text, legend, say_none, sheet
from sim.plots.style import styled

MOST = 25
_LOW: dict[str, Any] = {"facecolor": colour_of(2), "edgecolor": "white", "hatch": ""}
_HIGH: dict[str, Any] = {"facecolor": colour_of(0), "edgecolor": "white", "hatch": "///"}


@styled
def tornado(effects: pl.DataFrame, *, context: Context, outcome: str, base: float, most: int = MOST) -> Figure:
    """A bar a parameter, from the outcome at the low end of its range to that at the high end; longest on top.

    `effects`: parameter (path), low_setting, high_setting (ends of the range), at_low, at_high (outcome there).
    `base` is the outcome as the scenario stands, NaN where it is not known. Beyond `most` parameters the
    figure says how many of smaller effect it leaves out.
    """
    known = effects.drop_nulls(["at_low", "at_high"]).with_columns(
        span=pl.max_horizontal("at_low", "at_high", pl.lit(base)) - pl.min_horizontal("at_low", "at_high", pl.lit(base))
    )
    ranked = known.sort("span", descending=True, maintain_order=True)
    shown = ranked.head(most)
    figure, (axes,) = sheet(context, panel=(8.8, max(2.2, 0.9 + 0.4 * shown.height)))
    label, unit = headline(outcome)
    told = percentage if unit == "share" else number
    if unit == "share":
        unit = "of histories"
        axes.xaxis.set_major_formatter(PER_CENT)
    axes.set_xlabel(label_text(f"{label} ({unit})" if unit else label, 70))
    if shown.is_empty() or math.isnan(base):
        say_none(
            axes, "none: no parameter was varied" if shown.is_empty() else "none: the scenario itself has no value"
        )
        return figure
    rows = np.arange(shown.height)
    low, high = ((shown[end] - base).to_numpy() for end in ("at_low", "at_high"))
    # Where both ends lie on one side of the base, each bar takes half of the row, or one would hide the other.
    shift = np.where(low * high > 0, 0.175, 0.0)
    for width, place, drawn in ((low, rows - shift, _LOW), (high, rows + shift, _HIGH)):
        axes.barh(place, width, left=base, height=0.7 - 2 * shift, lw=0.4, **drawn)
    axes.axvline(base, color=INK, lw=1)
    names = [
        f"{parameter_label(path)}: {number(low)} to {number(high)}"
        for path, low, high in shown.select("parameter", "low_setting", "high_setting").iter_rows()
    ]
    axes.set_yticks(rows, [label_text(name, 60) for name in names])
    axes.set_ylim(shown.height - 0.4, -0.6)
    axes.grid(False, axis="y")
    left_out = ranked.height - shown.height
    if left_out:
        axes.set_title(f"{left_out} parameters of smaller effect are left out")
    handles = [Patch(**_LOW), Patch(**_HIGH), Line2D([], [], color=INK, lw=1)]
    legend(figure, handles, ["low end of the range", "high end of the range", f"as it stands: {told(base)}"])
    return figure
