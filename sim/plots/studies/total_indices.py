"""How much of an outcome's variance each parameter, and luck, has a part in."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.plots.context import Context
from sim.plots.labels import headline, parameter_label
from sim.plots.palette import FAINT, INK, colour_of
from sim.plots.sheet import BARRED, label_text, legend, say_none, sheet
from sim.plots.style import styled

LUCK = "luck"  # the factor that picks the replicate
_TOTAL: dict[str, Any] = {"facecolor": colour_of(0), "edgecolor": "white"}
_FIRST: dict[str, Any] = {"facecolor": colour_of(2), "edgecolor": "white", "hatch": "///"}
_OF_LUCK: dict[str, Any] = {"facecolor": FAINT, "edgecolor": "#777777"}


@styled
def total_indices(indices: pl.DataFrame, *, context: Context, outcome: str) -> Figure:
    """First-order and total Sobol indices with their intervals, largest total on top.

    `indices`, one row a factor: parameter (path, or 'luck'), first, first_low, first_high, total, total_low,
    total_high, and perhaps noisy (true where replicate noise swamps the index: then the name carries an asterisk).
    """
    shown = indices.sort("total", descending=True, nulls_last=True, maintain_order=True)
    figure, (axes,) = sheet(context, panel=(8.8, max(2.2, 0.9 + 0.42 * shown.height)), remark=BARRED)
    label, _ = headline(outcome)
    axes.set_xlabel(label_text(f"Share of the variance of: {label} (Sobol index, no unit)", 80))
    if shown["total"].drop_nulls().is_empty():
        say_none(axes, "none: no index could be estimated")
        return figure
    for name, offset in (("total", -0.19), ("first", 0.19)):
        _bars(axes, shown, name, offset)
    noisy = shown["noisy"].to_list() if "noisy" in shown.columns else [False] * shown.height
    labels = [parameter_label(name) for name in shown["parameter"]]
    names = [f"{label} *" if noise else label for label, noise in zip(labels, noisy, strict=True)]
    axes.set_yticks(range(shown.height), [label_text(name) for name in names])
    axes.set_ylim(shown.height - 0.4, -0.6)
    axes.grid(False, axis="y")
    axes.axvline(0, color=INK, lw=0.8)
    if any(noisy):
        axes.set_title("* replicate noise swamps this index: raise the number of replicates")
    legend(figure, [Patch(**_TOTAL), Patch(**_FIRST)], ["total index", "first-order index"])
    return figure


def _bars(axes: Axes, shown: pl.DataFrame, name: str, offset: float) -> None:
    rows = np.arange(shown.height) + offset
    value, low, high = (
        shown[column].cast(pl.Float64).fill_null(np.nan).to_numpy() for column in (name, f"{name}_low", f"{name}_high")
    )
    drawn = _TOTAL if name == "total" else _FIRST
    bars = axes.barh(rows, np.nan_to_num(value), height=0.36, lw=0.4, **drawn)
    for bar, parameter in zip(bars, shown["parameter"], strict=True):
        if parameter == LUCK:
            bar.set(facecolor=_OF_LUCK["facecolor"], edgecolor=_OF_LUCK["edgecolor"])
    axes.hlines(rows, low, high, color=INK, lw=1.1)
    axes.plot(np.concatenate([low, high]), np.concatenate([rows, rows]), "|", ms=4, color=INK)
