"""A sweep in words: a table of points, what to be careful about, where the rest lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.studies.sweep.folder import SweepResult

PRINTED = ("deal_180", "tacit_ended_180", "hours_short", "unserved_gwh")
MOST_ROWS = 25


def words(result: SweepResult, outcomes: Sequence[str]) -> str:
    """The text that `moratorium sweep` prints: at most 25 points, spread over all of them."""
    from sim.outcomes.headlines import HEADLINES
    from sim.report.text import near, paragraph, table
    from sim.studies.strike_rates import caution

    points = result.points
    there = set(points["outcome"].unique())
    wanted = [name for name in (outcomes or PRINTED) if name in there]
    blocks = [rows for _, rows in points.group_by("point", maintain_order=True)]
    last = len(blocks) - 1
    places = range(len(blocks))
    shown = places if last < MOST_ROWS else sorted({round(k * last / (MOST_ROWS - 1)) for k in range(MOST_ROWS)})
    lines = []
    for place in shown:
        rows = {row["outcome"]: row for row in blocks[place].iter_rows(named=True)}
        first = blocks[place].row(0, named=True)
        values = [_value(first[path]) for path in result.paths]
        lines.append([*values, *(_estimate(rows[name], HEADLINES[name].kind) for name in wanted)])
    heads = [*result.paths, *(f"{name} ({unit(name)})" for name in wanted)]
    few = "" if len(shown) == len(blocks) else f"; {len(shown)} of {len(blocks)} points are shown"
    parts = [
        f"{result.scenario.title}: {len(blocks)} points, {result.n:,} histories each, seed {result.seed}; "
        f"all points share their luck; 95% intervals in brackets{few}",
        table(heads, lines, numeric=range(len(result.paths))),
    ]
    if caution(result.paths):
        parts.append(paragraph(caution(result.paths)))
    return "\n\n".join([*parts, f"Results: {near(result.path)}"])


def unit(name: str) -> str:
    """The unit of an outcome as a column's heading has it."""
    from sim.outcomes.headlines import HEADLINES

    return "of histories" if HEADLINES[name].kind == "share" else HEADLINES[name].unit


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


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "-"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _estimate(row: Mapping[str, Any], kind: str) -> str:
    from sim.outcomes import rounding

    if row["value"] is None:
        return "failed"
    return rounding.level(row["value"], row["low"], row["high"], kind)
