"""Draws of the SimPy engine, made before a history runs: addresses do not depend on the state (docs/model.md, "Draws").

Philox in Python costs 20 microseconds a block, in NumPy a thousandth of it once there are many. Since a draw is a pure
function of its address, all candidates, marks and weather of a history can be drawn at once, before anything has
happened, and what is not needed is left. The same words as `sim.engine.draws.philox`; a test holds the two equal.
Logarithms are the model's own arithmetic over arrays (`sim.engine.vectors`), with the bits of the scalar form.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine import draws, vectors
from sim.engine.plan import Plan
from sim.model import codes
from sim.model.clocks import needs_first_marks

Words = NDArray[np.uint64]
Floats = NDArray[np.float64]
Marks = tuple[float, ...]
Visits = tuple[list[int], list[float], list[float]]
NO_MARKS: Marks = (0.0, 0.0, 0.0, 0.0)
DAYS_A_BLOCK = 4

_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_WORD, _SHIFT = np.uint64(draws.WORD), np.uint64(32)


def philox_many(counters: Words, seed: int) -> Floats:
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


class PreparedDraws:
    """Candidates, marks and weather of one replicate, drawn ahead.

    `visits[clock]` has the candidates that may count: (numbers, days, acceptances times the ceiling per day).
    """

    def __init__(
        self, plan: Plan, replicate: int, seed: int, limits: Sequence[float], begin: tuple[int, float] = (0, 0.0)
    ) -> None:
        """Draw all that a history of this length needs but the marks of its answers.

        `begin` is the number of each clock's first candidate (even), and the day from which its gaps count.
        """
        self.replicate, self.seed, self.begin = replicate, seed, begin
        pairs = [int(c * plan.horizon + 3.0 * math.sqrt(c * plan.horizon)) // 2 + 4 for c in plan.ceilings]
        days = np.arange(plan.horizon // DAYS_A_BLOCK + 1)
        numbers = np.concatenate([*(np.arange(m) + begin[0] // 2 for m in pairs), days])
        streams = np.repeat([*range(codes.CLOCK_COUNT), draws.WEATHER], [*pairs, days.size])
        uniforms = philox_many(counters(numbers, streams, replicate, 0), seed)
        ends = np.cumsum(pairs)
        self.weather: list[float] = uniforms[:, ends[-1] :].T.ravel().tolist()
        gaps, accepts = _gaps_and_accepts(uniforms[:, : ends[-1]], np.repeat(plan.ceilings, [2 * m for m in pairs]))
        cuts = [0, *(2 * ends).tolist()]
        self.visits = []
        for clock, (a, b) in enumerate(pairwise(cuts)):
            self.visits.append(self._visits(plan, clock, limits[clock], gaps[a:b], accepts[a:b]))

    def _visits(self, plan: Plan, clock: int, limit: float, gaps: Floats, accepts: Floats) -> Visits:
        first, start = self.begin
        days = _days(start, gaps)
        while days[-1] <= plan.horizon:  # more candidates than is likely
            blocks = np.arange(days.size // 2, days.size // 2 + 64) + first // 2
            more = counters(blocks, clock, self.replicate, 0)
            g, a = _gaps_and_accepts(philox_many(more, self.seed), np.full(128, plan.ceilings[clock]))
            gaps, accepts = np.concatenate([gaps, g]), np.concatenate([accepts, a])
            days = _days(start, gaps)
        places = ((accepts < limit) & (days <= plan.horizon)).nonzero()[0]
        return (places + first).tolist(), days[places].tolist(), accepts[places].tolist()

    @cached_property
    def marks(self) -> list[list[tuple[Marks, Marks]]]:
        """Both blocks of marks of each visit, by clock; nothing where what happens reads none."""
        marked = [clock for clock in range(codes.CLOCK_COUNT) if needs_first_marks(clock)]
        numbers = [self.visits[clock][0] for clock in marked]
        clocks = np.repeat(np.array(marked, dtype=np.uint64), [len(n) for n in numbers])
        flat = np.array([n for some in numbers for n in some], dtype=np.uint64)
        both = [counters(flat, clocks, self.replicate, 1), counters(flat, clocks, self.replicate, 2)]
        uniforms = [tuple(u) for u in philox_many(np.concatenate(both, axis=1), self.seed).T.tolist()]
        pairs = iter(zip(uniforms[: flat.size], uniforms[flat.size :], strict=True))
        made: list[list[tuple[Marks, Marks]]] = [[(NO_MARKS, NO_MARKS)] * len(v[0]) for v in self.visits]
        for clock, some in zip(marked, numbers, strict=True):
            made[clock] = [next(pairs) for _ in some]
        return made


def _days(start: float, gaps: Floats) -> Floats:
    """The day of each candidate: one gap after the other, summed in that order."""
    return np.concatenate([[start], gaps]).cumsum()[1:]


def _gaps_and_accepts(uniforms: Floats, ceilings: Floats) -> tuple[Floats, Floats]:
    """Gaps (days) and acceptances times the ceiling (per day) from the blocks of pairs of candidates."""
    return -vectors.log(uniforms[0::2].T.ravel()) * (1.0 / ceilings), uniforms[1::2].T.ravel() * ceilings
