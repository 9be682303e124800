"""The headline outcomes of a summary as short texts, for the terminal and for notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from sim.outcomes import rounding
from sim.outcomes.enough import in_short


def headline_rows(summary: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """Label, estimate, 95% interval and unit of every share and mean, rounded to what the interval supports.

    Quantiles are left to `summary.json` and the figures.
    """
    chosen = [figures for figures in summary.get("headlines", {}).values() if figures["kind"] != "quantile"]
    return [(figures["label"], *_texts(figures)) for figures in chosen]


def median_texts(summary: Mapping[str, Any]) -> list[str]:
    """The estimates with every uncertain parameter at its median, in the order of `headline_rows`; else none."""
    medians = summary.get("medians", {}).get("headlines", {})
    return [_texts(figures)[0] for figures in medians.values() if figures["kind"] != "quantile"]


def headlines_frame(summary: Mapping[str, Any]) -> pl.DataFrame:
    """Every headline outcome as numbers, with unit and note: for CSV, for a workbook."""
    names = ("label", "value", "low", "high", "unit", "kind", "n", "note")
    rows = [
        {"outcome": name, **{key: figures.get(key) for key in names}} for name, figures in summary["headlines"].items()
    ]
    numbers = dict.fromkeys(("value", "low", "high"), pl.Float64)
    words = dict.fromkeys(("outcome", "label", "unit", "kind", "note"), pl.String)
    order = ("outcome", *names)
    return pl.DataFrame(rows, schema_overrides={**numbers, **words, "n": pl.Int64}).select(order)


def _texts(figures: Mapping[str, Any]) -> tuple[str, str, str]:
    unit = "of histories" if figures["kind"] == "share" else figures["unit"]
    told = (figures["value"], figures["low"], figures["high"], figures["kind"])
    estimate, interval = rounding.without_interval(*told), rounding.level(*told).partition(" (")[2]
    return estimate, interval.rstrip(")") or in_short(figures.get("note", "")) or rounding.NONE, unit
