"""Words and units for the columns and codes of the tables, the same in every figure."""

from __future__ import annotations

import math

from sim.outcomes.headlines import HEADLINES

KIND_LABELS = {"none": "no moratorium", "tacit": "tacit", "partial": "partial deal", "complete": "complete deal"}
STAGE_LABELS = {"dormant": "dormant", "contacts": "contacts", "drafting": "drafting", "near_agreed": "near agreed"}
CAUSE_LABELS = {
    "breach": "breach",
    "shock": "shock (offensive)",
    "signed": "replaced by a formal deal",
    "expiry": "expiry",
    "upgrade": "replaced by a new text",
    "in_force": "still in force",
    "event": "ended by the scenario",
}

OUTCOMES: dict[str, tuple[str, str]] = {
    "first_deal_day": ("First formal deal", "d"),
    "first_complete_day": ("First complete deal", "d"),
    "tacit_end_day": ("End of the first tacit spell", "d"),
    "deal_days": ("Life of the first formal spell", "d"),
    "formal_days": ("Days under a formal deal", "d"),
    "broader_talks_day": ("Broader talks begin", "d"),
    "kursk_clear_day": ("Kursk cleared", "d"),
    "russian_waves": ("Russian waves", "count"),
    "russian_answers": ("Russian answers", "count"),
    "refinery_strikes": ("Refinery strikes", "count"),
    "ukrainian_answers": ("Ukrainian answers", "count"),
    "breaches": ("Breaches", "count"),
    "incidents": ("Incidents", "count"),
    "hours_short": ("Hours short", "h"),
    "schedule_hours": ("Schedule hours", "h"),
    "unserved_gwh": ("Unserved energy", "GWh"),
    "customer_outage_hours": ("Customer outage hours", "h"),
    "worst_day_gwh": ("Unserved energy on the worst day", "GWh"),
    "winter_hours_short": ("Hours short, November to March", "h"),
    "winter_unserved_gwh": ("Unserved energy, November to March", "GWh"),
    "refining_idle_mean": ("Refining idle, mean", "share"),
    "refining_idle_max": ("Refining idle, largest", "share"),
}


def with_unit(column: str) -> str:
    """`Unserved energy (GWh)`; a column we do not know keeps its own name."""
    label, unit = OUTCOMES.get(column, (column.replace("_", " "), ""))
    return f"{label} ({unit})" if unit else label


def label_of(column: str) -> str:
    """`Unserved energy`; a column we do not know keeps its own name."""
    return OUTCOMES.get(column, (column.replace("_", " "), ""))[0]


def headline(name: str) -> tuple[str, str]:
    """Label and unit of a headline outcome, or of a column, or of words that the caller made up (no unit)."""
    if name in HEADLINES:
        known = HEADLINES[name]
        return known.label[:1].upper() + known.label[1:], known.unit
    return OUTCOMES.get(name, (name if " " in name else name.replace("_", " "), ""))


def number(value: float) -> str:
    """A number as a reader wants it: three significant figures, thousands set apart, no needless zeros."""
    if math.isnan(value):
        return "none"
    text = f"{float(f'{value:.3g}'):,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return ("0" if text == "-0" else text).replace("-", "−")


def together(*values: float) -> list[str]:
    """Numbers to be read side by side: what is nothing beside the largest is written as 0, not as 0.000158."""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    decimals = 3 - math.floor(math.log10(largest)) if largest > 0 else 0
    return [number(round(value, max(0, decimals)) if math.isfinite(value) else value) for value in values]
