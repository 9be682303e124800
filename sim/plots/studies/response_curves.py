"""How each outcome answers to one varied parameter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.plots.axes import PER_CENT, band_alpha
from sim.plots.context import Context
from sim.plots.labels import headline
from sim.plots.palette import INK, Look, look, looks
from sim.plots.sheet import BARRED, SHADED, label_text, legend, say_none, sheet
from sim.plots.style import styled


@styled
def response_curves(
    points: pl.DataFrame,
    *,
    context: Context,
    parameter: str,
    outcomes: Sequence[str] = (),
    units: Mapping[str, str] | None = None,
    grouped: str = "",
) -> Figure:
    """One panel an outcome: its value over the parameter's, with intervals.

    `points`, one row a point and outcome: x (a number, or a word for a choice), outcome, value, low, high, and
    perhaps group (a second varied parameter or a scenario: one line each). A null value is a point that failed,
    marked at the foot of the panel. `parameter` is the path as the scenario file has it; `units` has those of
    outcomes that are no headlines, `grouped` says what the groups are values of.
    """
    wanted = list(outcomes) or points["outcome"].unique(maintain_order=True).to_list()
    cols = min(2, max(1, len(wanted)))
    rows, panel = max(1, -(-len(wanted) // cols)), (7.2 / cols + 1.2, 2.9)
    remark = SHADED if points["x"].dtype.is_numeric() and points["x"].n_unique() > 1 else BARRED
    figure, panels = sheet(context, rows=rows, cols=cols, panel=panel, remark=remark)
    groups = groups_of(points)
    for axes, outcome in zip(panels, wanted, strict=False):
        label, its_unit = headline(outcome, units)
        axes.set_title(label_text(label))
        axes.set_ylabel("share of histories" if its_unit == "share" else its_unit)
        if its_unit.startswith("share"):
            axes.yaxis.set_major_formatter(PER_CENT)
        axes.set_xlabel(label_text(parameter))
        of_outcome = points.filter(pl.col("outcome") == outcome)
        if of_outcome["value"].drop_nulls().is_empty():
            say_none(axes, "none: no point has a value")
            continue
        of_outcome, words = places(of_outcome)
        for index, (name, its_look) in enumerate(groups.items()):
            part = of_outcome if name is None else of_outcome.filter(pl.col("group") == name)
            curve(axes, part, its_look, words=words, among=(index, len(groups)))
    for axes in panels[len(wanted) :] if wanted else panels:
        say_none(axes, "none: no outcome was asked for") if not wanted else axes.set_visible(False)
    if None not in groups:
        handles = [Line2D([], [], color=g.colour, ls=g.dash, marker=g.marker, ms=4) for g in groups.values()]
        legend(figure, handles, [str(name) for name in groups], title=label_text(grouped, 80) if grouped else None)
    return figure


def groups_of(points: pl.DataFrame) -> Mapping[Any, Look]:
    """The looks of the groups in `points`; one nameless group where there is no such column."""
    if "group" not in points.columns:
        return {None: look(0)}
    return looks(points["group"].unique(maintain_order=True).to_list())


def places(points: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Points with numbers for x: where x is a word, its place in the order of first appearance, and the words."""
    if points["x"].dtype.is_numeric():
        return points, []
    words = points["x"].cast(pl.String).unique(maintain_order=True).to_list()
    return points.with_columns(x=pl.col("x").cast(pl.String).replace_strict(words, range(len(words)))), words


def curve(
    axes: Axes, part: pl.DataFrame, its_look: Look, *, words: Sequence[str] = (), among: tuple[int, int] = (0, 1)
) -> None:
    """One line with its interval, the `among[0]`-th of `among[1]`; above `words` only marks, beside each other."""
    index, count = among
    part = part.sort("x")
    x, value, low, high = (part[name].cast(pl.Float64).to_numpy() for name in ("x", "value", "low", "high"))
    style: dict[str, Any] = {"color": its_look.colour, "marker": its_look.marker, "ms": 4}
    if words:
        axes.set_xticks(range(len(words)), [label_text(word, 16) for word in words])
        axes.set_xlim(-0.5, len(words) - 0.5)
        x = x + (index - (count - 1) / 2) * 0.6 / count
    if words or len(x) == 1:
        axes.errorbar(x, value, np.abs(np.vstack([value - low, high - value])), ls="none", capsize=3, **style)
    else:
        axes.fill_between(x, low, high, color=its_look.colour, alpha=band_alpha(count), linewidth=0)
        axes.plot(x, value, ls=its_look.dash, **style)
    failed = x[~np.isfinite(value)]
    if failed.size:  # a line without points has no extent, and unclipped it would upset the layout
        axes.plot(failed, np.zeros_like(failed), "x", color=INK, transform=axes.get_xaxis_transform(), clip_on=False)
