"""Events of a scenario: at a date, on a day, or when a stage or kind is first reached."""

from __future__ import annotations

import dataclasses
import datetime
import math
from dataclasses import dataclass, field

from sim.scenario.actions import ACTIONS, Action, bounded, read_action
from sim.scenario.clocks import KINDS, STAGES
from sim.scenario.nodes import Node, entries
from sim.scenario.problems import Origin, Problems, clip, nearest
from sim.scenario.read import read_date, show
from sim.scenario.sections import Value

TRIGGERS = ("on", "day", "when")
KEYS = (*TRIGGERS, "after_days", *ACTIONS)
STATES = {"stage": STAGES, "kind": KINDS}
MAX_EVENTS = 500
MAX_DAY = 1_000_000.0
MAX_AFTER = 36_500.0


@dataclass(frozen=True)
class Event:
    """One scheduled event. Exactly one of ``day`` and ``when`` is set."""

    day: float | None
    """Days from the start, for dated events and those given by day."""
    when: tuple[str, str] | None
    """("stage", "near_agreed") or ("kind", "tacit"): the first time the state equals it."""
    after_days: float
    """Days between the state of ``when`` and the event."""
    action: str
    """One of ``sim.scenario.actions.ACTIONS``."""
    values: dict[str, float | int | bool | str | None] = field(default_factory=dict)
    """For ``set``, and for the terms that ``sign`` writes: path -> value from then on."""
    km2: float = 0.0
    """For ``offensive``: the area taken (km2); not a number while ``kursk.offensive_km2`` is undrawn."""
    by_default: bool = False
    """True for ``offensive: true``, whose area is ``kursk.offensive_km2``."""
    target: str = ""
    """For ``sign`` the kind of deal, for ``stage`` the stage, for ``strike`` the side that strikes."""

    def trigger(self) -> str:
        """Say when it happens."""
        if self.when is None:
            return f"day {show(float(self.day or 0.0))}"
        after = f", {show(self.after_days)} days after" if self.after_days else ""
        return f"when {self.when[0]} is {self.when[1]}{after}"


@dataclass(frozen=True)
class Said:
    """An event as one file says it, before the start of the scenario is known."""

    origin: Origin
    path: str
    date: datetime.date | None
    event: Event

    def placed(self, start: datetime.date) -> float | None:
        """Give its day from ``start``, or None if a state triggers it."""
        return float((self.date - start).days) if self.date is not None else self.event.day


def read_events(node: Node, problems: Problems) -> list[Said]:
    """Read the list ``events:``; notes what is wrong and gives the events that are right."""
    if node.kind != "list":
        problems.add(node.origin, "events", f"found {node.found()}; allowed: a list of events, each beginning with -")
        return []
    if len(node.items) > MAX_EVENTS:
        problems.add(node.origin, "events", f"found {len(node.items):,} events; allowed: at most {MAX_EVENTS:,}")
        return []
    read = (_read_event(item, f"events[{place}]", problems) for place, item in enumerate(node.items, start=1))
    return [said for said in read if said is not None]


def _read_event(node: Node, path: str, problems: Problems) -> Said | None:
    before = len(problems.found)
    if node.kind != "mapping":
        problems.add(
            node.origin,
            path,
            f"found {node.found()}; allowed: a trigger ({_or(TRIGGERS)}) and an action ({_or(ACTIONS)})",
        )
        return None
    given = entries(node, path, problems)
    unknown = [name for name in given if name not in KEYS]
    for name in unknown:
        key, _ = given.pop(name)
        problems.add(
            key.origin, f"{path}.{name}", f"is not a key of an event; allowed: {', '.join(KEYS)}{nearest(name, KEYS)}"
        )
    for words, noun in ((TRIGGERS, "trigger"), (ACTIONS, "action")):
        named = [name for name in given if name in words]
        # What is no key has been told already; it was meant as the one that lacks.
        if len(named) != 1 and not (not named and unknown):
            found = " and ".join(named) or "none"
            problems.add(node.origin, path, f"found {found}; allowed: exactly one {noun} ({_or(words)})")
    date, day, when = _read_trigger(given, path, problems)
    after = _read_after(given, path, problems)
    action = next((name for name in ACTIONS if name in given), "")
    read = read_action(action, given[action][1], path, problems) if action else Action()
    if len(problems.found) > before:
        return None
    event = Event(day, when, after, action, read.values, read.km2 or 0.0, read.km2 is None, read.target)
    return Said(node.origin, path, date, event)


def _or(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _read_trigger(
    given: dict[str, tuple[Node, Node]], path: str, problems: Problems
) -> tuple[datetime.date | None, float | None, tuple[str, str] | None]:
    date, day, when = None, None, None
    if "on" in given:
        date = read_date(given["on"][1], f"{path}.on", problems)
    if "day" in given:
        allowed = f"a number from 0 (the start) to {show(MAX_DAY)} (d)"
        day = bounded(given["day"][1], f"{path}.day", problems, (MAX_DAY, allowed))
    if "when" in given:
        when = _read_state(given["when"][1], f"{path}.when", problems)
    return date, day, when


def _read_after(given: dict[str, tuple[Node, Node]], path: str, problems: Problems) -> float:
    if "after_days" not in given:
        return 0.0
    key, node = given["after_days"]
    if "when" not in given:
        problems.add(key.origin, f"{path}.after_days", "goes with when only; a dated event has its day")
        return 0.0
    allowed = f"a number from 0 to {show(MAX_AFTER)} (d)"
    return bounded(node, f"{path}.after_days", problems, (MAX_AFTER, allowed)) or 0.0


def _read_state(node: Node, path: str, problems: Problems) -> tuple[str, str] | None:
    listed = entries(node, path, problems) if node.kind == "mapping" else {}
    if len(listed) != 1 or next(iter(listed)) not in STATES:
        found = clip(", ".join(listed)) or node.found()
        problems.add(node.origin, path, f"found {found}; allowed: {{stage: ...}} or {{kind: ...}}")
        return None
    noun, (_, value) = next(iter(listed.items()))
    if value.kind == "scalar" and value.text in STATES[noun]:
        return noun, value.text
    near = nearest(value.text, STATES[noun]) if value.kind == "scalar" else ""
    message = f"found {value.found()}; allowed: one of {', '.join(STATES[noun])}{near}"
    problems.add(value.origin, f"{path}.{noun}", message)
    return None


def area(event: Event, values: dict[str, Value]) -> Event:
    """Give an offensive its area from ``kursk.offensive_km2`` where the file says only ``true``."""
    if not event.by_default:
        return event
    km2 = values["kursk.offensive_km2"]
    size = km2 if isinstance(km2, float) else math.nan
    return dataclasses.replace(event, km2=size)
