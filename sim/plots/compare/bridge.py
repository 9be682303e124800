"""From one scenario to another, a change at a time: a waterfall."""

from __future__ import annotations

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.outcomes.rounding import difference
from sim.plots.axes import Floats
from sim.plots.context import Context
from sim.plots.labels import headline, minus
from sim.plots.palette import INK, MUTED, colour_of
from sim.plots.sheet import BARRED, label_text, legend, say_none, sheet
from sim.plots.style import styled


@styled
def bridge(
    steps: pl.DataFrame, *, context: Context, outcome: str, names: tuple[str, str], ends: tuple[str, str]
) -> Figure:
    """A bar a change between the levels of the scenarios `names`, each from where the one above it ends.

    `steps`: change, value, low, high, start, end of one outcome, in order; `value` is the mean over all orders; `ends`
    are the levels as they are told. Shares are drawn in per cent.
    """
    height = max(2.6, 1.3 + 0.4 * (steps.height + 2))
    figure, (axes,) = sheet(context, panel=(8.6, height), remark=BARRED)
    label, unit = headline(outcome)
    scale = 100.0 if unit == "share" else 1.0
    axes.set_xlabel(label_text(f"{label} ({'% of histories' if unit == 'share' else unit})", 80))
    if steps.is_empty():
        say_none(axes, "none: nothing was changed")
        return figure
    start, end = scale * steps["start"][0], scale * steps["end"][0]
    value = scale * steps["value"].to_numpy()
    after = start + np.cumsum(value)
    places = np.arange(steps.height + 2)
    colours = [colour_of(2) if one >= 0 else colour_of(1) for one in value]
    axes.barh(places[1:-1], value, left=after - value, height=0.6, color=colours, alpha=0.8)
    axes.barh(places[[0, -1]], [start, end], height=0.6, color=MUTED, alpha=0.6)
    low, high = (steps[name].fill_null(float("nan")).to_numpy() * scale for name in ("low", "high"))
    reach = np.nan_to_num(np.vstack([value - low, high - value]))
    axes.errorbar(after, places[1:-1], xerr=reach, color=INK, ls="none", lw=1.2, capsize=3)
    for place, at in zip(places[:-1], [start, *after], strict=True):
        axes.plot([at, at], [place - 0.3, place + 1.3], color=MUTED, lw=0.8, ls=(0, (3, 2)))
    kind = "share" if unit == "share" else "mean"
    shown = [minus(difference(one, a, b, kind)[0]) for one, a, b in steps.select("value", "low", "high").iter_rows()]
    marks = [
        f"{names[0]}: {ends[0]}",
        *map(" ".join, zip(steps["change"], shown, strict=True)),
        f"{names[1]}: {ends[1]}",
    ]
    axes.set_yticks(places, [label_text(mark, 46) for mark in marks])
    axes.set_ylim(places[-1] + 0.6, -0.6)
    axes.grid(False, axis="y")
    _around(axes, [start, *after, end], reach)
    handles: list[Patch | Line2D] = [Patch(color=colour_of(2), alpha=0.8), Patch(color=colour_of(1), alpha=0.8)]
    legend(
        figure,
        handles,
        ["adds", "takes away"],
        title="Each change, averaged over all orders in which they could be made",
    )
    return figure


def _around(axes: Axes, levels: list[float], reach: Floats) -> None:
    """Show the steps: the axis begins at 0 only if they are of the size of the levels."""
    lowest, highest = min(levels), max(levels)
    span = highest - lowest
    if span < 0.35 * abs(highest) and span > 0:
        margin = 0.35 * span + float(np.max(reach, initial=0.0))
        axes.set_xlim(lowest - margin, highest + margin)
