"""Which moratoria collapsed, and every single thing whose undoing might have kept one alive."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.chunk import Chunk
from sim.engine.interventions import Interventions
from sim.model import codes

DEAL, TACIT = "deal", "tacit"
STRIKES = (codes.RUSSIAN_WAVE, codes.REFINERY_STRIKE)
INCIDENTS = (codes.INCIDENT_BY_RUSSIA, codes.INCIDENT_BY_UKRAINE)
TAKEN_AS_BREACH = (codes.BREACHED, codes.COLLAPSED)
UNDOINGS = ("explain", "forgive", "withhold")


@dataclass(frozen=True)
class Single:
    """One event undone: how (`UNDOINGS`), and the event by address, day, and what it is (a code of `codes.WHATS`)."""

    undo: str
    address: int
    day: float
    what: int

    def interventions(self, redraw_day: float = math.inf, redraw_seed: int = 0) -> Interventions:
        """What the engine is told."""
        return undone((self,), redraw_day, redraw_seed)


def undone(singles: Sequence[Single], redraw_day: float = math.inf, redraw_seed: int = 0) -> Interventions:
    """What the engine is told where several events are undone."""

    def of(undo: str) -> tuple[int, ...]:
        return tuple(single.address for single in singles if single.undo == undo)

    return Interventions(of("withhold"), of("forgive"), of("explain"), redraw_day, redraw_seed)


@dataclass(frozen=True)
class Collapse:
    """The first deal (or understanding) of a history, from `start` to its collapse at `end` (days from the start)."""

    replicate: int
    kind: int
    start: float
    end: float
    singles: tuple[Single, ...]


def collapses(chunk: Chunk, save: str) -> Iterator[Collapse]:
    """The histories of a chunk (with its log) whose first deal, or first tacit understanding, a breach ended."""
    assert chunk.log is not None
    formal = chunk.spells["kind"] >= codes.PARTIAL
    wanted = chunk.spells[formal if save == DEAL else chunk.spells["kind"] == codes.TACIT]
    _, first = np.unique(wanted["replicate"], return_index=True)
    for spell in wanted[first]:
        if spell["cause"] != codes.BREACH:
            continue
        log = _of(chunk.log, int(spell["replicate"]))
        within = log[(log["day"] >= spell["start"]) & (log["day"] <= spell["end"])]
        yield Collapse(
            int(spell["replicate"]), int(spell["kind"]), float(spell["start"]), float(spell["end"]),
            tuple(_singles(within)),
        )  # fmt: skip


def _of(log: NDArray[Any], replicate: int) -> NDArray[Any]:
    """One history's entries; a chunk's log is in order of replicate."""
    low, high = np.searchsorted(log["replicate"], (replicate, replicate + 1))
    return log[low:high]


def _singles(log: NDArray[Any]) -> Iterator[Single]:
    """Every incident that could have been explained, breach forgiven, strike withheld, in order of time."""
    for entry in log:
        what, address, day = int(entry["what"]), int(entry["address"]), float(entry["day"])
        breach = int(entry["result"]) in TAKEN_AS_BREACH
        if what in INCIDENTS and breach:
            yield Single("explain", address, day, what)
        if what in (*STRIKES, *INCIDENTS) and breach:
            yield Single("forgive", address, day, what)
        if what in STRIKES:
            yield Single("withhold", address, day, what)


def alive(rows: NDArray[Any], one: Collapse, save: str, for_days: float) -> NDArray[np.bool_]:
    """In which variants of its history the deal outlives its collapse by `for_days`.

    A deal that is upgraded lives on, and so does an understanding that a formal deal replaces.
    """
    if save == TACIT:
        cause = rows["tacit_end_cause"]
        kept = (cause == codes.IN_FORCE) | (cause == codes.SIGNED)
        return np.asarray(kept | (rows["tacit_end_day"] >= one.end + for_days))
    cause = rows["deal_end_cause"]
    same = rows["first_deal_day"] == one.start
    kept = (cause == codes.IN_FORCE) | (cause == codes.UPGRADE)
    return np.asarray(same & (kept | (one.start + rows["deal_days"] >= one.end + for_days)))
