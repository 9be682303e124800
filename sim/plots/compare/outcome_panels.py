"""The distribution of one outcome, a panel a scenario."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.outcomes.intervals import sample_quantiles
from sim.plots.axes import Floats, share_axis
from sim.plots.compare.parts import panel_grid, scenario_legend
from sim.plots.context import Context
from sim.plots.labels import together, with_unit
from sim.plots.palette import Look, colour_of, looks
from sim.plots.run.distributions import QUANTILES, bins, quantile_strip
from sim.plots.sheet import label_text, say_none, sheet
from sim.plots.style import styled


@styled
def outcome_panels(
    runs: Mapping[str, pl.DataFrame | None], *, context: Context, column: str = "unserved_gwh"
) -> Figure:
    """Histograms of `column` on shared axes and bins, with quantile strips; the reference's outline in every panel.

    `runs`: scenario name to its rows, the reference first; None for a scenario without results, which keeps its panel.
    """
    values = {name: _values(rows, column) for name, rows in runs.items()}
    rows, cols = panel_grid(len(values))
    figure, panels = sheet(context, rows=rows, cols=cols, panel=(9.6 / max(2, cols), 2.5), share=(True, True))
    pooled = np.concatenate([*values.values(), np.empty(0)])
    edges = bins(pooled) if pooled.size else np.array([0.0, 1.0])
    reference, *_ = values.values()
    top = 0.0
    for axes, (name, look) in zip(panels, looks(list(values)).items(), strict=False):
        axes.set_title(label_text(name, 30))
        top = max(top, _panel(axes, values[name], edges, look, reference))
    for axes in panels:
        share_axis(axes, "", top=1.38 * top or 1.0)
        axes.set_xlim(edges[0], edges[-1])
    for index, axes in enumerate(panels):
        axes.set_visible(index < len(values))
        if index % cols == 0:
            axes.set_ylabel("Share of histories")
        if index + cols >= len(values):
            axes.set_xlabel(with_unit(column))
            axes.tick_params(labelbottom=True)
    missing = [name for name, found in values.items() if not found.size]
    remarks = {name: _remark(found, edges) for name, found in values.items() if found.size}
    scenario_legend(figure, list(values), missing, remarks)
    return figure


def _values(rows: pl.DataFrame | None, column: str) -> Floats:
    if rows is None:
        return np.empty(0)
    return rows[column].cast(pl.Float64).drop_nulls().drop_nans().to_numpy()


def _panel(axes: Axes, values: Floats, edges: Floats, look: Look, reference: Floats) -> float:
    """Draw one scenario; the height of its tallest bar."""
    if not values.size:
        say_none(axes, "none: no history has a value")
        return 0.0
    heights = np.histogram(values, edges)[0] / values.size
    axes.bar(edges[:-1], heights, np.diff(edges), align="edge", color=look.colour, alpha=0.65, ec="white", lw=0.3)
    if reference.size and reference is not values:
        axes.stairs(np.histogram(reference, edges)[0] / reference.size, edges, color=colour_of(0))
    quantile_strip(axes, sample_quantiles(values, QUANTILES))
    return float(heights.max())


def _remark(values: Floats, edges: Floats) -> str:
    low, median, high = sample_quantiles(values, (0.05, 0.5, 0.95))
    centre, lowest, highest = together(median, low, high)
    words = f"median {centre}, 5–95% {lowest} to {highest}"
    beyond = int((values > edges[-1]).sum())
    return f"{words}, {beyond / values.size:.1%} beyond the axis" if beyond else words
