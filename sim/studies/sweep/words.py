"""A sweep in words: a table of points, what to be careful about, where the rest lies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.outcomes.rounding import histories
from sim.report.text import near, paragraph, table
from sim.studies.strike_rates import caution
from sim.studies.sweep.data import SweepData
from sim.studies.sweep.tables import points_table


def words(result: SweepData) -> str:
    """The text that `moratorium sweep` prints."""
    shown = points_table(result)
    count = result.points["point"].n_unique()
    said = shown.caption[:1].lower() + shown.caption[1:-1]
    heads = [column.head for column in shown.columns]
    parts = [
        f"{result.scenario.title}: {count} points, {histories(result.n)} each, seed {result.seed}; {said}",
        table(heads, [[cell.text for cell in row] for row in shown.rows], numeric=range(len(result.paths))),
    ]
    if caution(result.paths):
        parts.append(paragraph(caution(result.paths)))
    return "\n\n".join([*parts, f"Results: {near(result.path)}"])


def foretold(told: Mapping[str, Any]) -> str:
    """What a dry run says."""
    seconds = told["seconds"]
    time = (
        f"{seconds:.0f} s"
        if seconds < 120
        else f"{seconds / 60:.0f} min"
        if seconds < 7200
        else f"{seconds / 3600:.1f} h"
    )
    return (
        f"{told['points']:,} points, {told['replicates']:,} histories each: {told['histories']:,} histories\n"
        f"about {time} with {told['workers']} workers ({told['rate']:,.0f} histories a second, from a short trial)\n"
        f"about {told['bytes'] / 1e6:,.0f} MB on disk while it runs\n"
        "all points are valid; nothing was run or written"
    )
