"""From answers to shares with their intervals: what would have saved how many, by kind of event, side and month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import polars as pl

from sim.model.codes import WHATS
from sim.outcomes.intervals import Estimate, mean, wilson
from sim.scenario import KINDS
from sim.studies.whatif.collapses import UNDOINGS, Single
from sim.studies.whatif.every import Answer, Every

if TYPE_CHECKING:
    import polars as pl

LABELS = {
    "explain": "one incident explained",
    "forgive": "one breach forgiven",
    "withhold": "one strike withheld",
    "single": "any single one of these",
    "pair": "no single one, but a pair",
    "none": "neither one nor a pair",
}
"""What would have saved a deal, in words."""

FIRM = 0.5
"""From this strength on a deal is called saved rather than put off."""


def shares(found: Every) -> dict[str, Estimate]:
    """The share of collapses that each of `LABELS` would have undone, with Wilson's interval."""
    n = len(found.answers)
    counts = dict.fromkeys(LABELS, 0)
    for answer in found.answers:
        saving = {single.undo for single, live in zip(answer.collapse.singles, answer.saves, strict=True) if live}
        for undo in saving:
            counts[undo] += 1
        counts["single" if saving else "pair" if answer.pair else "none"] += 1
    return {name: wilson(count, n) for name, count in counts.items()} if n else {}


def strengths(found: Every) -> dict[str, tuple[Estimate, Estimate]]:
    """By undoing: mean strength of the last event that saves, and the share of those of at least `FIRM`."""
    made = {}
    for undo in UNDOINGS:
        values = [answer.strengths[undo] for answer in found.answers if undo in answer.strengths]
        if values:
            made[undo] = (mean(values), wilson(sum(value >= FIRM for value in values), len(values)))
    return made


def tried(found: Every) -> pl.DataFrame:
    """One row an undoing tried: replicate, undo, what, side, day, month, days_before_end, saves.

    `side` is the author of the event; `month` the calendar month in which it falls, as `2024-11`.
    """
    kinds = {
        "replicate": pl.Int64, "undo": pl.String, "what": pl.String, "side": pl.String, "day": pl.Float64,
        "month": pl.String, "days_before_end": pl.Float64, "saves": pl.Boolean, "address": pl.String,
    }  # fmt: skip
    return pl.DataFrame([row for answer in found.answers for row in _tried(answer, found.scenario.start)], schema=kinds)


def _tried(answer: Answer, start: dt.date) -> Iterator[dict[str, Any]]:
    one = answer.collapse
    for single, live in zip(one.singles, answer.saves, strict=True):
        yield {
            "replicate": one.replicate,
            "undo": single.undo,
            "what": WHATS[single.what],
            "side": side(single),
            "day": single.day,
            "month": (start + dt.timedelta(days=int(single.day))).strftime("%Y-%m"),
            "days_before_end": one.end - single.day,
            "saves": live,
            "address": f"{single.address:016x}",
        }


def side(single: Single) -> str:
    """Whose event it is."""
    return "russia" if WHATS[single.what] in ("russian_wave", "incident_by_russia") else "ukraine"


def histories(found: Every) -> pl.DataFrame:
    """One row a collapse: replicate, kind, start, end, tried, how many of each undoing save, strengths, saved_by."""
    rows = []
    for answer in found.answers:
        one = answer.collapse
        saving = [single.undo for single, live in zip(one.singles, answer.saves, strict=True) if live]
        row: dict[str, Any] = {"replicate": one.replicate, "kind": KINDS[one.kind], "start": one.start, "end": one.end}
        row["tried"] = len(one.singles)
        row |= {f"{undo}_saves": saving.count(undo) for undo in UNDOINGS}
        row |= {f"{undo}_strength": answer.strengths.get(undo) for undo in UNDOINGS}
        row["saved_by"] = "single" if saving else "pair" if answer.pair else "none"
        rows.append(row)
    return pl.DataFrame(rows, infer_schema_length=None)


def by(found: Every, *columns: str) -> pl.DataFrame:
    """The share of tried undoings that save by `columns` of `tried`: those, then tried, saves, value, low, high."""
    table = tried(found).group_by(columns, maintain_order=True).agg(tried=pl.len(), saves=pl.col("saves").sum())
    limits = [wilson(row["saves"], row["tried"]) for row in table.iter_rows(named=True)]
    series = [pl.Series(n, [getattr(one, n) for one in limits], dtype=pl.Float64) for n in ("value", "low", "high")]
    return table.with_columns(series).sort(columns)


def about(found: Every) -> dict[str, Any]:
    """The whole study for JSON."""
    settings = found.settings
    limits = {name: {"value": one.value, "low": one.low, "high": one.high} for name, one in shares(found).items()}
    strong = {
        undo: {"mean": _three(average), "firm": _three(firm), "events": average.n}
        for undo, (average, firm) in strengths(found).items()
    }
    return {
        "scenario": found.scenario.name,
        "save": settings.save,
        "for_days": settings.for_days,
        "n": settings.n,
        "seed": settings.seed,
        "futures": settings.futures,
        "collapsed": len(found.answers),
        "too_late_to_tell": found.late,
        "variants": found.variants,
        "shares": limits,
        "strengths": strong,
        "by_kind_and_side": by(found, "undo", "what", "side").to_dicts(),
        "by_month": by(found, "undo", "month").to_dicts(),
    }


def _three(one: Estimate) -> dict[str, float | None]:
    return {"value": one.value, "low": _finite(one.low), "high": _finite(one.high)}


def _finite(value: float) -> float | None:
    return None if value != value else value
