"""Where an outcome crosses a level."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.plots.axes import PER_CENT
from sim.plots.context import Context
from sim.plots.labels import headline, number, percentage, together
from sim.plots.palette import FAINT, INK, colour_of, look
from sim.plots.sheet import label_text, legend, say_none, sheet
from sim.plots.studies.response_curves import curve, places
from sim.plots.style import styled


@styled
def tipping_point(
    points: pl.DataFrame,
    *,
    context: Context,
    parameter: str,
    outcome: str,
    level: float,
    tip: tuple[float, float | None, float | None] | None,
) -> Figure:
    """The outcome at the points tried, the level asked for, and the parameter value where they meet.

    `points`: x, value, low, high, one row a value tried. `outcome` is a headline's name, or the words for a
    difference between two scenarios (then `level` is 0). `tip` is the value, low and high end of the crossing, None
    for an end beyond the range searched; all of it is None where the outcome does not cross the level in the range,
    which the figure then says.
    """
    figure, (axes,) = sheet(context, panel=(7.6, 3.8))
    label, unit = headline(outcome)
    axes.set_xlabel(label_text(parameter))
    axes.set_ylabel(label_text(f"{label} ({unit})" if unit else label, 40))
    if unit.startswith("share"):
        axes.set_ylabel(label_text(f"{label} (of histories)", 40))
        axes.yaxis.set_major_formatter(PER_CENT)
    if points["value"].drop_nulls().is_empty():
        say_none(axes, "none: no point has a value")
        return figure
    points, words = places(points)
    curve(axes, points, look(0), words=words)
    axes.axhline(level, color=INK, lw=1, ls=(0, (4, 3)))
    handles: list[Line2D | Patch] = [
        Line2D([], [], color=look(0).colour, marker=look(0).marker, ms=4),
        Line2D([], [], color=INK, lw=1, ls=(0, (4, 3))),
    ]
    asked = percentage(level) if unit.startswith("share") else number(level)
    labels = ["outcome, with its 95% interval", f"level asked for: {asked}"]
    if tip is None:
        axes.set_title("No tipping point shown in the range searched")
    else:
        at, low, high = tip
        first, last = axes.get_xlim()
        axes.axvspan(first if low is None else low, last if high is None else high, facecolor=FAINT, alpha=0.5, lw=0)
        axes.set_xlim(first, last)
        axes.axvline(at, color=colour_of(1), lw=1.6)
        where, lowest, highest = together(at, at if low is None else low, at if high is None else high)
        ends = ("below the range" if low is None else lowest, "above the range" if high is None else highest)
        axes.set_title(f"Crosses at {where} ({' to '.join(ends)})")
        handles += [Line2D([], [], color=colour_of(1), lw=1.6), Patch(facecolor=FAINT, alpha=0.5)]
        labels += ["tipping point", "its 95% interval"]
    legend(figure, handles, labels)
    return figure
