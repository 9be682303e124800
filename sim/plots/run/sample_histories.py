"""A few dozen histories, one a row: what one history is, at a glance."""

from __future__ import annotations

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.plots.axes import date_axis, date_numbers
from sim.plots.context import Context
from sim.plots.labels import KIND_LABELS
from sim.plots.palette import KIND_COLOURS, RUSSIA, UKRAINE
from sim.plots.sheet import legend, say_none, sheet
from sim.plots.style import styled
from sim.scenario import KINDS

MOST = 36  # histories on one strip
WAVES = ("russian_wave", "russian_answer")
REFINERY = ("refinery_strike", "ukrainian_answer")


@styled
def sample_histories(
    spells: pl.DataFrame | pl.LazyFrame, events: pl.DataFrame, *, context: Context, most: int = MOST
) -> Figure:
    """The first `most` replicates as timelines: kind of moratorium, strikes of each side, breaches.

    `spells`: replicate, kind, start, end (days). `events`: replicate, day, what; of `what` these are drawn:
    'russian_wave' and 'russian_answer' above the bar, 'refinery_strike' and 'ukrainian_answer' below it, 'breach' on
    it. Rows are ordered by the first formal deal, then by the life of the first spell; the number at the left is the
    replicate, as `trace` takes it. Replicates without any spell and event are drawn too, up to `context.n`.
    """
    shown = np.arange(min(most, context.n))
    columns = ("replicate", pl.col("kind").cast(pl.String), "start", "end")
    spells = spells.lazy().filter(pl.col("replicate") < shown.size).select(columns).collect()
    events = events.filter(pl.col("replicate").is_in(shown.tolist())).with_columns(pl.col("what").cast(pl.String))
    order = _order(shown, spells)
    height = max(2.2, 0.9 + 0.2 * len(order))
    remark = f"{len(order)} shown, ordered by the first formal deal, then the first moratorium's end"
    figure, (axes,) = sheet(context, panel=(9.2, height), remark=remark if len(order) > 1 else "")
    date_axis(axes, context)
    if not order:
        say_none(axes, "none: no history to show")
        return figure
    place = {replicate: row for row, replicate in enumerate(order)}
    _draw_spells(axes, spells, place, context)
    _draw_events(axes, events, place, context)
    axes.set_ylim(len(order) - 0.4, -0.6)
    axes.set_yticks(range(len(order)), [str(replicate) for replicate in order], fontsize=7)
    axes.set_ylabel("Replicate")
    axes.grid(False)
    _legend(figure)
    return figure


def _order(shown: np.ndarray, spells: pl.DataFrame) -> list[int]:
    """Replicates by their first formal deal (never: last), then by the end of their first spell."""
    keys: dict[int, tuple[float, float]] = {int(r): (np.inf, np.inf) for r in shown}
    for replicate, kind, start, end in spells.sort("start").select("replicate", "kind", "start", "end").iter_rows():
        formal, first_end = keys[replicate]
        keys[replicate] = (min(formal, start if kind in ("partial", "complete") else np.inf), min(first_end, end))
    return sorted(keys, key=lambda replicate: (*keys[replicate], replicate))


def _draw_spells(axes: Axes, spells: pl.DataFrame, place: dict[int, int], context: Context) -> None:
    first = float(date_numbers(context, 0.0))
    axes.barh(range(len(place)), context.horizon_days, left=first, height=0.36, color=KIND_COLOURS["none"], linewidth=0)
    for kind in KINDS[1:]:
        part = spells.filter(pl.col("kind") == kind)
        rows = [place[replicate] for replicate in part["replicate"]]
        left = date_numbers(context, part["start"].to_numpy())
        width = (part["end"] - part["start"]).to_numpy()
        axes.barh(rows, width, left=left, height=0.36, color=KIND_COLOURS[kind], linewidth=0)


def _draw_events(axes: Axes, events: pl.DataFrame, place: dict[int, int], context: Context) -> None:
    ticks = ((WAVES, -0.3, RUSSIA), (REFINERY, 0.3, UKRAINE))
    for what, offset, colour in ticks:
        part = events.filter(pl.col("what").is_in(list(what)))
        rows = np.array([place[replicate] for replicate in part["replicate"]], dtype=float)
        days = date_numbers(context, part["day"].to_numpy())
        # As `vlines`, which takes five times as long over masks that there are none of.
        ends = np.stack([days, rows + offset - 0.11, days, rows + offset + 0.11], axis=-1).reshape(-1, 2, 2)
        axes.add_collection(LineCollection(list(ends), colors=colour, linewidths=1.1), autolim=False)
    part = events.filter(pl.col("what") == "breach")
    rows = np.array([place[replicate] for replicate in part["replicate"]], dtype=float)
    days = date_numbers(context, part["day"].to_numpy())
    axes.plot(days, rows, "o", ms=3.2, mfc="white", mec="black", mew=0.7, ls="none", zorder=4)


def _legend(figure: Figure) -> None:
    handles: list[Patch | Line2D] = [Patch(facecolor=KIND_COLOURS[kind]) for kind in KINDS]
    labels = [KIND_LABELS[kind] for kind in KINDS]
    for colour in (RUSSIA, UKRAINE):
        handles.append(Line2D([], [], ls="none", marker="|", ms=8, mew=1.4, color=colour))
    handles.append(Line2D([], [], ls="none", marker="o", ms=4, mfc="white", mec="black", mew=0.7))
    labels += ["Russian wave (above the bar)", "refinery strike (below the bar)", "breach, or incident taken as one"]
    legend(figure, handles, labels)
