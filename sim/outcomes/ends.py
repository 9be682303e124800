"""How spells end: shares of causes, of the first tacit and first formal spell and of all spells."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from sim.outcomes.intervals import LEVEL, wilson_limits
from sim.outcomes.lives import CAUSE_NAMES, LIVES, first_of_each, firsts_in, kind_codes
from sim.outcomes.spell_pieces import in_pieces
from sim.outcomes.tables import CAUSE_TYPE


def ends_frame(spells: pl.DataFrame | pl.LazyFrame, level: float = LEVEL) -> pl.DataFrame:
    """Share of spells by what ended them: tidy `which, cause, count, n, share, low, high`.

    `which` is `first_tacit` and `first_formal` (one spell a history; the intervals are Wilson's) and `all_tacit`,
    `all_partial`, `all_complete` (every spell; those of one history are not independent, so the variance is taken over
    histories, and Wilson's formula used with the number of independent spells that it amounts to). `in_force`
    is a spell that outlives the horizon. Every cause has a row; a group with no spell has n = 0 and null shares.
    """
    found = Ends()
    for piece in in_pieces(spells):
        found.add(piece, firsts_in(piece))
    return found.frame(level)


class Ends:
    """How spells end, counted in pieces as they are read."""

    def __init__(self) -> None:
        """Start from nothing."""
        self._first = {name: np.zeros(len(CAUSE_NAMES), dtype=np.int64) for name in LIVES}
        self._every = {kind: _Clustered() for kind in ("tacit", "partial", "complete")}

    def add(self, piece: pl.DataFrame, firsts: Mapping[str, pl.DataFrame]) -> None:
        """Add a piece as `in_pieces` gives it, and the first spells in it by the name of the life."""
        for name, first in firsts.items():
            self._first[name] += np.bincount(first["cause"].to_numpy(), minlength=len(CAUSE_NAMES))
        kind, replicate, cause = (piece[name].to_numpy() for name in ("kind", "replicate", "cause"))
        for name, spells_of in self._every.items():
            wanted = kind == kind_codes((name,))[0]
            spells_of.add(replicate[wanted], cause[wanted])

    def frame(self, level: float = LEVEL) -> pl.DataFrame:
        """The table that `ends_frame` returns."""
        groups = {f"first_{name}": (counts, np.full(counts.size, counts.sum())) for name, counts in self._first.items()}
        groups |= {f"all_{name}": (found.ended, found.sizes()) for name, found in self._every.items()}
        return pl.concat([_frame(which, counts, sizes, level) for which, (counts, sizes) in groups.items()])


class _Clustered:
    """Spells by cause, clustered in histories: sums over histories of whole numbers, exact in whatever pieces."""

    def __init__(self) -> None:
        zeros = np.zeros(len(CAUSE_NAMES), dtype=np.int64)
        self.histories, self.spells, self.spells_squared = 0, 0, 0
        self.ended, self.ended_squared, self.crossed = zeros, zeros.copy(), zeros.copy()

    def add(self, replicate: np.ndarray, cause: np.ndarray) -> None:
        """Add spells in order of replicate, histories whole."""
        if not cause.size:
            return
        history = np.cumsum(first_of_each(replicate)) - 1
        spells_each = np.bincount(history)
        self.histories += spells_each.size
        self.spells += cause.size
        self.spells_squared += int(np.sum(spells_each**2))
        for code in range(len(CAUSE_NAMES)):
            ended_each = np.bincount(history[cause == code], minlength=spells_each.size)
            self.ended[code] += ended_each.sum()
            self.ended_squared[code] += np.sum(ended_each**2)
            self.crossed[code] += np.sum(ended_each * spells_each)

    def sizes(self) -> np.ndarray:
        """For each cause how many independent spells would give its share as narrowly as these do.

        The share is a ratio of two sums over histories; its variance is that of `ended - share * spells` (Cochran 1977,
        6.3). At least one a history where the share is 0 or 1 and the variance cannot be seen; never more than the
        spells.
        """
        return np.array([self._size(code) for code in range(len(CAUSE_NAMES))])

    def _size(self, code: int) -> float:
        if not self.spells:
            return 0.0
        n, all_spells, ended = self.histories, self.spells, int(self.ended[code])
        share = ended / all_spells
        squares = int(self.ended_squared[code]) * all_spells**2 + ended**2 * self.spells_squared
        residual = squares - 2 * ended * all_spells * int(self.crossed[code])
        variance = residual * n / max(n - 1, 1) / all_spells**4
        return float(min(all_spells, share * (1 - share) / variance)) if residual > 0 else float(n)


def _frame(which: str, counts: np.ndarray, sizes: np.ndarray, level: float) -> pl.DataFrame:
    n = int(counts.sum())
    blank = np.full(len(counts), np.nan)
    share = counts / n if n else blank
    low, high = wilson_limits(share, sizes, level) if n else (blank, blank)
    return pl.DataFrame(
        {
            "which": [which] * len(counts),
            "cause": pl.Series(CAUSE_NAMES, dtype=CAUSE_TYPE),
            "count": counts.astype(np.int64),
            "n": np.full(len(counts), n, dtype=np.int64),
            **{name: pl.Series(x, nan_to_null=True) for name, x in {"share": share, "low": low, "high": high}.items()},
        }
    )
