"""The shape of each parameter's own effect, averaged over all the others."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from matplotlib.figure import Figure

from sim.plots.axes import PER_CENT
from sim.plots.context import Context
from sim.plots.labels import headline, parameter_label
from sim.plots.palette import look
from sim.plots.sheet import label_text, say_none, sheet
from sim.plots.studies.response_curves import curve, places
from sim.plots.style import styled

ACROSS = "shaded: 95% interval of the mean over luck and the other parameters"
"""What the bands are: not luck alone, and no range of outcomes."""


@styled
def partial_effects(
    curves: pl.DataFrame, *, context: Context, outcome: str, units: Mapping[str, str] | None = None
) -> Figure:
    """One panel a parameter, all on one scale: the mean outcome over the parameter's range, with intervals.

    `curves`: parameter (path), x, value, low, high; parameters stand in the order in which they first come. On a
    shared y axis a flat line is a parameter that does not matter. `units` has those of outcomes that are no headlines.
    """
    names = curves["parameter"].unique(maintain_order=True).to_list()
    cols = min(3, max(1, len(names)))
    figure, panels = sheet(
        context,
        rows=max(1, -(-len(names) // cols)),
        cols=cols,
        panel=(3.2 if cols > 1 else 6.0, 2.3),
        share=(False, True),
        remark=ACROSS,
    )
    label, unit = headline(outcome, units)
    said = "of histories" if unit == "share" else unit
    for index, (axes, name) in enumerate(zip(panels, names, strict=False)):
        axes.set_xlabel(label_text(parameter_label(name), 34))
        if index % cols == 0:
            axes.set_ylabel(label_text(f"{label} ({said})" if said else label, 26))
        part = curves.filter(pl.col("parameter") == name)
        if part["value"].drop_nulls().is_empty():
            say_none(axes, "none: no value")
            continue
        part, words = places(part if units and outcome in units and not unit else _possible(part, unit))
        if unit.startswith("share"):
            axes.yaxis.set_major_formatter(PER_CENT)
        curve(axes, part, look(0), words=words)
    for axes in panels[len(names) :]:
        axes.set_visible(not names)
    if not names:
        say_none(panels[0], "none: no parameter was varied")
    return figure


def _possible(part: pl.DataFrame, unit: str) -> pl.DataFrame:
    """The limits within what the outcome can be: none is negative, no share is above 1."""
    most = 1.0 if unit.startswith("share") else None
    return part.with_columns(pl.col("low", "high").clip(0.0, most))
