"""Figures in words and tables, rounded to what their interval supports: one rule, wherever a figure is shown.

A figure is told to the place of the first digit of its half-interval (an amount to one more where that digit is a 1),
and its limits to the same place. The interval is its own, whatever stands beside it: a level is the same text in a
sentence, in the table of a run and beside a difference, which pairing may know to more places than either level.
What is not zero keeps a digit that is not zero: 4,734 (-50,000 to 60,000) is told as 5,000, never as 0.
"""

from __future__ import annotations

import math

NONE = "-"
"""What stands in a table where nothing can be said."""

Limit = float | None
_MOST_PLACES = 9


def share(value: float, low: float, high: float) -> str:
    """A share in per cent with its interval: "8% (7–10%)", to the place of the first digit of the half-interval.

    There is at least one digit before the point, and no figure is shown as 0% or 100% unless it is that:
    "0.05% (0.01–0.18%)". None and all have a bound on their other side: "0% (0–0.20%)", "100% (99.80–100%)".
    """
    if value == 0:
        return f"0% (0–{bound(high)})"
    if value == 1:
        return f"100% ({bound(low, up=False).removesuffix('%')}–100%)"
    places = max(decimals(50 * (high - low)), 0)
    while places < _MOST_PLACES and any(_flattened(figure, places) for figure in (value, low, high)):
        places += 1
    return f"{100 * value:.{places}f}% ({100 * low:.{places}f}–{100 * high:.{places}f}%)"


def amount(value: float, low: float, high: float) -> str:
    """A quantity with its interval, rounded to the half-interval: "1,230 (1,150–1,320)"."""
    if not high > low:
        return f"{value:,.6g}"
    places = supported((high - low) / 2)
    return f"{number(value, places)} ({between(number(low, places), number(high, places))})"


def level(value: Limit, low: Limit, high: Limit, kind: str) -> str:
    """A level with its interval, or alone where it has none: `8% (7–9%)` for a share, `1,230 (1,180–1,290)` else."""
    if value is None:
        return NONE
    if low is None or high is None:
        return alone(value, kind)
    return (share if kind == "share" else amount)(value, low, high)


def without_interval(value: Limit, low: Limit, high: Limit, kind: str) -> str:
    """The figure of `level` where its interval stands elsewhere: `8%`, `1,230`; plain 0 for 0."""
    return alone(value, kind) if value == 0 else level(value, low, high, kind).partition(" (")[0]


def alone(value: float, kind: str) -> str:
    """A figure that has no interval: three digits, thousands set off by commas."""
    if kind == "share":
        return f"{100 * value:.3g}%"
    places = 2 - math.floor(math.log10(abs(value))) if value else 0
    return number(value, places) if abs(value) >= 100 else f"{value:.3g}"


def difference(value: Limit, low: Limit, high: Limit, kind: str) -> tuple[str, str]:
    """A difference and its interval as two texts, (`+1.2`, `0.3 to 2.1`); of shares in percentage points.

    The interval is a dash where there is none.
    """
    if value is None:
        return NONE, NONE
    scale = 100.0 if kind == "share" else 1.0
    if low is None or high is None:
        text = alone(scale * value, "mean")
        return (f"+{text}" if value > 0 else text), NONE
    if low == high == 0:
        return "0", "exactly"
    half = scale * (high - low) / 2
    places = max(decimals(half), 0) if kind == "share" else supported(half)
    text, *ends = (number(scale * figure, places) for figure in (value, low, high))
    return (f"+{text}" if value > 0 else text), " to ".join(ends)


def between(low: str, high: str) -> str:
    """Two numbers as a range: "3–5", with a word where one is negative: "-3 to 5"."""
    return f"{low} to {high}" if low.startswith("-") else f"{low}–{high}"


def bound(limit: float, *, up: bool = True) -> str:
    """A one-sided limit of a share, two digits, rounded away from the figure it bounds: "0.19%", "99.81%"."""
    distance = 100 * (limit if up else 1 - limit)
    if distance <= 0:
        return "0%" if up else "100%"
    places = max(1 - math.floor(math.log10(distance)), 0)
    outward = math.ceil(distance * 10**places - 1e-9) / 10**places
    return f"{outward if up else 100 - outward:.{places}f}%"


def per_cent(value: float) -> str:
    """A share as per cent in as few digits as it has: "95%", "99.9%"."""
    return f"{100 * value:.6g}%"


def counted(n: int, one: str, many: str) -> str:
    """So many of a thing in words: "1 history", "2,000 histories"."""
    return f"{n:,} {one if n == 1 else many}"


def histories(n: int) -> str:
    """So many histories in words."""
    return counted(n, "history", "histories")


def days(n: int) -> str:
    """So many days in words: "1 day", "365 days"."""
    return counted(n, "day", "days")


def number(value: float, places: int) -> str:
    """A number to so many decimals, to tens or hundreds where `places` is negative, thousands set off by commas.

    To more places where it would else read as 0 and is not.
    """
    if value and round(value, places) == 0:
        places = -math.floor(math.log10(abs(value)))
    # Adding 0 turns -0.0 into 0.0.
    return f"{round(value, places) + 0.0:,.{max(places, 0)}f}"


def decimals(half_width: float) -> int:
    """Decimals that the half-interval supports: the place of its first digit, negative for tens and above."""
    return min(-math.floor(math.log10(half_width)), _MOST_PLACES) if half_width > 0 else 0


def supported(half_width: float) -> int:
    """Decimals to which an amount is told: one more than `decimals` where the first digit is 1, for 1 or 2 is a lot."""
    places = decimals(half_width)
    return places + 1 if half_width * 10.0**places < 2 else places


def _flattened(figure: float, places: int) -> bool:
    """Whether rounding (in per cent) would turn a figure that is not 0 or 1 into one."""
    return 0 < figure < 1 and round(100 * figure, places) in (0.0, 100.0)
