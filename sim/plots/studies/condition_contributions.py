"""What each condition contributes to an outcome, between what it does alone and what it does last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.plots.context import Context
from sim.plots.labels import headline
from sim.plots.palette import INK, MUTED, colour_of
from sim.plots.sheet import BARRED, label_text, legend, say_none, sheet
from sim.plots.style import styled

_ALONE: dict[str, Any] = {"marker": "|", "color": MUTED, "ms": 11, "mew": 1.8, "ls": "none"}
_LAST: dict[str, Any] = {"marker": "D", "color": MUTED, "ms": 5.5, "mfc": "white", "mew": 1.4, "ls": "none"}
_VALUE: dict[str, Any] = {"marker": "o", "color": colour_of(0), "ms": 6, "capsize": 3, "lw": 1.6, "ls": "none"}


@styled
def condition_contributions(
    contributions: pl.DataFrame,
    *,
    context: Context,
    outcome: str,
    ends: str,
    units: Mapping[str, str] | None = None,
) -> Figure:
    """A row a condition, the largest contribution on top.

    `contributions`: condition, states, value, value_low, value_high, alone, last (in units of the outcome). `ends` says
    what the outcome is with all conditions off and with all on, `units` has those of outcomes that are no headlines;
    shares are drawn in percentage points.
    """
    rows = contributions.drop_nulls(["value", "alone"])
    figure, (axes,) = sheet(context, panel=(8.6, max(2.2, 0.9 + 0.42 * rows.height)), remark=BARRED)
    label, unit = headline(outcome, units)
    scale = 100.0 if unit == "share" else 1.0
    unit = "percentage points" if unit == "share" else unit
    axes.set_xlabel(label_text(f"Contribution to: {label} ({unit})" if unit else f"Contribution to: {label}", 80))
    if rows.is_empty():
        say_none(axes, "none: no condition acts")
        return figure
    places = np.arange(rows.height)
    value, low, high, alone, last = (
        scale * rows[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        for name in ("value", "value_low", "value_high", "alone", "last")
    )
    axes.axvline(0, color=INK, lw=1)
    axes.hlines(places, np.minimum(alone, last), np.maximum(alone, last), color=MUTED, lw=3, alpha=0.45, zorder=1)
    axes.plot(alone, places, zorder=2, **_ALONE)
    axes.plot(last, places, zorder=2, **_LAST)
    axes.errorbar(value, places, xerr=np.vstack([value - low, high - value]), zorder=3, **_VALUE)
    names = [f"{name}: {states.replace('*', '')}" for name, states in rows.select("condition", "states").iter_rows()]
    axes.set_yticks(places, [label_text(name, 58) for name in names], fontsize=8.5)
    axes.set_ylim(rows.height - 0.4, -0.6)
    axes.grid(False, axis="y")
    axes.set_title(ends)
    marks = [Line2D([], [], **{k: v for k, v in look.items() if k != "capsize"}) for look in (_VALUE, _ALONE, _LAST)]
    legend(figure, marks, ["contribution (Shapley value)", "alone: all others off", "last: all others on"])
    return figure
