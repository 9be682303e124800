"""What the ensemble predicts of each summary, and what was observed."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.plots.context import Context
from sim.plots.palette import FAINT, INK, look
from sim.plots.sheet import label_text, legend, say_none, sheet
from sim.plots.style import styled


@styled
def predictive_checks(checks: pl.DataFrame, *, context: Context) -> Figure:
    """One row a summary, on its own scale: 5 to 95% of histories under the prior and under the ensemble, with medians;
    a diamond for what was observed, with its error and the model's discrepancy (two standard deviations).

    `checks`: summary, observed, spread (standard deviation), prior_q05, prior_q50, prior_q95, q05, q50, q95.
    Everything is drawn less the observed figure, in units of the widest of the row.
    """
    figure, (axes,) = sheet(context, panel=(8.2, 0.9 + 0.42 * max(4, checks.height)))
    axes.set_xlabel("Less what was observed (share of the widest interval)")
    if checks.is_empty():
        say_none(axes, "none: no summary")
        return figure
    for place, row in enumerate(checks.iter_rows(named=True)):
        y = -place
        ends = [row[name] - row["observed"] for name in ("prior_q05", "prior_q95", "q05", "q95")]
        scale = max(*(abs(end) for end in ends), 2 * row["spread"], 1e-9)
        for shift, part, colour in ((0.17, "prior_", FAINT), (-0.17, "", look(0).colour)):
            low, middle, high = ((row[f"{part}q{q}"] - row["observed"]) / scale for q in ("05", "50", "95"))
            axes.plot([low, high], [y + shift] * 2, color=colour, lw=3.5, solid_capstyle="butt")
            axes.plot([middle], [y + shift], "|", color=INK, ms=8)
        reach = 2 * row["spread"] / scale
        axes.plot([-reach, reach], [y, y], color=look(1).colour, lw=1)
        axes.plot([0], [y], "D", color=look(1).colour, ms=4)
    axes.set_yticks([-place for place in range(checks.height)], _names(checks))
    handles = [Line2D([], [], color=colour, lw=3.5) for colour in (FAINT, look(0).colour)]
    handles.append(Line2D([], [], color=INK, marker="|", ms=8, lw=0))
    handles.append(Line2D([], [], color=look(1).colour, marker="D", ms=4, lw=1))
    words = ["histories under the prior, 5–95%", "under the ensemble", "median", "observed, with its doubt"]
    legend(figure, handles, words)
    return figure


def _names(checks: pl.DataFrame) -> list[str]:
    """What the calibration asks, as words."""
    return [label_text(name.replace("_", " "), 34) for name in checks["summary"]]
