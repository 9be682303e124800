"""Spells read a piece at a time, each history whole: what is held does not grow with how many there are."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from sim.outcomes.tables import CAUSE_TYPE, KIND_TYPE

Spells = pl.DataFrame | pl.LazyFrame

PIECE = 200_000
"""Spells that are read at once."""
_ORDER = ("replicate", "start")


def in_pieces(spells: Spells) -> Iterator[pl.DataFrame]:
    """`replicate, kind, start, end, cause` in order of replicate and start, no history in two pieces.

    `kind` and `cause` are places in the words of `KIND_TYPE` and `CAUSE_TYPE`; in `spells` they may be of any type.
    Spells that are not in this order, as an engine leaves them, are sorted, and so held, in one.
    """
    coded = [pl.col("kind").cast(KIND_TYPE).to_physical(), pl.col("cause").cast(CAUSE_TYPE).to_physical()]
    table = spells.lazy().select("replicate", "start", "end", *coded)
    few = table.head(PIECE + 1).collect()
    if few.height <= PIECE:  # all of them, and it took one query
        yield ordered(few)
        return
    del few
    total = int(spells.lazy().select(pl.len()).collect().item())
    if not _in_order(spells.lazy().select(_ORDER), total):
        yield ordered(table.collect())
        return
    rest: pl.DataFrame | None = None
    for first in range(0, total, PIECE):
        piece = table.slice(first, PIECE).collect()
        piece = pl.concat([rest, piece]) if rest is not None else piece
        replicate = piece["replicate"].to_numpy()
        # The last history may go on in the next piece.
        done = piece.height if first + PIECE >= total else int(np.searchsorted(replicate, replicate[-1]))
        rest = piece[done:]
        if done:
            yield piece[:done]


def ordered(spells: pl.DataFrame) -> pl.DataFrame:
    """The spells in order of replicate and start: as they are if an engine left them so, for nothing is copied."""
    return spells if _sorted(spells) else spells.sort(_ORDER, maintain_order=True)


def _in_order(order: pl.LazyFrame, total: int) -> bool:
    # One row of each piece is in the next, too.
    return all(_sorted(order.slice(first, PIECE + 1).collect()) for first in range(0, total, PIECE))


def _sorted(spells: pl.DataFrame) -> bool:
    replicate, start = (spells[name].to_numpy() for name in _ORDER)
    later = (replicate[1:] == replicate[:-1]) & (start[1:] >= start[:-1])
    return bool(((replicate[1:] > replicate[:-1]) | later).all())
