"""Draws of the SimPy engine, made ahead in NumPy: addresses do not depend on the state (docs/model.md, "Draws").

The same words as `sim.engine.draws.philox`, many counters at a time; a test holds the two equal. Logarithms
stay with `math.log`, whose bits NumPy's do not always share.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine import draws
from sim.engine.plan import Plan
from sim.model import codes
from sim.model.clocks import needs_first_marks, needs_second_marks

Words = NDArray[np.uint64]
Marks = tuple[float, ...]
NO_MARKS: Marks = (0.0, 0.0, 0.0, 0.0)
DAYS_A_BLOCK = 4

_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_WORD, _SHIFT = np.uint64(draws.WORD), np.uint64(32)


def philox_many(counters: Words, seed: int) -> NDArray[np.float64]:
    """Uniforms, shape (4, n), of counters, shape (4, n)."""
    c0, c1, c2, c3 = counters
    k0, k1 = seed & draws.WORD, (seed >> 32) & draws.WORD
    for _ in range(10):
        a, b = _M0 * c0, _M1 * c2
        c0, c2 = (b >> _SHIFT) ^ c1 ^ np.uint64(k0), (a >> _SHIFT) ^ c3 ^ np.uint64(k1)
        c1, c3 = b & _WORD, a & _WORD
        k0, k1 = (k0 + 0x9E3779B9) & draws.WORD, (k1 + 0xBB67AE85) & draws.WORD
    return (np.stack([c0, c1, c2, c3]).astype(np.float64) + 0.5) * draws.UNIT


def counters(numbers: Any, stream: Any, replicate: int, number: int) -> Words:
    """Counter words, shape (4, n), for blocks `numbers` of `stream` (both broadcast)."""
    c0 = np.asarray(numbers, dtype=np.uint64)
    made = np.empty((4, c0.size), dtype=np.uint64)
    made[0], made[1], made[2], made[3] = c0, stream, replicate, number
    return made


class Ahead:
    """Gaps, acceptances, marks and weather of one replicate, drawn ahead."""

    def __init__(self, plan: Plan, replicate: int, seed: int, limits: list[float]) -> None:
        """Draw what a history of this length most likely needs; more is drawn when it runs out."""
        self.ceilings, self.replicate, self.seed = plan.ceilings, replicate, seed
        pairs = [int(c * plan.horizon + 5.0 * math.sqrt(c * plan.horizon)) // 2 + 4 for c in plan.ceilings]
        days = -(-plan.horizon // DAYS_A_BLOCK)
        parts = [counters(np.arange(m), clock, replicate, 0) for clock, m in enumerate(pairs)]
        parts.append(counters(np.arange(days + 1), draws.WEATHER, replicate, 0))
        uniforms = philox_many(np.concatenate(parts, axis=1), seed)
        cuts = np.cumsum(pairs)
        *clocks, weather = np.split(uniforms, cuts, axis=1)
        self.weather: list[float] = weather.T.ravel().tolist()
        self.first = [self._gaps_and_accepts(clock, u) for clock, u in enumerate(clocks)]
        self.marks = self._marks_ahead(limits)

    def _gaps_and_accepts(self, clock: int, uniforms: NDArray[np.float64]) -> tuple[list[float], list[float]]:
        ceiling = self.ceilings[clock]
        gaps = [-math.log(u) / ceiling for u in uniforms[0::2].T.ravel().tolist()]
        accepts: list[float] = (uniforms[1::2].T.ravel() * ceiling).tolist()
        return gaps, accepts

    def candidates(self, clock: int) -> Iterator[tuple[list[float], list[float]]]:
        """Batches of (gaps in days, acceptances times the ceiling per day), in order, without end."""
        yield self.first[clock]
        at = len(self.first[clock][0]) // 2
        while True:
            block = counters(np.arange(at, at + 32), clock, self.replicate, 0)
            yield self._gaps_and_accepts(clock, philox_many(block, self.seed))
            at += 32

    def _marks_ahead(self, limits: list[float]) -> dict[tuple[int, int], tuple[Marks, Marks]]:
        """Marks of the candidates that may count while the limits stand as at the start."""
        keys: list[tuple[int, int]] = []
        for clock in range(codes.CLOCK_COUNT):
            if needs_first_marks(clock):
                keys += [(clock, n) for n, a in enumerate(self.first[clock][1]) if a < limits[clock]]
        if not keys:
            return {}
        clocks, numbers = np.array(keys, dtype=np.uint64).T
        both = [counters(numbers, clocks, self.replicate, 1), counters(numbers, clocks, self.replicate, 2)]
        uniforms = philox_many(np.concatenate(both, axis=1), self.seed).T.tolist()
        firsts, seconds = uniforms[: len(keys)], uniforms[len(keys) :]
        return {key: (tuple(m1), tuple(m2)) for key, m1, m2 in zip(keys, firsts, seconds, strict=True)}

    def candidate_marks(self, clock: int, n: int) -> tuple[Marks, Marks]:
        """Both blocks of marks of candidate `n`; zeros where what happens reads none."""
        found = self.marks.get((clock, n))
        if found is not None:
            return found
        m1 = draws.block(n, clock, self.replicate, 1, self.seed) if needs_first_marks(clock) else NO_MARKS
        m2 = draws.block(n, clock, self.replicate, 2, self.seed) if needs_second_marks(clock) else NO_MARKS
        return m1, m2
