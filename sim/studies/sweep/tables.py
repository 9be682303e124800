"""The table of a sweep for people: a row a point, a column an outcome, rounded to what the intervals support."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.outcomes import rounding
from sim.outcomes.headlines import HEADLINES
from sim.report.page import Table, columns, text_row
from sim.studies.sweep.data import SweepData

PRINTED = ("deal_180", "tacit_ended_180", "hours_short", "unserved_gwh")
"""Outcomes that are printed unless others are asked for."""

MOST_ROWS = 25


def points_table(result: SweepData) -> Table:
    """At most `MOST_ROWS` points, spread over all of them; the estimates with their 95% intervals."""
    points = result.points
    there = set(points["outcome"].unique())
    wanted = [name for name in (result.outcomes or PRINTED) if name in there]
    blocks = [rows for _, rows in points.group_by("point", maintain_order=True)]
    last = len(blocks) - 1
    places = range(len(blocks))
    shown = places if last < MOST_ROWS else sorted({round(k * last / (MOST_ROWS - 1)) for k in range(MOST_ROWS)})
    lines = []
    for place in shown:
        rows = {row["outcome"]: row for row in blocks[place].iter_rows(named=True)}
        first = blocks[place].row(0, named=True)
        values = [_value(first[path]) for path in result.paths]
        lines.append(text_row(*values, *(_estimate(rows[name], HEADLINES[name].kind) for name in wanted)))
    heads = [*result.paths, *(f"{name} ({unit(name)})" for name in wanted)]
    few = "" if len(shown) == len(blocks) else f"; {len(shown)} of {len(blocks)} points are shown"
    caption = f"All points share their luck; 95% intervals in brackets{few}."
    return Table("points", "Points", caption, columns(heads, range(len(result.paths))), tuple(lines))


def unit(name: str) -> str:
    """The unit of an outcome as a column's heading has it."""
    return "of histories" if HEADLINES[name].kind == "share" else HEADLINES[name].unit


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "-"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _estimate(row: Mapping[str, Any], kind: str) -> str:
    if row["value"] is None:
        return rounding.NONE if row["n"] else "failed"
    return rounding.level(row["value"], row["low"], row["high"], kind)
