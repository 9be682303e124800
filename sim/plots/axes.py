"""Axes that recur: days, dates, shares; and areas stacked on each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from sim.plots.context import Context, long_date

Floats = NDArray[np.float64]
# Room above 100%, for what stands there, has no label: there is no such share.
AMOUNT = FuncFormatter(lambda value, _: f"{value:,.12g}".replace("-", "\u2212"))
"""Amounts on an axis as in titles and tables: thousands set apart."""
PER_CENT = FuncFormatter(lambda share, _: f"{100 * share:.3g}%" if share < 1 + 1e-9 else "")

_MANY, _DAYS = 20_000, 4_001


def day_axis(axes: Axes, horizon_days: float) -> None:
    """An x axis in days from the start, 0 to the horizon; months of 30 days where that gives few ticks."""
    axes.set_xlim(0, max(1.0, horizon_days))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 1.5, 2, 3, 6, 10], integer=True))
    axes.set_xlabel("Time from the start (days)")


def date_axis(axes: Axes, context: Context) -> None:
    """An x axis in calendar dates over the whole period; plot against `date_numbers`."""
    locator = AutoDateLocator(minticks=4, maxticks=10)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    formatter = ConciseDateFormatter(locator, show_offset=False)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(formatter)
    first = date_number(context.start)
    axes.set_xlim(first, first + max(1, context.horizon_days))
    axes.set_xlabel(f"Date (from {long_date(context.start)})")


def date_numbers(context: Context, days: Any) -> Floats:
    """Days from the start (floats) as matplotlib's date numbers."""
    numbers: Floats = np.asarray(days, dtype=np.float64) + date_number(context.start)
    return numbers


def date_number(day: date) -> float:
    """A calendar date as matplotlib's date number."""
    return float(date2num(day))  # type: ignore[no-untyped-call]


def share_axis(axes: Axes, label: str, *, top: float | None = 1.0) -> None:
    """A y axis of shares, in per cent, from 0."""
    axes.set_ylim(0, top)
    axes.yaxis.set_major_formatter(PER_CENT)
    axes.set_ylabel(label)


def stacked(
    axes: Axes,
    x: Floats,
    layers: Iterable[tuple[str, Floats]],
    colours: dict[str, str],
    hatches: dict[str, str],
    *,
    step: bool = False,
) -> list[Patch]:
    """Areas on top of each other, first layer lowest; one legend patch for each layer, in the same order."""
    floor = np.zeros_like(x)
    patches = []
    for name, height in layers:
        look: dict[str, Any] = {
            "facecolor": colours[name],
            "hatch": hatches[name],
            "edgecolor": "white",
            "linewidth": 0.4,
        }
        axes.fill_between(x, floor, floor + height, step="post" if step else None, **look)
        patches.append(Patch(**{**look, "edgecolor": "#777777"}))
        floor = floor + height
    return patches


def rectangles(axes: Axes, across: tuple[Floats, Floats], upward: tuple[Floats, Floats], **look: Any) -> PolyCollection:
    """Rectangles as one artist, from the first to the second of `across` and of `upward`; as bars they take longer."""
    (left, right), (low, high) = across, upward
    corners = np.array([[left, low], [left, high], [right, high], [right, low]])  # corner, axis, rectangle
    drawn = PolyCollection(list(corners.transpose(2, 0, 1)), **look)
    axes.add_collection(drawn)
    return drawn


def room_above(axes: Axes, values: Sequence[float] | Floats, share: float = 0.08) -> None:
    """Let the y axis start at 0 and end a little above the largest finite value (at 1 if there is none)."""
    finite = np.asarray(values, dtype=np.float64)
    finite = finite[np.isfinite(finite)]
    top = float(finite.max()) if finite.size else 0.0
    axes.set_ylim(0, top * (1 + share) if top > 0 else 1.0)


def band_alpha(count: int) -> float:
    """How dense a band may be where `count` of them may lie on each other and the lines must still be seen."""
    return max(0.05, 0.2 / math.sqrt(count))


def curve_days(histories: int, horizon_days: float) -> Floats | None:
    """Days at which a curve over many histories is drawn; None for few, whose every step is drawn.

    A picture can tell no more days apart, and a million steps would be drawn over each other.
    """
    return np.linspace(0.0, horizon_days, _DAYS) if histories > _MANY else None


def deal_steps(axes: Axes, steps: pl.DataFrame, *, colour: str, dash: Any, count: int) -> None:
    """A step curve `day, share, low, high` with its interval, one of `count`; a share counts from the day on."""
    steps = steps.sort("day")
    day, share, low, high = (steps[name].to_numpy() for name in ("day", "share", "low", "high"))
    axes.fill_between(day, low, high, step="post", color=colour, alpha=band_alpha(count), linewidth=0)
    axes.step(day, share, where="post", color=colour, ls=dash)
