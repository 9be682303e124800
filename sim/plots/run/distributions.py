"""How unserved energy, hours short and strikes are spread over the histories."""

from __future__ import annotations

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from sim.outcomes.intervals import sample_quantiles
from sim.plots.axes import rectangles, share_axis
from sim.plots.context import Context
from sim.plots.labels import label_of, number, together, with_unit
from sim.plots.palette import FAINT, INK, colour_of
from sim.plots.sheet import say_none, sheet
from sim.plots.style import styled

COLUMNS = ("unserved_gwh", "hours_short", "russian_waves", "refinery_strikes")
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
_TAIL = 0.995  # histograms end at this quantile; what lies beyond is counted in words


@styled
def distributions(runs: pl.DataFrame | pl.LazyFrame, *, context: Context, columns: tuple[str, ...] = COLUMNS) -> Figure:
    """A histogram for each column of `runs`, with the quantiles 5, 25, 50, 75 and 95% as a strip above it.

    The tails are heavy, so that the mean says little: read the strip. A histogram ends at the 99.5% quantile and
    says how much lies beyond.
    """
    rows = (len(columns) + 1) // 2
    figure, panels = sheet(context, rows=rows, cols=min(2, len(columns)), panel=(4.6, 2.9))
    for axes, column in zip(panels, columns, strict=False):
        there = pl.col(column).cast(pl.Float64).drop_nulls().drop_nans()
        _panel(axes, np.sort(runs.lazy().select(there).collect().to_series().to_numpy()), column)
    for axes in panels[len(columns) :]:
        axes.set_visible(False)
    return figure


def _panel(axes: Axes, values: NDArray[np.float64], column: str) -> None:
    """One histogram of sorted `values`."""
    axes.set_xlabel(with_unit(column))
    axes.set_ylabel("Share of histories")
    if values.size == 0:
        axes.set_title(label_of(column))
        say_none(axes, "none: no history has a value")
        return
    low, _, median, _, high = quantiles = sample_quantiles(values, QUANTILES)
    centre, lowest, highest = together(median, low, high)
    axes.set_title(f"{label_of(column)}: median {centre}, 5–95% {lowest} to {highest}")
    edges = bins(values)
    counts = np.diff(np.searchsorted(values, edges))  # the last edge lies above what is counted
    heights = counts / values.size
    look = {"facecolor": colour_of(2), "edgecolor": "white", "linewidth": 0.4}
    bars = rectangles(axes, (edges[:-1], edges[1:]), (np.zeros_like(heights), heights), **look)
    bars.sticky_edges.y.append(0.0)
    share_axis(axes, "Share of histories", top=1.38 * float(counts.max()) / values.size)
    if np.all(values == np.round(values)):
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.set_xlim(edges[0] - 0.02 * (edges[-1] - edges[0]), edges[-1])
    quantile_strip(axes, quantiles)
    beyond = int((values > edges[-1]).sum())
    if beyond:
        words = f"{beyond / values.size:.1%} beyond,\nup to {number(float(values.max()))} →"
        axes.text(0.99, 0.72, words, transform=axes.transAxes, ha="right", va="top", fontsize=7.5)


def bins(values: NDArray[np.float64], most: int = 40) -> NDArray[np.float64]:
    """Bin edges up to the 99.5% quantile: whole numbers each their own bin where they are few."""
    low, high = float(values.min()), float(np.quantile(values, _TAIL, method="higher"))
    whole = bool(np.all(values == np.round(values)))
    if whole and high - low < 1e6:
        step = max(1, int(np.ceil((high - low + 1) / most)))
        return np.arange(low - 0.5, high + 0.5 + step, step)
    if high <= low:
        return np.array([low - 0.5, low + 0.5])
    return np.linspace(low, np.nextafter(high, np.inf), most + 1)


def quantile_strip(axes: Axes, quantiles: NDArray[np.float64]) -> None:
    """5-95% as a thin line, 25-75% as a thick one, the median as a tick, near the top of the panel."""
    place = axes.get_xaxis_transform()
    low, lower, median, upper, high = quantiles
    axes.plot([low, high], [0.88, 0.88], transform=place, color=INK, lw=1.2, solid_capstyle="butt")
    axes.plot([lower, upper], [0.88, 0.88], transform=place, color=INK, lw=6, solid_capstyle="butt")
    axes.plot([median], [0.88], transform=place, marker="|", ms=15, mew=2, color=INK)
    axes.plot([median], [0.88], transform=place, marker="|", ms=5, mew=1.4, color=FAINT)
