"""A scenario as the page needs it: what its plan reads, as bytes, and what a file of it would say.

The page redoes of the plan only what a slider or a switch can change: numbers, limits, and which scheduled events are
left. All else (the calendar, the events themselves) is the plan's own memory.
"""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.engine import draws
from sim.engine.allocation import make_plan_arrays
from sim.engine.plan import event_name, make_plan, set_places
from sim.scenario import Distribution, Scenario, event_in_words, jsonable, shipped

MADE_IN_PAGE = ("numbers", "ceilings", "limits", "log")
"""Fields of the plan's arrays that the page fills itself."""


def settled(scenario: Scenario) -> tuple[Scenario, dict[str, str]]:
    """The scenario with each uncertain number at its median, and what it was, in words, by path."""
    uncertain = {path: value for path, value in scenario.values.items() if isinstance(value, Distribution)}
    if not uncertain:
        return scenario, {}
    medians = {path: _median(scenario, path, value) for path, value in uncertain.items()}
    return scenario.replace(medians), {path: str(value) for path, value in uncertain.items()}


def _median(scenario: Scenario, path: str, value: Distribution) -> float | int:
    from sim.scenario import REGISTRY

    middle = value.quantile(0.5)
    return round(middle) if REGISTRY[path].type == "integer" else middle


def page_scenario(scenario: Scenario, ceilings: Mapping[str, float]) -> dict[str, Any]:
    """One scenario, ready for JSON. `ceilings` are those of all scenarios of the page."""
    scenario, uncertain = settled(scenario)
    plain = jsonable(scenario)
    plan = make_plan(dataclasses.replace(scenario, ceilings=dict(ceilings)))
    arrays = make_plan_arrays(plan, log=False)
    kept = {name: one for name, one in arrays._asdict().items() if name not in MADE_IN_PAGE}
    return {
        "name": scenario.name,
        "title": scenario.title,
        "question": scenario.question,
        "conditions": list(scenario.conditions),
        "extends": scenario.name if scenario.name in shipped() and _is_shipped(scenario) else None,
        "start": scenario.start.isoformat(),
        "horizon": scenario.horizon_days,
        "digest": scenario.digest(),
        "values": plain["values"],
        "uncertain": uncertain,
        "ceilings": dict(ceilings),
        "raised": {clock: rate for clock, rate in ceilings.items() if rate != scenario.ceilings[clock]},
        "numbers": encoded(arrays.numbers),
        "arrays": {name: {"count": one.size, "bytes": encoded(one)} for name, one in kept.items()},
        "events": _events(scenario, plain["events"]),
        "tail": {"ceilings": plain["ceilings"], "events": plain["events"]},
    }


def _is_shipped(scenario: Scenario) -> bool:
    from sim.scenario import load

    return load(scenario.name).digest() == scenario.digest()


def _events(scenario: Scenario, forms: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each event: its form in a file, its action, what it sets (place and number), its words and its name's keys.

    An event is addressed by its name and its number among those of the same name (`sim.engine.plan`), so that the keys
    of all numbers that it may come to have are here: the page may leave out one before it.
    """
    scheduled_events = make_plan(scenario).scheduled
    names = [event_name(event, scenario.start) for event in scenario.events]
    keys: dict[str, list[int]] = {name: [] for name in names}
    for name, scheduled in zip(names, scheduled_events, strict=True):
        keys[name].append(scheduled.key)
    found = []
    for event, scheduled, form, name in zip(scenario.events, scheduled_events, forms, names, strict=True):
        found.append(
            {
                "form": form,
                "action": event.action,
                "paths": list(event.values),
                "sets": [[place, str(value)] for place, value in set_places(scheduled)],
                "words": event_in_words(event, scenario.start),
                "name": name,
                "keys": keys[name],
                "addresses": [str(draws.other_address(draws.DATED, key)) for key in keys[name]],
            }
        )
    return found


def encoded(array: Any) -> str:
    """The memory of an array in base 64."""
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")
