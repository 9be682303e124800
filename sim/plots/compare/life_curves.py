"""How long first spells last, one curve a scenario."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from matplotlib.figure import Figure

from sim.outcomes.lives import LIVES
from sim.plots.compare.parts import scenario_legend
from sim.plots.context import Context
from sim.plots.lives import LIFE_LABEL, life_axes, lives_of, numbers_at_risk, survival_curve
from sim.plots.palette import looks
from sim.plots.sheet import SHADED, label_text, say_none, sheet
from sim.plots.style import styled


@styled
def life_curves(spells: Mapping[str, pl.DataFrame | None], *, context: Context) -> Figure:
    """Kaplan-Meier curves of the first tacit (left) and the first formal spell (right), with 95% limits, overlaid.

    `spells`: scenario name to its spells, the reference first; None for a scenario without results. A spell replaced
    by a stronger one is censored.
    """
    lives = {name: None if found is None else lives_of(found) for name, found in spells.items()}
    figure, panels = sheet(context, cols=2, panel=(4.7, 3.5), share=(False, True), remark=SHADED)
    for axes, (life, words) in zip(panels, LIVES.items(), strict=True):
        counts = {
            name: survival_curve(axes, lives[name], life, colour=look.colour, dash=look.dash, count=len(spells))
            for name, look in looks(list(spells)).items()
        }
        without = [name for name, count in counts.items() if not count and spells[name] is not None]
        title = f"{words.label[:1].upper()}{words.label[1:]}" + (f" (none: {', '.join(without)})" if without else "")
        life_axes(axes, context, label_text(title, 52))
        for row, (name, look) in enumerate(looks(list(spells)).items()):
            numbers_at_risk(axes, lives[name], life, row, look.colour)
        if not any(counts.values()):
            say_none(axes, f"none: no {life} moratorium in any history")
    panels[0].set_ylabel(LIFE_LABEL)
    scenario_legend(figure, list(spells), [name for name, found in spells.items() if found is None])
    return figure
