"""Which candidates need a look at all: the highest rate that a clock can come to in a scenario.

A candidate whose acceptance is not below it cannot count whatever the state; both engines pass it over. The
limit is worked out once from the plan: over every value that a scheduled `set` may give to what the clock's
`bound` reads. Where rates may exceed the ceiling every candidate is looked at, for clips must be counted.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product

from sim.model import codes
from sim.model.clocks import bound
from sim.model.parameters import SIZE, Parameters
from sim.model.state import State, begin, most_heavy

EVERY = tuple([math.inf] * codes.CLOCK_COUNT)
"""Limits that pass nothing over: for a run in which a user's own process may change parameters."""


class _Noting(Parameters):
    """Parameters that note in `read` which fields are read."""

    def __init__(self, read: set[str]) -> None:
        super().__init__([1.0] * SIZE)
        self._read = read

    def __getattribute__(self, name: str) -> object:
        found = object.__getattribute__(self, name)
        if isinstance(found, float):
            self._read.add(name)
        return found


@cache
def read_by_bound(clock: int) -> tuple[str, ...]:
    """Fields of the parameters that a clock's bound reads."""
    read: set[str] = set()
    bound(clock, State(units=1, heavy=1), _Noting(read))
    return tuple(sorted(read))


def limits(
    numbers: Sequence[float], sets: Iterable[tuple[str, float]], offensives: bool, ceilings: Sequence[float]
) -> tuple[float, ...]:
    """One limit a clock, per day: its highest bound, or infinity where that is above its ceiling.

    `sets` are (field, number) of all scheduled sets, `offensives` whether any is scheduled.
    """
    p = Parameters(list(numbers))
    values: dict[str, list[float]] = {}
    for name, value in sets:
        values.setdefault(name, []).append(value)
    s = State()
    begin(s, p)
    if offensives or any(
        rate > 0.0 for rate in [p.kursk_offensive_per_day, *values.get("kursk_offensive_per_day", [])]
    ):
        s.units = max(s.units, codes.MOST_UNITS)
    s.heavy = max(s.heavy, max(most_heavy(q) for q in _variants(p, values, ("grid_other_gw",))))
    made = []
    for clock, ceiling in enumerate(ceilings):
        highest = max(bound(clock, s, q) for q in _variants(p, values, read_by_bound(clock)))
        made.append(highest if highest <= ceiling else math.inf)
    return tuple(made)


def _variants(p: Parameters, values: dict[str, list[float]], names: Sequence[str]) -> Iterable[Parameters]:
    """`p` with every combination of the ends of what `names` may be set to; one object, changed in between.

    The ends are enough, for a bound rises or falls with each of its parameters all the way.
    """
    changing = [name for name in names if name in values]
    before = [getattr(p, name) for name in changing]
    reach = [[b, *values[name]] for name, b in zip(changing, before, strict=True)]
    for combination in product(*({min(values), max(values)} for values in reach)):
        for name, value in zip(changing, combination, strict=True):
            setattr(p, name, value)
        yield p
    for name, value in zip(changing, before, strict=True):
        setattr(p, name, value)
