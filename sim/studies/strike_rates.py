"""What may be asked of strike rates: how uncertain they make an answer, never which rate serves a purpose best.

The project serves de-escalation. How often a side strikes is something that an analyst does not know, and studies
treat it so; a table of the rates that bring about an outcome would be something else.
"""

from __future__ import annotations

from collections.abc import Iterable

STRIKES = ("strikes.", "moratorium.collapse_retaliation.")
"""Paths that begin so describe how often, how hard or how provoked the sides strike."""

WORDS = "strike rates are uncertainties in this project, not levers: read this as how much not knowing them matters"


def is_strike_rate(path: str) -> bool:
    """Whether a parameter says how the sides strike."""
    return path.startswith(STRIKES)


def caution(paths: Iterable[str], *, short: bool = False) -> str:
    """What a study that varies these paths has to say; nothing if none of them is a strike rate."""
    named = [path for path in paths if is_strike_rate(path)]
    if not named:
        return ""
    if short:
        return "strike rates are uncertainties, not levers"
    return f"{', '.join(named)}: {WORDS}."
