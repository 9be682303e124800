"""The compiled engine's clocks: from one candidate that may count to the next.

A clock's candidates depend on nothing but their addresses. So they are not drawn one by one when they are due, but a
window at a time, in a loop that compiles to vector code. Most of them cannot count whatever the state is, because
their acceptance lies above every rate that the scenario allows (`sim.engine.limits`); those are dropped from the
window at once, so that the main loop never sees them. `q` is the thread's queue
(`sim.engine.allocation.QUEUE_DTYPE`): it holds each clock's window and the place in it.
"""

from __future__ import annotations

import math
from typing import Any

from sim.engine import draws
from sim.engine.interventions import REDRAWN_FROM
from sim.model import codes
from sim.model.arithmetic import log_split, split

BLOCKS = 8  # Philox blocks a window
WINDOW = 2 * BLOCKS  # candidates a window


def draw_window(q: Any, clock: int) -> None:
    """Draw the clock's next window of candidates and keep those that may count."""
    drawn, replicate, gaps, accepts = q.drawn[clock], q.replicate, q.gaps, q.accepts
    k0, k1 = q.seed & draws.WORD, (q.seed >> 32) & draws.WORD
    for i in range(BLOCKS):
        w0, w1, w2, w3 = draws.philox((drawn >> 1) + i, clock, replicate, 0, k0, k1)
        gaps[i] = draws.uniform(w0)
        accepts[i] = draws.uniform(w1)
        gaps[BLOCKS + i] = draws.uniform(w2)
        accepts[BLOCKS + i] = draws.uniform(w3)
    for i in range(WINDOW):
        m, e = split(gaps[i])
        gaps[i] = -log_split(m, e)
    day, mean, ceiling, limit = q.drawn_day[clock], 1.0 / q.ceiling[clock], q.ceiling[clock], q.limit[clock]
    days, kept_accepts, numbers = q.window_day, q.window_accept, q.window_number
    kept = 0
    for i in range(WINDOW):
        place = (i >> 1) + BLOCKS * (i & 1)
        day += gaps[place] * mean
        accept = accepts[place] * ceiling
        days[clock, kept] = day
        kept_accepts[clock, kept] = accept
        numbers[clock, kept] = drawn + i
        kept += 1 if accept < limit else 0
    q.drawn[clock] += WINDOW
    q.drawn_day[clock] = day
    q.kept[clock] = kept
    q.at[clock] = 0


def advance(q: Any, clock: int) -> None:
    """Move a clock on to its next candidate that may count; none is left when it lies past the horizon."""
    q.at[clock] += 1
    while q.at[clock] >= q.kept[clock]:
        if q.drawn_day[clock] > q.horizon:
            q.day[clock] = math.inf
            return
        draw_window(q, clock)
    q.day[clock] = q.window_day[clock, q.at[clock]]


def start_clocks(q: Any, ceilings: Any, limits: Any) -> None:
    """Put every clock at its first candidate that may count."""
    for clock in range(codes.CLOCK_COUNT):
        q.ceiling[clock] = ceilings[clock]
        q.limit[clock] = limits[clock]
        q.drawn[clock] = 0
        q.drawn_day[clock] = 0.0
        q.kept[clock] = 0
        q.at[clock] = 0
        advance(q, clock)


def redraw(q: Any) -> None:
    """From the moment `redraw_day` on every clock has other luck (`sim.engine.interventions`)."""
    q.seed = q.redraw_seed
    for clock in range(codes.CLOCK_COUNT):
        q.drawn[clock] = REDRAWN_FROM
        q.drawn_day[clock] = q.redraw_day
        q.kept[clock] = 0
        q.at[clock] = 0
        advance(q, clock)
    q.redraw_day = math.inf
