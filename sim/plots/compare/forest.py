"""All headline outcomes of a comparison on one scale."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure

from sim.outcomes.paired import Contrast
from sim.plots.compare.parts import scenario_legend
from sim.plots.context import Context
from sim.plots.labels import headline
from sim.plots.palette import FAINT, looks
from sim.plots.sheet import BARRED, label_text, say_none, sheet
from sim.plots.style import styled


@styled
def forest(contrasts: Mapping[str, Sequence[Contrast] | None], *, context: Context, reference: str) -> Figure:
    """Difference of each outcome to the reference, in standard deviations of the reference's histories, with intervals.

    `contrasts`: scenario name to its contrasts with the reference, without the reference itself, whose name is
    `reference` and which is the line at zero; None for a scenario without results. Shares and means are shown;
    quantiles are no property of one history and have no such scale. An outcome that does not vary in the reference
    has no scale either and carries an asterisk.
    """
    outcomes = _outcomes(contrasts)
    height = max(2.4, 0.9 + len(outcomes) * (0.17 + 0.08 * len(contrasts)))
    figure, (axes,) = sheet(context, panel=(8.4, height), remark=BARRED)
    names = [reference, *contrasts]
    drawn = looks(names)
    axes.set_xlabel("Difference to the reference (standard deviations of its histories)")
    unscaled: set[str] = set()
    for place, (name, found) in enumerate(contrasts.items()):
        look, offset = drawn[name], (place - (len(contrasts) - 1) / 2) * 0.7 / max(1, len(contrasts))
        points = _points(found or [], outcomes, unscaled)
        rows = np.array([outcomes.index(outcome) + offset for outcome in points])
        value, low, high = np.array(list(points.values())).reshape(-1, 3).T
        spread = np.nan_to_num(np.vstack([value - low, high - value]))
        axes.errorbar(
            value, rows, xerr=spread, color=look.colour, marker=look.marker, ms=5, capsize=2, ls="none", lw=1.4
        )
    if outcomes:
        axes.axvline(0, color=drawn[reference].colour, ls=drawn[reference].dash, lw=1.2)
    else:
        say_none(axes, "none: no outcome to compare")
    for row in range(1, len(outcomes), 2):
        axes.axhspan(row - 0.5, row + 0.5, color=FAINT, alpha=0.2, lw=0, zorder=0)
    marks = [headline(name)[0] + (" *" if name in unscaled else "") for name in outcomes]
    axes.set_yticks(range(len(outcomes)), [label_text(mark) for mark in marks])
    axes.set_ylim(max(0.6, len(outcomes) - 0.4), -0.6)
    axes.grid(False, axis="y")
    if unscaled:
        axes.set_title("* changed, but does not vary in the reference: no scale, see the table")
    missing = [name for name, found in contrasts.items() if found is None]
    scenario_legend(figure, names, missing, markers=True)
    return figure


def _outcomes(contrasts: Mapping[str, Sequence[Contrast] | None]) -> list[str]:
    found = [c.headline.name for each in contrasts.values() for c in each or () if c.headline.kind != "quantile"]
    return list(dict.fromkeys(found))


def _points(
    found: Sequence[Contrast], outcomes: Sequence[str], unscaled: set[str]
) -> dict[str, tuple[float, float, float]]:
    """Value and limits in standard units by outcome; fills `unscaled` with those changed but without a scale."""
    points = {}
    for contrast in found:
        name, d = contrast.headline.name, contrast.difference
        if name not in outcomes or math.isnan(d.value):
            continue
        deviation = contrast.a.se * math.sqrt(contrast.a.n)
        if deviation > 0:
            points[name] = (d.value / deviation, d.low / deviation, d.high / deviation)
        elif d.value == 0:
            points[name] = (0.0, 0.0, 0.0)
        else:
            unscaled.add(name)
    return points
