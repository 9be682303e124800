"""What becomes of events through ``extends``, once the start is known."""

from __future__ import annotations

import dataclasses
import datetime
import json
import math
from collections.abc import Sequence

from sim.scenario.events import Event, Said
from sim.scenario.problems import Origin, Problems
from sim.scenario.read import show
from sim.scenario.sections import Stated


def refuse_early(said: Sequence[Said], start: datetime.date, problems: Problems) -> None:
    """Note a file's own events before its own start."""
    for one in said:
        day = one.placed(start)
        if day is not None and day < 0:
            message = f"found {one.date}, {show(-day)} days before the start ({start}); allowed: the start or later"
            problems.add(one.origin, f"{one.path}.on", message)


def carry_over(layers: Sequence[tuple[Sequence[Said], Stated]], start: datetime.date) -> Stated:
    """Give what inherited ``set`` events before the start have made of the parameters at the start.

    ``layers`` are the events and the parameters of each file, the oldest first. Of two such events the later
    date wins. A parameter that a file nearer to the user states itself is the user's own word, and stays.
    """
    early = [
        (day, place, one)
        for place, (said, _) in enumerate(layers)
        for one in said
        if one.event.action == "set" and (day := one.placed(start)) is not None and day < 0
    ]
    carried: Stated = {}
    for _, place, one in sorted(early, key=lambda item: (item[0], item[1])):
        nearer = [stated for _, stated in layers[place + 1 :]]
        for path, value in one.event.values.items():
            if not any(path in stated for stated in nearer):
                carried[path] = (value, one.origin)
    return carried


def merge_events(
    layers: Sequence[Sequence[Said]], start: datetime.date, problems: Problems
) -> list[tuple[Event, Origin]]:
    """Put the events of all files, the oldest first, in one order; what lies before the start is left out.

    Dated events come by day, then those that a state triggers; those that may fall on one instant come by what they
    do, in alphabetical order, so that the order in a file decides nothing. Of two ``set`` of one parameter at one
    moment the nearer file's holds; within a file they are refused, as is the same offensive or withdrawal twice.
    """
    kept: list[tuple[int, Said, Event]] = []
    for place, said in enumerate(layers):
        for one in said:
            day = one.placed(start)
            if day is not None and day < 0:
                continue
            event = dataclasses.replace(one.event, day=day)
            kept = _without_overridden(kept, (place, one, event), problems)
            kept.append((place, one, event))
    events = [(event, one.origin) for _, one, event in kept if event.action != "set" or event.values]
    return sorted(events, key=lambda pair: _order(pair[0]))


def _without_overridden(
    kept: list[tuple[int, Said, Event]], new: tuple[int, Said, Event], problems: Problems
) -> list[tuple[int, Said, Event]]:
    place, one, event = new
    left = []
    for earlier_place, earlier, other in kept:
        same = (other.day, other.when, other.after_days, other.action) == (
            (event.day, event.when, event.after_days, event.action)
        )
        twice = sorted(set(other.values) & set(event.values)) if same else []
        if same and event.action != "set":
            problems.add(one.origin, one.path, f"the same {event.action} at {event.trigger()} is already given")
        elif twice and earlier_place == place:
            problems.add(one.origin, one.path, f"{twice[0]} is set twice at {event.trigger()}")
        elif twice:
            values = {path: value for path, value in other.values.items() if path not in twice}
            other = dataclasses.replace(other, values=values)
        left.append((earlier_place, earlier, other))
    return left


def _order(event: Event) -> tuple[float, str, tuple[str, str], float, str]:
    day = math.inf if event.day is None else event.day
    return day, event.action, event.when or ("", ""), event.after_days, json.dumps(event.values, sort_keys=True)
