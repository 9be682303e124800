"""Events added to a scenario that is already resolved: what `moratorium whatif` changes from a day on."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from sim.scenario import overrides, rules
from sim.scenario.events import Event, area, read_events
from sim.scenario.merge import event_order
from sim.scenario.nodes import Node, from_python
from sim.scenario.problems import Origin, Problems
from sim.scenario.scenario import Scenario
from sim.scenario.sections import Value

FILE = "--set"


def with_events(
    scenario: Scenario, day: float, sets: Sequence[str] = (), actions: Mapping[str, object] | None = None
) -> Scenario:
    """Give a copy in which `sets` (`PATH=VALUE`) hold from `day` (since the start) on, and `actions` happen.

    `actions` is what an event of a file may say beside `set`, such as ``{"withdraw": True}``. A value that holds on
    that day anyway is no change and adds nothing. Raises ScenarioError under the rules of a file's own events.
    """
    problems = Problems()
    origin = Origin(FILE)
    nodes = [_event(day, {name: from_python(value, FILE)}, origin) for name, value in (actions or {}).items()]
    pairs = overrides.pairs(sets, FILE, problems)
    problems.raise_any()
    if pairs:
        nodes.append(_event(day, {"set": Node("mapping", origin, pairs=tuple(pairs))}, origin))
    said = read_events(Node("list", origin, items=tuple(nodes)), problems)
    for place, problem in enumerate(problems.found):  # the user wrote no list of events
        path = re.sub(r"^events\[[0-9]+\](\.set)?\.?", "", problem.path)
        problems.found[place] = dataclasses.replace(problem, path=path)
    problems.raise_any()
    holding = _holding(scenario, day)
    added = [kept for one in said if (kept := _changing(area(one.event, scenario.values), holding)) is not None]
    if not added:
        return scenario
    events = tuple(sorted([*_without(scenario.events, added), *added], key=event_order))
    rules.check_together(scenario.values, events, scenario.origins, origin).raise_any()
    return dataclasses.replace(scenario, events=events)


def _event(day: float, action: dict[str, Node], origin: Origin) -> Node:
    keys = {"day": from_python(day, origin.file), **action}
    pairs = tuple((Node("scalar", origin, name), node) for name, node in keys.items())
    return Node("mapping", origin, pairs=pairs)


def _holding(scenario: Scenario, day: float) -> dict[str, Value]:
    """The values that hold on a day; without those of a parameter that a state may have changed by then."""
    values: dict[str, Value] = dict(scenario.values)
    for event in scenario.events:
        for path, value in event.values.items():
            if event.day is None:
                values.pop(path, None)
            elif event.day <= day and path in values:
                values[path] = value
    return values


def _changing(event: Event, holding: Mapping[str, Value]) -> Event | None:
    """The event without what holds anyway; None if nothing is left of it."""
    if event.action != "set":
        return event
    values = {path: value for path, value in event.values.items() if path not in holding or holding[path] != value}
    return dataclasses.replace(event, values=values) if values else None


def _without(events: Sequence[Event], added: Sequence[Event]) -> list[Event]:
    """The scenario's own events, less the values that an added one sets at the same moment."""
    left = []
    for event in events:
        taken = {path for one in added if one.day == event.day for path in one.values}
        values = {path: value for path, value in event.values.items() if path not in taken}
        if event.action != "set" or values:
            left.append(dataclasses.replace(event, values=values) if values != event.values else event)
    return left
