"""A state and its parameters at day 0 of the baseline, with what a test changes in it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sim.model.parameters import Parameters, flat
from sim.model.state import State, begin
from sim.scenario import Scenario, load

NEVER, ALWAYS = 1.0 - 1e-12, 1e-12  # marks that no probability below 1 accepts, and that any above 0 accepts


@cache
def baseline() -> Scenario:
    """The baseline, read once."""
    return load("baseline")


def world(changes: dict[str, Any] | None = None, **state: Any) -> tuple[State, Parameters]:
    """State and parameters; `changes` by parameter path, `state` fields set after the start."""
    p = Parameters(flat(baseline().replace(changes) if changes else baseline()))
    s = State()
    begin(s, p)
    for name, value in state.items():
        assert hasattr(s, name)
        setattr(s, name, value)
    return s, p
