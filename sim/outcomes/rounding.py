"""Figures in words, rounded to what their interval supports."""

from __future__ import annotations

import math


def share(value: float, low: float, high: float) -> str:
    """A share in per cent with its interval: "8% (7-10%)", to the place of the first digit of the half-interval.

    There is at least one digit before the point, and no figure is shown as 0% or 100% unless it is that:
    "0.05% (0.01-0.18%)". None and all have a bound on their other side: "0% (0-0.20%)", "100% (99.80-100%)".
    """
    if value == 0:
        return f"0% (0-{bound(high)})"
    if value == 1:
        return f"100% ({bound(low, up=False).removesuffix('%')}-100%)"
    places = max(decimals(50 * (high - low)), 0)
    while places < _MOST_PLACES and any(_flattened(figure, places) for figure in (value, low, high)):
        places += 1
    return f"{100 * value:.{places}f}% ({100 * low:.{places}f}-{100 * high:.{places}f}%)"


def amount(value: float, low: float, high: float) -> str:
    """A quantity with its interval, to the place of the first digit of the half-interval: "1,230 (1,150-1,320)"."""
    places = decimals((high - low) / 2)
    if not high > low:
        return f"{value:,.6g}"
    between = " to " if low < 0 else "-"
    return f"{number(value, places)} ({number(low, places)}{between}{number(high, places)})"


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


def number(value: float, places: int) -> str:
    """A number to so many decimals, to tens or hundreds where `places` is negative, thousands set off by commas."""
    # Adding 0 turns -0.0 into 0.0.
    return f"{round(value, places) + 0.0:,.{max(places, 0)}f}"


_MOST_PLACES = 9


def decimals(half_width: float) -> int:
    """Decimals that the half-interval supports: the place of its first digit, negative for tens and above."""
    return min(-math.floor(math.log10(half_width)), _MOST_PLACES) if half_width > 0 else 0


def _flattened(figure: float, places: int) -> bool:
    """Whether rounding (in per cent) would turn a figure that is not 0 or 1 into one."""
    return 0 < figure < 1 and round(100 * figure, places) in (0.0, 100.0)
