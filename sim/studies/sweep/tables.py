"""The table of a sweep for people: a row a point, a column an outcome, rounded to what the intervals support."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.outcomes import rounding
from sim.outcomes.headlines import Headline
from sim.outcomes.table import PREFIX
from sim.report.page import Table, columns, text_row
from sim.studies.sweep.data import SweepData

PRINTED = ("deal_180", "tacit_ended_180", "hours_short", "unserved_gwh")
"""Outcomes that are printed unless others are asked for."""

MOST_ROWS = 25


def points_table(result: SweepData) -> Table:
    """At most `MOST_ROWS` points, spread over all of them; the estimates with their 95% intervals."""
    points = result.points
    there = set(points["outcome"].unique())
    known = result.headlines
    wanted = [name for name in (result.outcomes or (*PRINTED, *result.asked_units)) if name in there]
    blocks = [rows for _, rows in points.group_by("point", maintain_order=True)]
    last = len(blocks) - 1
    places = range(len(blocks))
    shown = places if last < MOST_ROWS else sorted({round(k * last / (MOST_ROWS - 1)) for k in range(MOST_ROWS)})
    lines = []
    for place in shown:
        rows = {row["outcome"]: row for row in blocks[place].iter_rows(named=True)}
        first = blocks[place].row(0, named=True)
        values = [_value(first[path]) for path in result.paths]
        lines.append(text_row(*values, *(_estimate(rows[name], known[name].kind) for name in wanted)))
    heads = [*result.paths, *(_head(known[name]) for name in wanted)]
    few = "" if len(shown) == len(blocks) else f"; {len(shown)} of {len(blocks)} points are shown"
    asked = [f"{one.name}: {one.text}" for one in result.scenario.questions]
    told = f". Asked are {'; '.join(asked)}" if asked else ""
    caption = f"All points share their luck; 95% intervals in brackets{few}{told}."
    return Table("points", "Points", caption, columns(heads, range(len(result.paths))), tuple(lines))


def _head(outcome: Headline) -> str:
    """The name of an outcome with its unit, as a column's heading."""
    unit = {"share": "of histories", "quantile": f"median, {outcome.unit}"}.get(outcome.kind, outcome.unit)
    name = outcome.name.removeprefix(PREFIX)
    return f"{name} ({unit})" if unit else name


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "-"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _estimate(row: Mapping[str, Any], kind: str) -> str:
    if row["value"] is None:
        nothing = "never" if kind == "quantile" else rounding.NONE
        return nothing if row["n"] else "failed"
    return rounding.level(row["value"], row["low"], row["high"], kind)
