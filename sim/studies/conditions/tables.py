"""The tables of a study of conditions, as frames and as what JSON holds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import polars as pl

from sim.scenario import CONDITIONS
from sim.studies.conditions.estimates import shown_limits

if TYPE_CHECKING:
    import polars as pl

    from sim.outcomes.intervals import Estimate
    from sim.studies.conditions.data import ConditionsData

PARTS = ("value", "alone", "last")
"""The Shapley value, what the condition adds when all others are off, and when all others are on."""


def contributions(found: ConditionsData) -> pl.DataFrame:
    """One row an outcome and condition: outcome, condition, states, then each of `PARTS` with its limits.

    In units of the outcome (a share as a number from 0 to 1); sorted within an outcome by the size of the value.
    """
    return pl.DataFrame(list(_rows(found)), infer_schema_length=None)


def _rows(found: ConditionsData) -> Iterator[dict[str, Any]]:
    for outcome, weighed in found.outcomes.items():
        rows = []
        for name, one in zip(found.ids, weighed.contributions, strict=True):
            row: dict[str, Any] = {"outcome": outcome, "condition": name, "states": CONDITIONS[name].states}
            for part in PARTS:
                row |= _shown(part, getattr(one, part))
            rows.append(row)
        yield from sorted(rows, key=lambda row: -abs(row["last"] if row["value"] is None else row["value"]))


def _shown(part: str, one: Estimate | None) -> dict[str, float | None]:
    """A figure with its limits; none where the note says that it supports none."""
    names = (part, f"{part}_low", f"{part}_high")
    found = (None, None, None) if one is None else (one.value, *shown_limits(one))
    return dict(zip(names, found, strict=True))


def _told(part: str, one: Estimate | None) -> dict[str, Any]:
    """The same for JSON: limits are numbers, with a note beside them where they are not to be relied on."""
    low, high, note = ("low", "high", "note") if part == "value" else (f"{part}_low", f"{part}_high", f"{part}_note")
    if one is None:
        return {part: None, low: None, high: None}
    # All digits: contributions add to all on less all off.
    figures = {part: one.value, low: one.low, high: one.high}
    found = {name: figure if math.isfinite(figure) else None for name, figure in figures.items()}
    return {**found, **({note: one.note} if one.note else {})}


def interactions(found: ConditionsData) -> pl.DataFrame:
    """One row an outcome and pair: outcome, condition, other, value, low, high; the largest first.

    Above 0 the two add more together than each for itself.
    """
    rows = []
    for outcome, weighed in found.outcomes.items():
        ranked = sorted(weighed.interactions.items(), key=lambda item: -abs(item[1].value))
        for (i, j), one in ranked:
            pair = {"outcome": outcome, "condition": found.ids[i], "other": found.ids[j]}
            shown = _shown("value", one).values()
            rows.append({**pair, **dict(zip(("value", "low", "high"), shown, strict=True))})
    names = ("outcome", "condition", "other")
    kinds = {**dict.fromkeys(names, pl.String), **dict.fromkeys(("value", "low", "high"), pl.Float64)}
    return pl.DataFrame(rows, schema=kinds)


def about(found: ConditionsData) -> dict[str, Any]:
    """The whole study for JSON: `outcomes` by name with all_on, all_off, contributions and interactions."""
    return {
        "scenario": found.scenario.name,
        "conditions": list(found.ids),
        "idle": list(found.idle),
        "without": list(found.scenario.without),
        "pairs_only": found.pairs,
        "designs": found.designs,
        "n": found.n,
        "seed": found.seed,
        "notes": list(found.notes),
        "outcomes": {outcome: _outcome(found, outcome) for outcome in found.outcomes},
    }


def _outcome(found: ConditionsData, outcome: str) -> dict[str, Any]:
    weighed = found.outcomes[outcome]
    made = {}
    for name, one in zip(found.ids, weighed.contributions, strict=True):
        made[name] = {**_told("value", one.value), **_told("alone", one.alone), **_told("last", one.last)}
    pairs = [
        {"conditions": [found.ids[i], found.ids[j]], **_told("value", one)}
        for (i, j), one in sorted(weighed.interactions.items(), key=lambda item: -abs(item[1].value))
    ]
    ends = {**_told("all_on", weighed.on), **_told("all_off", weighed.off)}
    return {**ends, "contributions": made, "interactions": pairs}
