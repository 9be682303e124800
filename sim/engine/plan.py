"""What both drivers need of a scenario, worked out once: numbers, ceilings, calendar, scheduled events.

A scenario speaks in words and dates; the rules read numbers in a fixed order, days since the start, and the season at
each tick. Both drivers read one and the same plan, so that they cannot differ in how they understand a scenario. A
scheduled event is addressed by what it is, not by its place in the file, so that it keeps its luck in a variant.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections import Counter
from dataclasses import dataclass

from sim.engine.limits import limits
from sim.model import codes
from sim.model.parameters import PLACES, Parameters, flat, number, place
from sim.model.season import swing
from sim.scenario import CLOCKS, KINDS, REGISTRY, STAGES, Event, Scenario

WINTER_MONTHS = (11, 12, 1, 2, 3)
ACTIONS = {
    "set": codes.SET,
    "withdraw": codes.WITHDRAW,
    "offensive": codes.OFFENSIVE,
    "sign": codes.SIGN,
    "end": codes.END,
    "stage": codes.STAGE,
    "strike russia": codes.RUSSIAN_WAVE,
    "strike ukraine": codes.REFINERY_STRIKE,
}


@dataclass(frozen=True)
class Scheduled:
    """One scheduled event as the drivers read it."""

    day: float  # days since the start; infinite for one that waits for a state
    kind: int  # waits for this kind, -1 if not
    stage: int  # waits for this stage, -1 if not
    after_days: float
    action: int  # a code of codes.WHATS
    sets: tuple[tuple[str, float], ...]  # (registry path, number)
    km2: float
    key: int  # 32-bit word that addresses its draws
    target: int = 0  # the kind that is signed, or the stage that is set


@dataclass(frozen=True)
class Plan:
    """A scenario made ready to run; equal plans and seeds give equal histories."""

    horizon: int  # days
    numbers: tuple[float, ...]  # in the order of sim.model.parameters.FIELDS
    ceilings: tuple[float, ...]  # per day, in the order of sim.scenario.CLOCKS
    limits: tuple[float, ...]  # per day; a candidate whose acceptance is not below its clock's cannot count
    swings: tuple[float, ...]  # season.swing at the ticks 1..horizon
    winters: tuple[bool, ...]  # whether the day of each tick lies in November-March
    scheduled: tuple[Scheduled, ...]
    cuts: tuple[int, ...] = ()  # days on which windows end (sim.engine.cuts); none to keep no windows


def make_plan(scenario: Scenario, cuts: tuple[int, ...] = ()) -> Plan:
    """Work out a plan; with `cuts` its histories also leave windows.

    Raises TypeError if a parameter is a distribution that has not been drawn.
    """
    numbers = flat(scenario)
    p = Parameters(list(numbers))
    ceilings = tuple(float(scenario.ceilings[clock]) for clock in CLOCKS)
    scheduled = _scheduled(scenario)
    days = range(1, scenario.horizon_days + 1)
    first = scenario.start.toordinal()
    return Plan(
        horizon=scenario.horizon_days,
        numbers=tuple(numbers),
        ceilings=ceilings,
        limits=limits(numbers, _all_sets(scheduled), any(e.action == codes.OFFENSIVE for e in scheduled), ceilings),
        swings=tuple(swing(p, float(day)) for day in days),
        winters=tuple(dt.date.fromordinal(first + day - 1).month in WINTER_MONTHS for day in days),
        scheduled=scheduled,
        cuts=cuts,
    )


def _all_sets(scheduled: tuple[Scheduled, ...]) -> list[tuple[str, float]]:
    """Every (field, number) that a scheduled `set` may bring about."""
    return [(place(path)[0], value) for event in scheduled for path, value in event.sets]


def _scheduled(scenario: Scenario) -> tuple[Scheduled, ...]:
    """Scheduled events in file order, each addressed by what it is and not by its place in the file."""
    seen: Counter[str] = Counter()
    made = []
    for event in scenario.events:
        name = event_name(event, scenario.start)
        made.append(_one(event, f"{name} {seen[name]}"))
        seen[name] += 1
    return tuple(made)


def event_name(event: Event, start: dt.date) -> str:
    """Trigger and action in words: a dated event keeps its name when the start moves."""
    if event.when is None:
        return f"{_action(event)} on {start.toordinal() + float(event.day or 0.0)!r}"
    return f"{_action(event)} when {event.when[0]} {event.when[1]} after {float(event.after_days)!r}"


def _action(event: Event) -> str:
    """The action as `ACTIONS` names it: strikes of the two sides have addresses of their own."""
    return f"strike {event.target}" if event.action == "strike" else event.action


def _target(event: Event) -> int:
    """The kind that is signed, or the stage that is set; 0 of what has neither."""
    words = {"sign": KINDS, "stage": STAGES}.get(event.action, (event.target,))
    return words.index(event.target)


def _one(event: Event, name: str) -> Scheduled:
    waits_for, value = event.when or ("", "")
    return Scheduled(
        day=math.inf if event.day is None else max(0.0, float(event.day)),
        kind=KINDS.index(value) if waits_for == "kind" else -1,
        stage=STAGES.index(value) if waits_for == "stage" else -1,
        after_days=float(event.after_days),
        action=ACTIONS[_action(event)],
        sets=tuple((path, number(REGISTRY[path], v)) for path, v in event.values.items()),
        km2=float(event.km2 or 0.0),
        key=int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "little"),
        target=_target(event),
    )


def set_places(scheduled: Scheduled) -> list[tuple[int, float]]:
    """A `set` as (place in the flat parameters, number)."""
    return [(PLACES[path], value) for path, value in scheduled.sets]


def settable(path: str, value: float | None) -> float:
    """The number that `value` gives a parameter in the course of a history; ValueError if it may not have it."""
    parameter = REGISTRY.get(path)
    if parameter is None or parameter.start_only:
        raise ValueError(f"{path} is no parameter that can change in the course of a history")
    if value is None and parameter.nullable:
        return math.inf
    low, high = parameter.allowed
    if value is None or not float(low) <= value <= float(high) or (parameter.type == "integer" and value != int(value)):
        raise ValueError(f"{path} cannot be {value}; allowed: {low} to {high}")
    return float(value)
