"""The compiled engine's clocks: from one candidate that may count to the next.

`q` is the thread's queue (`sim.engine.room.QUEUE_DTYPE`); its per-clock fields are arrays of ten. A candidate
whose acceptance is not below the clock's limit cannot count whatever the state, and is passed over here.
"""

from __future__ import annotations

import math
from typing import Any

from sim.engine import draws
from sim.model import codes
from sim.model.clocks import bound


def seek(q: Any, clock: int, now: float) -> None:
    """Move a clock on to its next candidate, not before `now`, whose acceptance is below its limit."""
    n = q.from_number[clock]
    t = q.from_day[clock]
    ceiling, limit = q.ceiling[clock], q.limit[clock]
    k0, k1 = q.seed & draws.WORD, (q.seed >> 32) & draws.WORD
    accept = 0.0
    n += 1
    if n == q.spare_number[clock]:
        t += q.spare_gap[clock]
        accept = q.spare_accept[clock]
        n += 1
        if t > q.horizon or (accept < limit and t >= now):
            q.number[clock] = n - 1
            q.day[clock] = t
            q.accept[clock] = accept
            return
    skip = n & 1
    n -= skip
    while True:
        w0, w1, w2, w3 = draws.philox(n >> 1, clock, q.replicate, 0, k0, k1)
        if skip == 0:
            t += -math.log(draws.uniform(w0)) / ceiling
            accept = draws.uniform(w1) * ceiling
            if t > q.horizon or (accept < limit and t >= now):
                q.spare_number[clock] = n + 1
                q.spare_gap[clock] = -math.log(draws.uniform(w2)) / ceiling
                q.spare_accept[clock] = draws.uniform(w3) * ceiling
                break
        skip = 0
        n += 1
        t += -math.log(draws.uniform(w2)) / ceiling
        accept = draws.uniform(w3) * ceiling
        if t > q.horizon or (accept < limit and t >= now):
            break
        n += 1
    q.number[clock] = n
    q.day[clock] = t
    q.accept[clock] = accept


def advance(q: Any, clock: int) -> None:
    """Leave the present candidate behind and seek the next."""
    q.from_number[clock] = q.number[clock]
    q.from_day[clock] = q.day[clock]
    seek(q, clock, q.day[clock])


def limit_of(s: Any, p: Any, q: Any, clock: int) -> float:
    """Acceptances from here on cannot count; infinite where the rate may exceed the ceiling."""
    most = bound(clock, s, p)
    return most if most <= q.ceiling[clock] else math.inf


def start_clocks(s: Any, p: Any, q: Any, ceilings: Any) -> None:
    """Put every clock at its first candidate."""
    for clock in range(codes.CLOCK_COUNT):
        q.ceiling[clock] = ceilings[clock]
        q.limit[clock] = limit_of(s, p, q, clock)
        q.from_number[clock] = -1
        q.from_day[clock] = 0.0
        q.spare_number[clock] = -1
        seek(q, clock, 0.0)


def reset_limits(s: Any, p: Any, q: Any, now: float) -> None:
    """After a change of parameters: where the limit rose, look again at the candidates passed over."""
    for clock in range(codes.CLOCK_COUNT):
        limit = limit_of(s, p, q, clock)
        rose = limit > q.limit[clock]
        q.limit[clock] = limit
        if rose:
            seek(q, clock, now)
