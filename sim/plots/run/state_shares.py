"""In which stage the talks are, and which moratorium is in force, as time goes by."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.plots.axes import date_axis, date_numbers, share_axis, stacked
from sim.plots.context import Context
from sim.plots.labels import KIND_LABELS, STAGE_LABELS
from sim.plots.palette import KIND_COLOURS, KIND_HATCHES, STAGE_COLOURS, STAGE_HATCHES
from sim.plots.sheet import legend, say_none, sheet
from sim.plots.style import styled


@styled
def state_shares(bands: pl.DataFrame, *, context: Context) -> Figure:
    """Stacked shares of histories by kind of moratorium (above) and by stage of the talks (below), by date.

    `bands` as `sim.outcomes.bands.bands_frame` gives them: day, series ('kind', 'stage'), state, value.
    """
    figure, (kinds, stages) = sheet(context, rows=2, panel=(8.4, 2.5), share=(True, True))
    _areas(kinds, bands, "kind", context, KIND_COLOURS, KIND_HATCHES)
    kinds.set_title("Moratorium in force")
    _areas(stages, bands, "stage", context, STAGE_COLOURS, STAGE_HATCHES)
    stages.set_title("Stage of the talks")
    date_axis(stages, context)
    sorts = ((KIND_COLOURS, KIND_HATCHES), (STAGE_COLOURS, STAGE_HATCHES))
    handles = [
        Patch(facecolor=colours[name], hatch=hatches[name], edgecolor="#777777", lw=0.4)
        for colours, hatches in sorts
        for name in colours
    ]
    stage_labels = [f"talks: {label}" for label in STAGE_LABELS.values()]
    legend(figure, handles, [*KIND_LABELS.values(), *stage_labels])
    return figure


def _areas(
    axes: Axes, bands: pl.DataFrame, series: str, context: Context, colours: dict[str, str], hatches: dict[str, str]
) -> None:
    share_axis(axes, "Share of histories")
    own = bands.filter(pl.col("series") == series).sort("day")
    if own.is_empty():
        say_none(axes, "none: no daily figures were kept")
        return
    # Day k stands for the date start + k - 1: the areas are steps a day wide, the last one closed on its right.
    days = own["day"].unique().sort().to_numpy()
    x = date_numbers(context, [*(days - 1), days[-1]])
    layers = []
    for name in colours:
        height = own.filter(pl.col("state") == name)["value"].to_numpy()
        layers.append((name, height[[*range(height.size), -1]]))
    stacked(axes, x, layers, colours, hatches, step=True)
    axes.grid(False)
