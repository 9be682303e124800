"""What ends first spells, a panel a scenario."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from matplotlib.figure import Figure

from sim.outcomes.lives import LIVES
from sim.plots.compare.parts import panel_grid
from sim.plots.context import Context
from sim.plots.lives import cause_patches, causes_that_occur, incidence_areas, life_axes, lives_of
from sim.plots.sheet import label_text, legend, say_none, sheet
from sim.plots.style import styled


@styled
def cause_panels(spells: Mapping[str, pl.DataFrame | None], *, context: Context, life: str = "tacit") -> Figure:
    """Stacked cumulative incidence of the causes that end the first `life` ('tacit' or 'formal') on shared axes.

    `spells`: scenario name to its spells, the reference first; None for a scenario without results, which keeps its
    panel. All causes compete; what is still in force is on top.
    """
    lives = {name: None if found is None else lives_of(found) for name, found in spells.items()}
    rows, cols = panel_grid(len(spells))
    figure, panels = sheet(context, rows=rows, cols=cols, panel=(9.6 / max(2, cols), 2.5), share=(True, True))
    for index, (axes, (name, found)) in enumerate(zip(panels, lives.items(), strict=False)):
        drawn = incidence_areas(axes, found, life)
        life_axes(axes, context, label_text(name, 30))
        if not drawn:
            say_none(axes, "no results" if found is None else f"none: no {life} moratorium in any history")
        if index % cols == 0:
            axes.set_ylabel("Share ended, by cause")
        if index + cols < len(spells):
            axes.set_xlabel("")
        else:
            axes.tick_params(labelbottom=True)
    for axes in panels[len(spells) :]:
        axes.set_visible(False)
    there = [found[life] for found in lives.values() if found is not None]
    patches, names = cause_patches(causes_that_occur(there, LIVES[life].ends))
    legend(figure, patches, names, title=f"How the {LIVES[life].label} ends")
    return figure
