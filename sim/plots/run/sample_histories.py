"""A few dozen histories, one a row: what one history is, at a glance."""

from __future__ import annotations

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.plots.axes import date_axis, date_numbers
from sim.plots.context import Context
from sim.plots.labels import KIND_LABELS
from sim.plots.palette import KIND_COLOURS, RUSSIA, UKRAINE
from sim.plots.sheet import legend, say_none, sheet
from sim.plots.strips import rows_of, spell_bars, strike_ticks
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
    seen = pl.col("replicate").is_in(shown.tolist())
    events = events.filter(seen).select("replicate", "day", pl.col("what").cast(pl.String))
    order = _order(shown, spells)
    height = max(2.2, 0.9 + 0.2 * len(order))
    remark = f"{len(order)} shown, ordered by the first formal deal, then the first moratorium's end"
    figure, (axes,) = sheet(context, panel=(9.2, height), remark=remark if len(order) > 1 else "")
    date_axis(axes, context)
    if not order:
        say_none(axes, "none: no history to show")
        return figure
    place = {replicate: row for row, replicate in enumerate(order)}
    spell_bars(axes, spells, place, context)
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


def _draw_events(axes: Axes, events: pl.DataFrame, place: dict[int, int], context: Context) -> None:
    for what, look in ((WAVES, (-0.3, RUSSIA)), (REFINERY, (0.3, UKRAINE))):
        strike_ticks(axes, events.filter(pl.col("what").is_in(list(what))), place, context, look)
    part = events.filter(pl.col("what") == "breach")
    days = date_numbers(context, part["day"].to_numpy())
    axes.plot(days, rows_of(part, place), "o", ms=3.2, mfc="white", mec="black", mew=0.7, ls="none", zorder=4)


def _legend(figure: Figure) -> None:
    handles: list[Patch | Line2D] = [Patch(facecolor=KIND_COLOURS[kind]) for kind in KINDS]
    labels = [KIND_LABELS[kind] for kind in KINDS]
    for colour in (RUSSIA, UKRAINE):
        handles.append(Line2D([], [], ls="none", marker="|", ms=8, mew=1.4, color=colour))
    handles.append(Line2D([], [], ls="none", marker="o", ms=4, mfc="white", mec="black", mew=0.7))
    labels += ["Russian wave (above the bar)", "refinery strike (below the bar)", "breach, or incident taken as one"]
    legend(figure, handles, labels)
