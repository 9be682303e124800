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

Moment = tuple[float | None, tuple[str, str] | None, float, str]
"""When and what: day, state, days after it, action."""


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
    moment the nearer file's holds; within a file they are refused, as is any other action twice at one moment. Strikes
    are counted, not refused.
    """
    merged = _Merged(problems)
    for place, said in enumerate(layers):
        for one in said:
            day = one.placed(start)
            if day is None or day >= 0:
                merged.add(place, one, dataclasses.replace(one.event, day=day))
    return sorted(merged.events(), key=lambda pair: event_order(pair[0]))


class _Merged:
    """Events of all files, the oldest first; each new one meets only those of its own moment."""

    def __init__(self, problems: Problems) -> None:
        """Begin without any."""
        self.problems = problems
        self.kept: list[tuple[Event, Origin]] = []
        self.given: set[Moment] = set()
        self.setters: dict[tuple[Moment, str], tuple[int, int]] = {}

    def add(self, place: int, one: Said, event: Event) -> None:
        """Add an event of the file `place`: it takes its parameters from what an older file sets at that moment."""
        moment = (event.day, event.when, event.after_days, event.action)
        if event.action not in ("set", "strike") and moment in self.given:
            self.problems.add(one.origin, one.path, f"the same {event.action} at {event.trigger()} is already given")
        self.given.add(moment)
        own = [path for path in event.values if self.setters.get((moment, path), (-1, 0))[0] == place]
        if own:
            self.problems.add(one.origin, one.path, f"{min(own)} is set twice at {event.trigger()}")
        for path in event.values:
            if path not in own and (moment, path) in self.setters:
                self._drop(self.setters[moment, path][1], path)
            self.setters[moment, path] = (place, len(self.kept))
        self.kept.append((event, one.origin))

    def _drop(self, number: int, path: str) -> None:
        event, origin = self.kept[number]
        values = {name: value for name, value in event.values.items() if name != path}
        self.kept[number] = (dataclasses.replace(event, values=values), origin)

    def events(self) -> list[tuple[Event, Origin]]:
        """Those that still do something."""
        return [(event, origin) for event, origin in self.kept if event.action != "set" or event.values]


def event_order(event: Event) -> tuple[float, str, tuple[str, str], float, str, str]:
    """Give what events are sorted by: day, then what they do, so that the order in a file decides nothing."""
    day = math.inf if event.day is None else event.day
    values = json.dumps(event.values, sort_keys=True)
    return day, event.action, event.when or ("", ""), event.after_days, values, event.target
