"""What differs between two scenarios, as data and in words."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.scenario.distribution import Distribution
from sim.scenario.events import Event
from sim.scenario.read import show
from sim.scenario.registry import REGISTRY

if TYPE_CHECKING:
    from sim.scenario.resolved import Resolved


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. An event is given in words, and None where there is none; None is an endless term."""

    path: str
    before: object
    after: object

    @property
    def unit(self) -> str:
        """Give the unit of the parameter, or "" where there is none."""
        name = self.path
        if name.startswith("ceilings."):
            return "1/d"
        if name == "horizon_days":
            return "d"
        unit = REGISTRY[name].unit if name in REGISTRY else "-"
        return "" if unit == "-" else unit


def differences(after: Resolved, before: Resolved) -> list[Difference]:
    """List what differs, in the order of the documentation: start, horizon, parameters, ceilings, events."""
    found = []
    if after.start != before.start:
        found.append(Difference("start", before.start, after.start))
    if after.horizon_days != before.horizon_days:
        found.append(Difference("horizon_days", before.horizon_days, after.horizon_days))
    for path in REGISTRY:
        if after.values[path] != before.values[path]:
            found.append(Difference(path, before.values[path], after.values[path]))
    for clock, rate in after.ceilings.items():
        if rate != before.ceilings[clock]:
            found.append(Difference(f"ceilings.{clock}", before.ceilings[clock], rate))
    was, now = ([event_in_words(event, one.start) for event in one.events] for one in (before, after))
    found += [Difference("events", words, None) for words in was if words not in now]
    found += [Difference("events", None, words) for words in now if words not in was]
    return found


def in_words(value: object) -> str:
    """Write one side of a difference for people."""
    if isinstance(value, bool | int | float | str):
        return show(value)
    return str(value) if isinstance(value, Distribution) else "null" if value is None else str(value)


def event_in_words(event: Event, start: datetime.date) -> str:
    """Write an event on one line: ``2024-12-01: set grid.imports_gw 2.1 GW``."""
    if event.action in ("withdraw", "end"):
        what = event.action
    elif event.action in ("stage", "strike"):
        what = f"{event.action} {event.target}"
    elif event.action == "offensive":
        what = "offensive of " + ("kursk.offensive_km2" if math.isnan(event.km2) else f"{show(event.km2)} km2")
    else:
        words = [f"{path} {show(value)} {_unit(path)}".strip() for path, value in event.values.items()]
        what = ", ".join([f"sign {event.target}", *words]) if event.action == "sign" else "set " + ", ".join(words)
    return f"{_trigger(event, start)}: {what}"


def _trigger(event: Event, start: datetime.date) -> str:
    if event.day is None or not event.day.is_integer():
        return event.trigger()
    try:
        return (start + datetime.timedelta(days=event.day)).isoformat()
    except OverflowError:  # a day beyond the calendar
        return event.trigger()


def _unit(path: str) -> str:
    unit = REGISTRY[path].unit
    return "" if unit == "-" else unit


def rows(found: list[Difference]) -> list[tuple[str, str, str, str]]:
    """Write differences as rows of text: path, before, after, unit; "-" where there is nothing."""
    table = []
    for one in found:
        before, after = in_words(one.before), in_words(one.after)
        if one.path == "events":
            before, after = ("-", after) if one.before is None else (before, "-")
        table.append((one.path, before, after, one.unit))
    return table
