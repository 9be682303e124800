"""From one scenario to another, a change at a time: in words and as a table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import polars as pl

from sim.outcomes import rounding
from sim.outcomes.rounding import NONE, difference
from sim.report.numbers import unit_of, with_unit
from sim.report.page import Cell, Table, columns
from sim.studies.compare.arm import Arm
from sim.studies.compare.data import ComparisonData

BRIDGED = ("deal_180", "russian_waves", "unserved_gwh")
"""Outcomes whose way from one scenario to the other is drawn and told; `bridge.parquet` has all of them."""


def bridged(comparison: ComparisonData, arm: Arm) -> list[str]:
    """What each change contributes, in one sentence, an outcome after another."""
    if comparison.bridge is None:
        return []
    told = []
    for outcome in BRIDGED:
        here = (pl.col("scenario") == arm.name) & (pl.col("outcome") == outcome)
        rows = comparison.bridge.filter(here).to_dicts()
        if not rows:
            continue
        kind, unit = rows[0]["kind"], "points" if rows[0]["kind"] == "share" else rows[0]["unit"]
        start, end = ends_in_words(comparison, arm, rows[0])
        steps = []
        for row in sorted(rows, key=lambda row: -abs(row["value"])):
            shown, interval = rounding.difference(row["value"], row["low"], row["high"], kind)
            steps.append(f"{row['change']} {shown}" + (f" ({interval})" if row["low"] is not None else ""))
        told.append(f"{rows[0]['label']} from {start} to {end} ({', '.join(steps)} {unit})")
    if not told:
        return []
    return [f"Change by change, averaged over all orders in which they could be made: {'; '.join(told)}."]


def ends_in_words(comparison: ComparisonData, arm: Arm, row: dict[str, Any]) -> Iterator[str]:
    """Where the way begins and ends: the levels of the comparison, as they are told elsewhere, if they are those.

    With uncertain parameters they are not: the way is walked with each at its median.
    """
    here = (pl.col("scenario") == arm.name) & (pl.col("name") == row["outcome"])
    levels = next(comparison.differences.filter(here).iter_rows(named=True), {})
    for end, which in (("start", "a"), ("end", "b")):
        same = which in levels and math.isclose(levels[which], row[end], rel_tol=1e-9, abs_tol=1e-12)
        low, high = (levels[f"{which}_{side}"] if same else None for side in ("low", "high"))
        yield rounding.without_interval(row[end], low, high, row["kind"])


def bridge_table(comparison: ComparisonData, arm: Arm, name: str) -> Table:
    """What each change between the reference and a scenario does to each outcome."""
    rows = []
    found = comparison.bridge if comparison.bridge is not None else comparison.moves.clear()
    for row in found.filter(pl.col("scenario") == arm.name).iter_rows(named=True):
        shown, interval = difference(row["value"], row["low"], row["high"], row["kind"])
        alone, _ = difference(row["one_by_one"], None, None, row["kind"])
        label = with_unit(row["label"], unit_of(row["kind"], row["unit"]))
        cells = (
            Cell(shown, row["value"]),
            Cell(interval if row["low"] is not None else row["note"] or NONE, row["low"]),
            Cell(alone, row["one_by_one"]),
        )
        rows.append((Cell(label), Cell(row["change"]), *cells))
    heads = ["outcome", "change", "over all orders", "95% interval", "in this order"]
    caption = (
        "What each change adds, averaged over all orders in which the changes could be made (its Shapley value, from "
        "every combination of them under the same luck), and in the order of this table. Both add up to the difference."
    )
    title = f"From {comparison.reference.name} to {arm.name}, a change at a time"
    return Table(name, title, caption, columns(heads, (2, 3, 4)), tuple(rows))
