"""What comparison figures share: the legend of scenarios, panels in rows, and rows paired by replicate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from sim.plots.palette import looks
from sim.plots.sheet import legend

Floats = NDArray[np.float64]


def scenario_legend(
    figure: Figure,
    names: Sequence[str],
    missing: Sequence[str] = (),
    remarks: Mapping[str, str] | None = None,
    *,
    markers: bool = False,
    among: Sequence[str] = (),
) -> Legend:
    """One entry a scenario, in order; the first is the reference, and one without results says so.

    `among` are all scenarios of the comparison where the figure shows only some: each keeps its look.
    """
    handles, labels = [], []
    every = looks(among or names)
    for index, (name, look) in enumerate((name, every[name]) for name in names):
        marker = look.marker if markers and index else ""
        handles.append(Line2D([], [], color=look.colour, ls=look.dash, marker=marker, ms=4))
        words = [name]
        words += ["(reference)"] if index == 0 and len(names) > 1 else []
        words += [remarks[name]] if remarks and name in remarks else []
        labels.append(" ".join([*words, "(no results)"] if name in missing else words))
    return legend(figure, handles, labels)


def panel_grid(count: int) -> tuple[int, int]:
    """Rows and columns for so many panels: at most three beside each other."""
    cols = min(3, max(1, count)) if count != 4 else 2
    return max(1, -(-count // cols)), cols


def paired_columns(reference: pl.DataFrame, other: pl.DataFrame, column: str) -> tuple[Floats, Floats]:
    """The column in both, in the order of the replicates that both have (and where neither is null)."""
    pairs = (
        reference.select("replicate", a=pl.col(column).cast(pl.Float64))
        .join(other.select("replicate", b=pl.col(column).cast(pl.Float64)), on="replicate", how="inner")
        .drop_nulls()
        .sort("replicate")
    )
    return pairs["a"].to_numpy(), pairs["b"].to_numpy()
