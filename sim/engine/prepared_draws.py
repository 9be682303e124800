"""Draws of the SimPy engine, made before a history runs: addresses do not depend on the state (docs/model.md, "Draws").

Philox in Python costs 20 microseconds a block, in NumPy a thousandth of it once there are many. Since a draw is a pure
function of its address, all candidates, marks and weather of a history can be drawn at once, before anything has
happened, and what is not needed is left. The same words as `sim.engine.draws.philox`; a test holds the two equal.
Logarithms are the model's own arithmetic over arrays (`sim.engine.vectors`), with the bits of the scalar form.
"""

from __future__ import annotations

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
Visits = tuple[NDArray[np.int64], NDArray[np.int64], Floats, Floats]
NO_VISITS: Visits = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
NO_MARKS: Marks = (0.0, 0.0, 0.0, 0.0)
DAYS_A_BLOCK = 4
RESERVE = 3.0  # standard deviations of candidates that are drawn beside those expected

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

    `visits[clock]` has the candidates that may count, in order of day: arrays of streams, numbers, days,
    and acceptances times the ceiling per day.
    """

    def __init__(
        self, plan: Plan, replicate: int, seed: int, limits: Sequence[float], begin: tuple[int, float] = (0, 0.0)
    ) -> None:
        """Draw all that a history of this length needs but the marks of its answers.

        `begin` is the number of each clock's first candidate (even), and the day from which its gaps count.
        """
        self.replicate, self.seed, self.begin = replicate, seed, begin
        self.weather: list[float] = self._weather(plan.horizon)
        ceilings, lows, widths, streams = _strips(plan.ceilings, limits)
        rates = ceilings * widths
        expected = rates * plan.horizon
        pairs = (expected + RESERVE * np.sqrt(expected)).astype(np.int64) // 2 + 4
        uniforms = philox_many(counters(_up_to(pairs) + begin[0] // 2, np.repeat(streams, pairs), replicate, 0), seed)
        gaps, accepts = _gaps_and_accepts(uniforms, *(np.repeat(of, 2 * pairs) for of in (ceilings, lows, widths)))
        ends = (2 * pairs).cumsum().tolist()
        found: list[list[Visits]] = [[] for _ in plan.ceilings]
        for i, (a, b) in enumerate(pairwise([0, *ends])):
            clock = draws.clock_of(int(streams[i]))
            strip = (int(streams[i]), float(ceilings[i]), float(lows[i]), float(widths[i]))
            found[clock].append(self._visits(plan.horizon, strip, limits[clock], gaps[a:b], accepts[a:b]))
        self.visits = [_in_order(some) for some in found]

    def _weather(self, horizon: int) -> list[float]:
        blocks = np.arange(horizon // DAYS_A_BLOCK + 1)
        uniforms = philox_many(counters(blocks, draws.WEATHER, self.replicate, 0), self.seed)
        weather: list[float] = vectors.normal_quantile(uniforms.T.ravel()).tolist()
        return weather

    def _visits(
        self, horizon: int, strip: tuple[int, float, float, float], limit: float, gaps: Floats, accepts: Floats
    ) -> Visits:
        """The candidates of a strip (stream, ceiling, low, width) that may count."""
        first, start = self.begin
        days = _days(start, gaps)
        while days[-1] <= horizon:  # more candidates than is likely
            blocks = np.arange(days.size // 2, days.size // 2 + 64) + first // 2
            more = philox_many(counters(blocks, strip[0], self.replicate, 0), self.seed)
            g, a = _gaps_and_accepts(more, *(np.full(128, of) for of in strip[1:]))
            gaps, accepts = np.concatenate([gaps, g]), np.concatenate([accepts, a])
            days = _days(start, gaps)
        places = ((accepts < limit) & (days <= horizon)).nonzero()[0]
        return np.full(places.size, strip[0], np.int64), places + first, days[places], accepts[places]

    @cached_property
    def marks(self) -> list[list[tuple[Marks, Marks]]]:
        """Both blocks of marks of each visit, by clock; nothing where what happens reads none."""
        marked = [clock for clock in range(codes.CLOCK_COUNT) if needs_first_marks(clock)]
        streams, numbers = (np.concatenate([self.visits[clock][of] for clock in marked]) for of in (0, 1))
        both = [counters(numbers, streams, self.replicate, 1), counters(numbers, streams, self.replicate, 2)]
        uniforms = [tuple(u) for u in philox_many(np.concatenate(both, axis=1), self.seed).T.tolist()]
        pairs = iter(zip(uniforms[: numbers.size], uniforms[numbers.size :], strict=True))
        made: list[list[tuple[Marks, Marks]]] = [[(NO_MARKS, NO_MARKS)] * len(v[0]) for v in self.visits]
        for clock in marked:
            made[clock] = [next(pairs) for _ in made[clock]]
        return made


def _strips(ceilings: Sequence[float], limits: Sequence[float]) -> tuple[Floats, Floats, Floats, NDArray[np.int64]]:
    """Ceiling, low, width and stream of every strip that is drawn, clock by clock."""
    drawn = [
        (ceiling, draws.strip_low(strip), draws.strip_width(strip), draws.stream_of(clock, strip))
        for clock, (ceiling, limit) in enumerate(zip(ceilings, limits, strict=True))
        for strip in range(draws.STRIPS)
        if draws.strip_low(strip) * ceiling < limit
    ]
    table = np.array(drawn).reshape(-1, 4).T
    return table[0], table[1], table[2], table[3].astype(np.int64)


def _up_to(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """0, 1, ... counts[0] - 1, 0, 1, ... counts[1] - 1, and so on."""
    begins = counts.cumsum() - counts
    made: NDArray[np.int64] = np.arange(counts.sum()) - np.repeat(begins, counts)
    return made


def _in_order(strips: Sequence[Visits]) -> Visits:
    """The candidates of a clock's strips in order of day."""
    if not strips:
        return NO_VISITS
    streams, numbers, days, accepts = (np.concatenate(part) for part in zip(*strips, strict=True))
    order = days.argsort(kind="stable")
    return streams[order], numbers[order], days[order], accepts[order]


def _days(start: float, gaps: Floats) -> Floats:
    """The day of each candidate: one gap after the other, summed in that order."""
    return np.concatenate([[start], gaps]).cumsum()[1:]


def _gaps_and_accepts(uniforms: Floats, ceilings: Floats, lows: Floats, widths: Floats) -> tuple[Floats, Floats]:
    """Gaps (days) and acceptances times the ceiling (per day) from the blocks of pairs of candidates."""
    means = 1.0 / (ceilings * widths)
    return -vectors.log(uniforms[0::2].T.ravel()) * means, ceilings * (lows + widths * uniforms[1::2].T.ravel())
