"""A telling as what JSON holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sim.studies.trace.telling import Told


def events(told: Iterable[Told]) -> list[dict[str, Any]]:
    """One mapping an event: number, day, date, what, parent (number of what it answers), words, result, address."""
    return [
        {
            "number": one.number,
            "day": one.day,
            "date": one.date.isoformat(),
            "what": one.what,
            "parent": one.parent,
            "words": one.words,
            "result": one.result or None,
            "address": f"{one.address:016x}",
        }
        for one in told
    ]
