"""A telling as what JSON holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sim.studies.trace.chains import End
from sim.studies.trace.reasons import Said
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


def ends(found: Iterable[End]) -> list[dict[str, Any]]:
    """One mapping a spell that ended: kind, start, day, cause, event (its number), chain (sentences)."""
    return [
        {
            "kind": one.kind,
            "start": one.start,
            "day": one.day,
            "cause": one.cause,
            "event": one.event,
            "chain": list(one.chain),
        }
        for one in found
    ]


def said(one: Said) -> dict[str, Any]:
    """What one side said in a round: yes, the probability of a yes, the terms of its log-odds."""
    return {"side": one.side, "yes": one.yes, "probability": one.probability, "terms": dict(one.terms)}
