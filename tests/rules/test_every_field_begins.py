"""A history begins with nothing of the one before it: both engines put one state at day 0 again and again."""

from __future__ import annotations

from dataclasses import fields

import pytest

from sim.model.parameters import Parameters, flat
from sim.model.state import State, begin

from .world import baseline, world

LEFT_OVER = {float: -7.25, int: 117}
"""What an earlier history may have left in a field, by the type of its value; no history begins with it."""

READ_ONLY_AFTER_WRITTEN = {
    "author": "set with the answers of an event, and read with them",
    "ended_since": "set with `ended_kind`, which is put back",
    "ended_cause": "set with `ended_kind`, which is put back",
    "supply_gw": "set by the tick of each day before the day is noted",
    "demand_gw": "set by the tick of each day before the day is noted",
    "idle_now": "set by the tick of each day before the day is noted",
    "breach_times": "only the first `breach_count` hold, which is put back",
    "breach_weights": "only the first `breach_count` hold, which is put back",
}
"""Fields that need not be put back, each with its reason. A tally is never one of them."""


def left_over(value: object) -> object:
    return [left_over(one) for one in value] if isinstance(value, list) else LEFT_OVER[type(value)]


@pytest.mark.parametrize("name", [one.name for one in fields(State) if one.name not in READ_ONLY_AFTER_WRITTEN])
def test_a_field_is_put_back_at_the_start_of_a_history(name: str) -> None:
    fresh, _ = world()
    used = State()
    for field in fields(State):
        setattr(used, field.name, left_over(getattr(fresh, field.name)))
    begin(used, Parameters(flat(baseline())))
    assert repr(getattr(used, name)) == repr(getattr(fresh, name))
