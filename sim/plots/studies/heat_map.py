"""One outcome over two varied parameters."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.patheffects import AbstractPathEffect, withStroke
from numpy.typing import NDArray

from sim.outcomes.rounding import level, without_interval
from sim.plots.axes import AMOUNT, PER_CENT
from sim.plots.context import Context
from sim.plots.labels import headline, minus, number
from sim.plots.palette import INK
from sim.plots.sheet import label_text, legend, say_none, sheet
from sim.plots.style import styled

_COLOURS = "cividis"  # even in lightness, and the same to colour-blind eyes
_MOST_TICKS = 12
_WIDE_CELLS = 6  # across: of more none has room for an interval
_MOST_NUMBERS = 60
_LEAST_FOR_CONTOURS = 5  # cells each way; between fewer, a contour is drawn rather than found
# White alone is lost on the bright end.
_OUTLINE: list[AbstractPathEffect] = [withStroke(linewidth=2.2, foreground=INK)]
_BRIGHT = 0.55  # of the colour scale, above which letters are dark


@styled
def heat_map(
    points: pl.DataFrame, *, context: Context, x: str, y: str, outcome: str, units: Mapping[str, str] | None = None
) -> Figure:
    """A cell for each point of the grid, coloured by the value of `outcome`; failed or missing points hatched.

    `points`, one row a point: x, y (numbers or words), value, and low and high where known. On a grid of at most 60
    cells each carries its number, and of at most 6 across its interval, too. The colours span at least twice the
    typical interval, so that luck alone makes no pattern. `x` and `y` are the axis labels (the parameters' paths with
    units); `outcome` is a headline's name, or one whose unit is in `units`. Contours follow the colour bar's ticks, and
    carry their values; there are none on a coarse grid.
    """
    across, upward = (points[name].unique().sort() for name in ("x", "y"))
    numbered = across.len() * upward.len() <= _MOST_NUMBERS
    written = numbered and across.len() <= _WIDE_CELLS and "low" in points.columns and points["low"].count() > 0
    figure, (axes,) = sheet(context, panel=(7.4, 5.2), remark="95% intervals in brackets" if written else "")
    axes.grid(False)
    axes.set_xlabel(label_text(x))
    axes.set_ylabel(label_text(y))
    if points["value"].drop_nulls().is_empty():
        say_none(axes, "none: no point has a value")
        return figure
    values = _grid(points, across, upward)
    # rasterized: 441 cells as one picture, not 441 polygons with hairlines between them in a PDF
    low, high = _scale(points, values)
    place = (np.arange(across.len()), np.arange(upward.len()))
    mesh = axes.pcolormesh(*place, values, cmap=_COLOURS, rasterized=True, vmin=low, vmax=high)
    _ticks(axes, across, upward)
    label, unit = headline(outcome, units)
    share = unit.startswith("share")
    its = "of histories" if unit == "share" else unit
    bar = figure.colorbar(mesh, ax=axes, label=label_text(f"{label} ({its})", 40), format=PER_CENT if share else AMOUNT)
    told = _per_cent if share else number
    if numbered:
        limits = [_limit(points, name, across, upward) for name in ("low", "high")]
        _write(axes, values, limits, "share" if share else "mean", bright=low + _BRIGHT * (high - low))
    elif min(values.shape) >= _LEAST_FOR_CONTOURS and np.nanmax(values) > np.nanmin(values):
        levels = [tick for tick in bar.get_ticks() if np.nanmin(values) < tick < np.nanmax(values)]
        if levels:
            masked = np.ma.masked_invalid(values)
            lines = axes.contour(masked, levels=levels, colors="white", linewidths=0.9)
            lines.set_path_effects(_OUTLINE)
            for text in axes.clabel(lines, fmt=told, fontsize=7.5, inline=True):
                text.set_path_effects(_OUTLINE)
    if not np.isfinite(values).all():
        axes.patch.set(facecolor="white", hatch="xxx", edgecolor="#777777")
        legend(figure, [Patch(facecolor="white", hatch="xxx", edgecolor="#777777")], ["no value (failed or missing)"])
    return figure


def _scale(points: pl.DataFrame, values: NDArray[np.float64]) -> tuple[float, float]:
    """The ends of the colours: those of the values, or wider where intervals are wide beside their differences."""
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if "low" not in points.columns or points["low"].drop_nulls().is_empty():
        return low, high
    typical = float((points["high"] - points["low"]).drop_nulls().median())  # type: ignore[arg-type]
    lacking = max(0.0, 2 * typical - (high - low)) / 2
    return max(0.0, low - lacking) if low >= 0 else low - lacking, high + lacking


def _limit(points: pl.DataFrame, name: str, across: pl.Series, upward: pl.Series) -> NDArray[np.float64]:
    """One end of the interval of each cell; NaN where there is none."""
    if name not in points.columns:
        return np.full((upward.len(), across.len()), np.nan)
    return _grid(points.with_columns(value=pl.col(name)), across, upward)


def _write(
    axes: Axes, found: NDArray[np.float64], limits: list[NDArray[np.float64]], kind: str, *, bright: float
) -> None:
    """Each value in its cell as tables tell it, its interval under it where there is room; dark on `bright` cells."""
    wide = found.shape[1] <= _WIDE_CELLS
    for (row, column), value in np.ndenumerate(found):
        if np.isfinite(value):
            low, high = (float(one[row, column]) if np.isfinite(one[row, column]) else None for one in limits)
            told = level if wide else without_interval
            text = minus(told(float(value), low, high, kind)).replace(" (", "\n(")
            colour = INK if value > bright else "white"
            axes.text(column, row, text, ha="center", va="center", fontsize=8, color=colour)


def _per_cent(share: float) -> str:
    return f"{100 * share:.3g}%"


def _grid(points: pl.DataFrame, across: pl.Series, upward: pl.Series) -> NDArray[np.float64]:
    values = np.full((upward.len(), across.len()), np.nan)
    column = {value: index for index, value in enumerate(across)}
    row = {value: index for index, value in enumerate(upward)}
    for at_x, at_y, value in points.select("x", "y", pl.col("value").cast(pl.Float64)).iter_rows():
        values[row[at_y], column[at_x]] = np.nan if value is None else value
    return values


def _ticks(axes: Axes, across: pl.Series, upward: pl.Series) -> None:
    """Label every cell, or every second, third, ... where there are many."""
    for axis, cells in ((axes.xaxis, across), (axes.yaxis, upward)):
        step = -(-cells.len() // _MOST_TICKS)
        names = [number(c) if isinstance(c, int | float) and not isinstance(c, bool) else str(c) for c in cells]
        axis.set_ticks(range(0, cells.len(), step), [label_text(name, 14) for name in names[::step]])
