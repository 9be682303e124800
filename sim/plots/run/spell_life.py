"""How long the first tacit and the first formal spell last, and what ends them."""

from __future__ import annotations

import polars as pl
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.outcomes.lives import LIVES
from sim.plots.context import Context
from sim.plots.lives import (
    LIFE_LABEL,
    cause_patches,
    causes_that_occur,
    incidence_areas,
    life_axes,
    lives_of,
    numbers_at_risk,
    survival_curve,
)
from sim.plots.palette import KIND_COLOURS
from sim.plots.sheet import SHADED, legend, say_none, sheet
from sim.plots.style import styled

_LINES = {"tacit": (KIND_COLOURS["tacit"], "-"), "formal": (KIND_COLOURS["complete"], (0, (6, 2)))}


@styled
def spell_life(spells: pl.DataFrame | pl.LazyFrame, *, context: Context) -> Figure:
    """Kaplan-Meier's survival of the first tacit and first formal spells, and the causes of their ends stacked.

    `spells`: replicate, kind, start, end, cause. Limits are 95%, pointwise. In the curve a spell that is replaced by
    a stronger one is censored; in the areas all causes compete (Aalen-Johansen) and add, with what is still in force,
    to one.
    """
    lives = lives_of(spells)
    figure, (alive, *ends) = sheet(context, cols=3, panel=(3.6, 3.3), share=(False, True), remark=SHADED)
    handles: list[Artist] = []
    labels = []
    for life, (colour, dash) in _LINES.items():
        count = survival_curve(alive, lives, life, colour=colour, dash=dash, count=len(_LINES))
        handles.append(Line2D([], [], color=colour, ls=dash))
        labels.append(f"{LIVES[life].label} ({count:,} spells)" if count else f"{LIVES[life].label} (none)")
    life_axes(alive, context, "How long they hold")
    alive.set_ylabel(LIFE_LABEL)
    if not any(one.n for one in lives.values()):
        say_none(alive, "none: no moratorium in any history")
    for axes, life in zip(ends, _LINES, strict=True):
        drawn = incidence_areas(axes, lives, life)
        life_axes(axes, context, f"How the {LIVES[life].label} ends")
        if not drawn:
            say_none(axes, f"none: no {life} moratorium in any history")
    ends[0].set_ylabel("Share ended, by cause")
    every = tuple(dict.fromkeys(cause for life in _LINES for cause in LIVES[life].ends))
    patches, names = cause_patches(causes_that_occur(lives.values(), every))
    for row, (life, (colour, _)) in enumerate(_LINES.items()):
        numbers_at_risk(alive, lives, life, row, colour)
    legend(figure, [*handles, *patches], [*labels, *names])
    return figure
