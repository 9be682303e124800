"""Numbers as a report shows them besides estimates, which `sim.outcomes.rounding` writes for tables and words alike."""

from __future__ import annotations

import math

from sim.outcomes.rounding import NONE


def share_of_all(value: float | None) -> str:
    """A share of histories to whole per cent, never rounded to all or none: `<1%`, `>99%`."""
    if value is None:
        return NONE
    if 0 < value < 0.005:
        return "<1%"
    if 0.995 < value < 1:
        return ">99%"
    return f"{100 * value:.0f}%"


def share_in_words(value: float | None) -> str:
    """The same within a sentence: `under 1%`, `over 99%`."""
    return share_of_all(value).replace("<", "under ").replace(">", "over ")


def ratio(value: float | None) -> str:
    """How many unpaired histories one pair is worth: `6.3`, `41`, `130`; a dash where it cannot be said.

    Two digits are more than most comparisons support, and above 1,000 it hangs on the few histories that changed.
    """
    if value is None or not math.isfinite(value):
        return NONE
    if value > 1000:
        return ">1,000"
    return f"{value:.1f}" if value < 9.95 else f"{float(f'{value:.2g}'):,.0f}"


def probability(value: float | None) -> str:
    """A p-value: `0.031`, or `under 0.001`."""
    if value is None:
        return NONE
    return "under 0.001" if value < 0.001 else f"{value:.3f}"


def day(value: float | None) -> str:
    """A day from the start with one decimal."""
    return NONE if value is None else f"{value:,.1f}"


def unit_of(kind: str, unit: str) -> str:
    """The unit of a difference: percentage points for shares."""
    return "points" if kind == "share" else unit


def with_unit(label: str, unit: str) -> str:
    """`unserved energy (GWh)`; nothing is added to what already says what it counts (`Russian waves`)."""
    return label if unit in label or not unit else f"{label} ({unit})"
