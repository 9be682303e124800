"""What makes a plan: numbers only, addresses by what an event is, equal for equal scenarios."""

from __future__ import annotations

import pytest

from sim.engine.ensemble import ensemble
from sim.engine.plan import make_plan
from sim.engine.simpy_engine import simulate
from sim.model.parameters import PLACES
from sim.scenario import REGISTRY, load


def keys(events, **file):
    made = load({"extends": "baseline", "inherit_events": False, "events": events, **file})
    return {(event.action, event.km2): event.key for event in make_plan(made).scheduled}


@pytest.mark.parametrize("distribution", [{"uniform": [0.01, 0.05]}, "range"])
def test_a_number_that_is_not_drawn_is_refused_by_its_name(distribution):
    scenario = load("baseline", {"strikes.russia.per_day": distribution})
    for refuse in (make_plan, lambda s: simulate(s, 0, 1), lambda s: next(ensemble(s, 1, 1))):
        with pytest.raises(TypeError, match=r"strikes\.russia\.per_day is a distribution"):
            refuse(scenario)


def test_every_parameter_has_its_place():
    assert sorted(PLACES) == sorted(REGISTRY)
    assert len(set(PLACES.values())) == len(PLACES)
    plan, other = (make_plan(load("baseline", {"moratorium.partial.scope": scope})) for scope in (0.7, 0.6))
    differing = [place for place, (a, b) in enumerate(zip(plan.numbers, other.numbers, strict=True)) if a != b]
    assert differing == [PLACES["moratorium.partial.scope"]]


def test_an_event_is_addressed_by_what_it_is_and_not_by_its_order():
    shock, leave = {"on": "2024-12-24", "offensive": 700}, {"day": 20, "withdraw": True}
    assert keys([shock, leave]) == keys([leave, shock])
    assert keys([shock])[7, 700.0] == keys([leave, {"day": 90, "offensive": 30}, shock])[7, 700.0]


def test_a_dated_event_keeps_its_address_when_the_start_moves():
    shock = {"on": "2024-12-24", "offensive": 700}
    assert keys([shock]) == keys([shock], start="2024-11-30")
    assert keys([shock]) != keys([{"on": "2024-12-25", "offensive": 700}])


def test_winter_days_are_those_of_november_to_march():
    plan = make_plan(load({"extends": "baseline", "start": "2023-10-30", "horizon_days": 160}))
    # Tick k stands for the date start + k - 1: ticks 3 to 154 are 1 November 2023 to 31 March 2024 (a leap year).
    assert [k + 1 for k, winter in enumerate(plan.winters) if winter] == list(range(3, 155))
