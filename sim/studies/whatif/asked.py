"""Which event of a history is meant, and what of it can be undone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sim.scenario import Scenario
from sim.studies.errors import StudyError
from sim.studies.trace.telling import Told

TAKEN_AS_BREACH = ("breach", "collapse")
INCIDENTS = ("incident_by_russia", "incident_by_ukraine")
STRIKES = ("russian_wave", "refinery_strike")


@dataclass(frozen=True)
class Undoing:
    """One way to undo an event: the option's name, what it takes, and how it is told."""

    name: str
    """explain, forgive or remove."""
    noun: str
    """What it can undo, in words."""
    whats: tuple[str, ...]
    results: tuple[str, ...]
    """Results that it can undo; none for any."""
    told: str
    """What is otherwise, with `{event}`."""

    def takes(self, one: Told) -> bool:
        """Whether it can undo this event."""
        return one.what in self.whats and (not self.results or one.result in self.results)


EXPLAIN = Undoing(
    "explain", "an incident that was misread", INCIDENTS, (*TAKEN_AS_BREACH, "forgiven"),
    "event {event} taken for what it was",
)  # fmt: skip
FORGIVE = Undoing(
    "forgive", "a breach that was not forgiven", (*STRIKES, *INCIDENTS), TAKEN_AS_BREACH, "event {event} forgiven"
)
REMOVE = Undoing("remove", "a strike", STRIKES, (), "event {event} and what answers it left out")
UNDOINGS = (EXPLAIN, FORGIVE, REMOVE)


def find(words: Iterable[str], undoing: Undoing, told: Sequence[Told]) -> list[Told]:
    """The events that the words name: a number of `trace`, or a date on which there is just one such event.

    Raises StudyError for what did not happen, with the nearest that did.
    """
    problems: list[str] = []
    found = []
    for word in words:
        one = _one(word.strip(), undoing, told)
        if isinstance(one, str):
            problems.append(f"--{undoing.name} {word}: {one}")
        else:
            found.append(one)
    if problems:
        raise StudyError(problems)
    return found


def _one(word: str, undoing: Undoing, told: Sequence[Told]) -> Told | str:
    possible = [one for one in told if undoing.takes(one)]
    if not possible:
        return f"there is no such event: nowhere in this history is {undoing.noun}"
    if re.fullmatch(r"[0-9]+", word):
        number = int(word)
        exact = next((one for one in possible if one.number == number), None)
        if exact is not None:
            return exact
        there = next((one for one in told if one.number == number), None)
        nearest = min(possible, key=lambda one: abs(one.number - number))
        what = f"event {number} is not {undoing.noun} ({there.words})" if there else f"there are {len(told)} events"
        return f"{what}; the nearest is {name(nearest)}"
    try:
        date = dt.date.fromisoformat(word)
    except ValueError:
        return "an event is named by its number in `moratorium trace`, or by its date (2024-11-17)"
    on_day = [one for one in possible if one.date == date]
    if len(on_day) == 1:
        return on_day[0]
    if on_day:
        return f"on that day are {', '.join(name(one) for one in on_day)}; name one by its number"
    nearest = min(possible, key=lambda one: abs((one.date - date).days))
    return f"on that day is not {undoing.noun}; the nearest is {name(nearest)}"


def name(one: Told) -> str:
    """`event 12 on 2024-11-17 (Russian wave ...)`."""
    return f"event {one.number} on {one.date} ({one.words})"


def day_of(word: str, scenario: Scenario) -> float:
    """A moment in days from the start: a number of days, or a date (its beginning). Raises StudyError."""
    try:
        day = float((dt.date.fromisoformat(word.strip()) - scenario.start).days)
    except ValueError:
        try:
            day = float(word)
        except ValueError:
            raise StudyError([f"--at {word}: give a day from the start, such as 30, or a date (2024-12-01)"]) from None
    if not 0 <= day <= scenario.horizon_days:
        last = scenario.start + dt.timedelta(scenario.horizon_days)
        raise StudyError(
            [f"--at {word}: the history goes from day 0 ({scenario.start}) to {scenario.horizon_days} ({last})"]
        )
    return day
