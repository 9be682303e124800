"""One history with one thing otherwise: what is done to single events, by their addresses.

An event is undone without a change of any other draw: a strike that is withheld is passed over and its answers are
never scheduled; a breach is forgiven, and an incident taken for what it was, by another mark of that one event. All
later luck stays at its addresses. With `redraw_day` everything after that moment has other luck instead: what a future
could have been. Answers that are due by then keep their day; what they do is drawn anew.

Plain Python that both engines run: the functions are compiled as the kernel's own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sim.engine.draws import ROOT
from sim.model.fingerprint import mix

WITHHELD, FORGIVEN, EXPLAINED = 1, 2, 3
MOST_CHANGES = 64
"""Changes that one history can have."""

REDRAWN_FROM = 2**30
"""Numbers of the candidates of redrawn futures, so that no address is one of the past."""

_FUTURE = 0x46757475
NEVER_MISREAD, ALWAYS_FORGIVEN = 1.0, -1.0
"""Marks that decide whatever the parameters: a misreading needs a mark below a probability, so does forgiveness."""


@dataclass(frozen=True)
class Interventions:
    """What is done to one history: addresses of events, and from when on luck is drawn anew."""

    withheld: tuple[int, ...] = ()
    """Strikes that do not happen, nor what answers them."""
    forgiven: tuple[int, ...] = ()
    """Breaches that the victim lets pass."""
    explained: tuple[int, ...] = ()
    """Incidents that are taken for what they were."""
    redraw_day: float = math.inf
    """Everything after this moment (days since the start) has the luck of `redraw_seed`."""
    redraw_seed: int = 0

    def __post_init__(self) -> None:
        """Refuse more changes than there is room for (ValueError)."""
        if sum(1 for _ in self.changes()) > MOST_CHANGES:
            raise ValueError(f"a history can be changed in at most {MOST_CHANGES} events")

    def changes(self) -> Iterator[tuple[int, int]]:
        """Each changed address with what is done to it."""
        for how, addresses in ((WITHHELD, self.withheld), (FORGIVEN, self.forgiven), (EXPLAINED, self.explained)):
            for address in addresses:
                yield address, how


NOTHING = Interventions()


def future_seed(seed: int, number: int) -> int:
    """The seed of a redrawn future, apart from every seed that a user types."""
    return mix(mix(mix(ROOT, _FUTURE), seed), number)


def change_of(q: Any, address: int) -> int:
    """What is done to the event at `address`: 0 for nothing."""
    for i in range(q.changes):
        if q.changed_address[i] == address:
            return int(q.changed_how[i])
    return 0


def first_marks(change: int, m1: tuple[float, ...]) -> tuple[float, ...]:
    """The first block of an event's marks as it is changed: (explained, misread, -, -) of an incident."""
    if change == EXPLAINED:
        return m1[0], NEVER_MISREAD, m1[2], m1[3]
    return m1


def second_marks(change: int, m2: tuple[float, ...]) -> tuple[float, ...]:
    """The second block as it is changed: (answers by the other side, forgiveness, retaliation, -)."""
    if change == FORGIVEN:
        return m2[0], ALWAYS_FORGIVEN, m2[2], m2[3]
    return m2
