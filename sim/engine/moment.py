"""A SimPy event at a given day, and the order of events at equal times."""

from __future__ import annotations

from heapq import heappush
from typing import Any

import simpy

# Priorities at equal times; SimPy's own are 0 and 1. Scheduled events follow each other in the scenario's order,
# answers by their addresses (of 63 bits).
SCHEDULED, EXPIRY, ANSWER, CLOCK, TICK, LAST = 10, 1_000_000, 1_000_001, 2**64, 2**65, 2**66


class Moment(simpy.Event):
    """A SimPy timeout that is given a day instead of a delay, and a priority among the events of its time.

    A candidate's day is a sum of gaps; a delay would round it once more.
    """

    # The same for all, and read only; a thousand of them are made a history.
    _ok = True
    _value = None

    def __init__(self, env: Any, day: float, priority: int) -> None:
        """Happen on `day`, which is not before now."""
        self.env = env
        self.callbacks = []
        heappush(env._queue, (day, priority, next(env._eid), self))
