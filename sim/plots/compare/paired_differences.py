"""What a scenario changes, history by history under the same luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.outcomes import enough
from sim.outcomes.contrasts import paired_mean
from sim.outcomes.enough import in_short
from sim.outcomes.intervals import Estimate
from sim.outcomes.rounding import difference
from sim.plots.axes import PER_CENT
from sim.plots.compare.parts import Floats, paired_columns, scenario_legend
from sim.plots.context import Context
from sim.plots.labels import minus, number, with_unit
from sim.plots.palette import Look, looks
from sim.plots.sheet import label_text, say_none, sheet
from sim.plots.style import styled

_POINTS = 600  # of a sorted curve; its ends are always kept


@styled
def paired_differences(
    runs: Mapping[str, pl.DataFrame | None],
    *,
    context: Context,
    column: str = "unserved_gwh",
    among: Sequence[str] = (),
    means: Mapping[str, Estimate | None] | None = None,
) -> Figure:
    """Differences to the reference of `column`, sorted, one curve a scenario; at the right the mean with its interval.

    `runs`: scenario name to its rows, the reference first, all with the same replicates under the same luck. The
    reference is the line at zero; where a curve lies on it, the scenario changed nothing in those histories. `among`
    names all scenarios of the comparison where some are left out here as unpaired: the others keep their looks.
    `means` are the differences as the table has them, by scenario; without them they are those of the pairs alone.
    """
    figure, (axes, beside) = sheet(context, cols=2, panel=(4.4, 3.8), widths=(3, 1))
    names = list(runs)
    reference = runs[names[0]]
    missing, remarks, sorted_pairs = [], {}, []
    every = looks(among or names)
    for index, (name, rows) in enumerate(runs.items()):
        look = every[name]
        if reference is None or rows is None or rows.is_empty():
            missing.append(name)
            axes.plot([], [], color=look.colour, ls=look.dash)
        elif index == 0:
            axes.plot([0, 1], [0, 0], color=look.colour, ls=look.dash, lw=1.2)
            beside.axhline(0, color=look.colour, ls=look.dash, lw=1.2)
        else:
            before, after = paired_columns(reference, rows, column)
            remarks[name] = _one(axes, (before, after), look)
            if before.size:
                remarks[name] = _mean(beside, index, (means or {}).get(name) or _of_pairs(before, after), look)
            sorted_pairs.append(np.sort(after - before))
    _labels(axes, beside, column, names)
    axes.set_title(_cut_tails(axes, sorted_pairs))
    if len(missing) == len(names) or not any(remark != _NO_PAIR for remark in remarks.values()):
        say_none(axes, "none: no pair of histories to compare")
        say_none(beside, "none")
    scenario_legend(figure, names, missing, remarks, among=among)
    return figure


_NO_PAIR = "(no pair)"


def _one(axes: Axes, pair: tuple[Floats, Floats], look: Look) -> str:
    """Draw one scenario's sorted differences; what the legend says where there are none."""
    difference = np.sort(pair[1] - pair[0])
    if difference.size == 0:
        axes.plot([], [], color=look.colour, ls=look.dash)
        return _NO_PAIR
    place = np.unique(np.linspace(0, difference.size - 1, min(_POINTS, difference.size)).round().astype(int))
    rank = (place + 0.5) / difference.size
    axes.plot(rank, difference[place], color=look.colour, ls=look.dash, marker=look.marker if place.size == 1 else "")
    return ""


def _of_pairs(before: Floats, after: Floats) -> Estimate:
    return enough.of_difference(paired_mean(before, after), after - before)


def _mean(axes: Axes, index: int, found: Estimate, look: Look) -> str:
    """Draw the mean with its interval; what the legend says of it."""
    spread = np.nan_to_num([[found.value - found.low], [found.high - found.value]])
    axes.errorbar([index], [found.value], spread, color=look.colour, marker=look.marker, ms=5, capsize=3, ls="none")
    shown, interval = difference(found.value, *found.limits, "mean")
    return minus(f"mean {shown} ({in_short(found.note) or interval})")


def _cut_tails(axes: Axes, differences: list[Floats]) -> str:
    """Show each curve from its 1% to its 99% quantile, for single histories would flatten all; say what is cut."""
    known = [d for d in differences if d.size]
    if not known:
        return "Every pair"
    low, high = min(np.quantile(d, 0.01) for d in known), max(np.quantile(d, 0.99) for d in known)
    room = 0.06 * (high - low) or 1.0
    axes.set_ylim(min(0.0, low) - room, max(0.0, high) + room)
    return f"Every pair (lowest {number(min(d[0] for d in known))}, highest {number(max(d[-1] for d in known))})"


def _labels(axes: Axes, means: Axes, column: str, names: list[str]) -> None:
    axes.set_xlabel("Histories, sorted by their difference (share)")
    axes.xaxis.set_major_formatter(PER_CENT)
    axes.set_xlim(0, 1)
    axes.set_ylabel(label_text(f"{with_unit(column)}, difference to {names[0]}"))
    means.set_title("Mean, 95% interval")
    means.set_xlim(0.4, max(1.6, len(names) - 0.4))
    means.set_xticks([])
    means.spines["bottom"].set_visible(False)
