"""One or two histories along the dates: moratorium, strikes, breaches, and what the power system had to spare."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.plots.axes import date_axis, date_numbers
from sim.plots.context import Context
from sim.plots.labels import KIND_LABELS
from sim.plots.palette import INK, KIND_COLOURS, RUSSIA, UKRAINE, looks
from sim.plots.sheet import legend, say_none, sheet
from sim.plots.strips import rows_of, spell_bars, strike_ticks
from sim.plots.style import styled
from sim.scenario import KINDS

TICKS = (("russian_wave", (-0.3, RUSSIA)), ("refinery_strike", (0.3, UKRAINE)))


@styled
def timelines(
    spells: pl.DataFrame, events: pl.DataFrame, days: pl.DataFrame, *, context: Context, parted: float | None = None
) -> Figure:
    """A bar a history above, and below the margin of supply over demand (GW) day by day.

    `spells`: history, kind, start, end (days). `events`: history, day, what, result. `days`: history, day, margin_gw.
    `history` is the name of each; their order is that of their first appearance in `days`. A dashed line marks the day
    on which two histories part.
    """
    names = days["history"].unique(maintain_order=True).to_list()
    remark = "" if parted is None else f"parted on {context.date_of(parted)}"
    lane = 0.75 + 0.55 * max(1, len(names))
    figure, (above, below) = sheet(context, rows=2, panel=(9.2, 0.5 * (lane + 3.0)), share=(True, False), remark=remark)
    date_axis(below, context)
    if not names:
        say_none(above, "none: no history to show")
        say_none(below, "none")
        return figure
    place = {name: row for row, name in enumerate(names)}
    spell_bars(above, spells.select("history", "kind", "start", "end"), place, context)
    _marks(above, events.select("history", "day", "what", "result"), place, context)
    above.set_ylim(len(names) - 0.4, -0.6)
    above.set_yticks(range(len(names)), names)
    above.grid(False)
    drawn = looks(names)
    for name in names:
        part = days.filter(pl.col("history") == name)
        x = date_numbers(context, part["day"].to_numpy() - 0.5)
        look = drawn[name]
        below.plot(x, part["margin_gw"].to_numpy(), color=look.colour, ls=look.dash, lw=1.3)
    below.axhline(0, color=INK, lw=0.8)
    below.set_ylabel("Supply less demand (GW)")
    for axes in (above, below):
        if parted is not None:
            axes.axvline(float(date_numbers(context, parted)), color=INK, ls=(0, (4, 3)), lw=1)
    _legend(figure, {name: drawn[name] for name in names} if len(names) > 1 else {})
    return figure


def _marks(axes: Axes, events: pl.DataFrame, place: dict[str, int], context: Context) -> None:
    for what, look in TICKS:
        strike_ticks(axes, events.filter(pl.col("what") == what), place, context, look)
    for results, size, fill in ((("breach",), 4.0, "white"), (("collapse",), 6.0, INK)):
        part = events.filter(pl.col("result").is_in(results))
        x = date_numbers(context, part["day"].to_numpy())
        axes.plot(x, rows_of(part, place), "o", ms=size, mfc=fill, mec=INK, mew=0.8, ls="none", zorder=4)


def _legend(figure: Figure, drawn: dict[str, object]) -> None:
    handles: list[Patch | Line2D] = [Patch(facecolor=KIND_COLOURS[kind]) for kind in KINDS]
    labels = [KIND_LABELS[kind] for kind in KINDS]
    for colour in (RUSSIA, UKRAINE):
        handles.append(Line2D([], [], ls="none", marker="|", ms=8, mew=1.4, color=colour))
    handles.append(Line2D([], [], ls="none", marker="o", ms=4, mfc="white", mec=INK, mew=0.8))
    handles.append(Line2D([], [], ls="none", marker="o", ms=6, mfc=INK, mec=INK))
    labels += ["Russian wave", "refinery strike", "breach", "breach that ends the moratorium"]
    for name, look in drawn.items():
        handles.append(Line2D([], [], color=look.colour, ls=look.dash, lw=1.3))  # type: ignore[attr-defined]
        labels.append(f"margin, {name}")
    legend(figure, handles, labels)
