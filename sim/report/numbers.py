"""Numbers as a report shows them: rounded to what their interval supports, signed where they are differences."""

from __future__ import annotations

import math

NONE = "-"
"""What stands in a table where nothing can be said."""

PER_HUNDRED = {"share": 100.0}
"""Kinds of headline that are shown in hundredths; differences of them are percentage points."""


def places(low: float | None, high: float | None) -> int:
    """Decimals that an interval supports: the place of the first digit of its half, and one more; 0 to 6.

    One digit more than the plain-words paragraph shows, so that a table can be checked against it.
    """
    if low is None or high is None or not high > low:
        return 0
    return max(0, min(6, 1 - math.floor(math.log10((high - low) / 2))))


def level(value: float | None, low: float | None, high: float | None, kind: str) -> str:
    """A level with its interval: `8.1% (7.0-9.4%)` for a share, `1,234 (1,180-1,290)` else."""
    if value is None:
        return NONE
    if kind == "share":
        decimals = places(_times(low, 100), _times(high, 100))
        if low is None or high is None:
            return f"{100 * value:.{decimals}f}%"
        if value == 0:
            return f"0% (0-{100 * high:.2g}%)"
        return f"{100 * value:.{decimals}f}% ({100 * low:.{decimals}f}-{100 * high:.{decimals}f}%)"
    decimals = places(low, high)
    if low is None or high is None:
        return f"{value:,.4g}"
    return f"{value:,.{decimals}f} ({low:,.{decimals}f}-{high:,.{decimals}f})"


def signed(value: float | None, low: float | None, high: float | None, kind: str) -> tuple[str, str]:
    """A difference and its interval as two texts: (`+1.2`, `0.3 to 2.1`); shares in percentage points."""
    if value is None:
        return NONE, NONE
    scale = PER_HUNDRED.get(kind, 1.0)
    decimals = places(_times(low, scale), _times(high, scale))
    shown = f"{_rounded(scale * value, decimals):+,.{decimals}f}" if value else "0"
    if low is None or high is None:
        return shown, NONE
    if low == high == 0:
        return shown, "exactly"
    ends = (_rounded(scale * end, decimals) for end in (low, high))
    return shown, " to ".join(f"{end:,.{decimals}f}" for end in ends)


def _rounded(value: float, decimals: int) -> float:
    """Rounded as it will be shown, and without a sign where that is 0."""
    return round(value, decimals) + 0.0


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


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else factor * value
