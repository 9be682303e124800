"""Switching conditions off: what becomes of values and events, and whether anything does."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from sim.scenario.condition import Condition
from sim.scenario.events import Event
from sim.scenario.registry.conditions import CONDITIONS
from sim.scenario.sections import Value


def switched(condition: Condition, values: Mapping[str, Value]) -> dict[str, Value]:
    """Give the values that the condition's switch would change in ``values``."""
    return {
        switch.path: switch.value
        for switch in condition.off
        if switch.only_from is None or values[switch.path] == switch.only_from
    }


def acts(condition: Condition, values: Mapping[str, Value], events: Sequence[Event]) -> bool:
    """Say whether switching the condition off would change anything."""
    if any(values[path] != value for path, value in switched(condition, values).items()):
        return True
    return any(event.action in condition.drops or _sets(event, condition, values) for event in events)


def _sets(event: Event, condition: Condition, values: Mapping[str, Value]) -> bool:
    off = switched(condition, values)
    return any(path in off and value != off[path] for path, value in event.values.items())


def switch_off(
    ids: Iterable[str], values: Mapping[str, Value], events: Sequence[Event]
) -> tuple[dict[str, Value], list[int], list[Event]]:
    """Switch conditions off.

    Returns the values, and the places and forms of the events that stay: one that a switch drops goes, and a ``set``
    loses the parameters that a switch holds.
    """
    chosen = [CONDITIONS[name] for name in ids]
    made = dict(values)
    for condition in chosen:
        made.update(switched(condition, values))
    held = {path for condition in chosen for path in switched(condition, values)}
    dropped = {action for condition in chosen for action in condition.drops}
    places, kept = [], []
    for place, event in enumerate(events):
        left = {path: value for path, value in event.values.items() if path not in held}
        if event.action in dropped or (event.action == "set" and not left):
            continue
        places.append(place)
        kept.append(dataclasses.replace(event, values=left) if left != event.values else event)
    return made, places, kept
