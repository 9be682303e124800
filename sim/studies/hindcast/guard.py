"""A forecast may rest on nothing that was published, or became evidence, after its as-of date."""

from __future__ import annotations

import datetime

from sim.record import LaterRowError, Record, RecordError
from sim.scenario import REGISTRY, Scenario
from sim.scenario.problems import Problems
from sim.studies.hindcast.form import FORECAST, Hindcast


def refuse_later(hindcast: Hindcast, record: Record) -> None:
    """Raise ScenarioError, naming each parameter, event and row that is later than the as-of date.

    A retrodiction may rest on later parameters and says so; the rows that baselines read are held to the as-of date in
    both. A row that the record does not have is an error in either.
    """
    problems = Problems()
    if hindcast.declares == FORECAST:
        for name, why in later(hindcast):
            problems.add(hindcast.origin, name, f"{why}: a forecast cannot use it")
    view = record.as_of(hindcast.as_of)
    for asked in hindcast.asked:
        path = f"questions.{asked.name}"
        try:
            if asked.seen.row is not None and asked.seen.row.split(".")[0] not in record.names():
                raise RecordError(f"the record has no series {asked.seen.row.split('.')[0]!r}")
            for series in {asked.series, asked.hazard.series if asked.hazard else None} - {None}:
                view.series(str(series))
            if asked.officials is not None:
                view.row(asked.officials)
        except LaterRowError as error:
            problems.add(asked.seen.origin, path, f"{error}: a baseline cannot use it")
        except RecordError as error:
            problems.add(asked.seen.origin, path, str(error))
    problems.raise_any()


def later(hindcast: Hindcast) -> list[tuple[str, str]]:
    """What a hindcast rests on that is later than its as-of date: (name, why).

    A parameter at its default has the register's `data_to`; what the scenario states otherwise, and what its events
    set, has the date under `evidence`, and without one counts as later.
    """
    found: list[tuple[str, str]] = []
    for path, date in sorted(dates(hindcast.scenario, hindcast.evidence).items()):
        if date is None:
            found.append((path, "is stated without a date under evidence:"))
        elif date > hindcast.as_of:
            found.append((path, f"rests on evidence to {date}, after the as-of date {hindcast.as_of}"))
    return found


def dates(scenario: Scenario, evidence: dict[str, datetime.date]) -> dict[str, datetime.date | None]:
    """The newest evidence behind each parameter and each event of a scenario; None where nobody has said."""
    known: dict[str, datetime.date | None] = {}
    for path, value in scenario.values.items():
        parameter = REGISTRY[path]
        own = value == parameter.default or getattr(value, "kind", "") == "range"
        # A file cannot talk a default younger than the register says it is.
        known[path] = datetime.date.fromisoformat(parameter.data_to) if own else evidence.get(path)
    for event in scenario.events:
        name = f"event {event.trigger()}"
        day = None if event.day is None else scenario.start + datetime.timedelta(event.day)
        known[name] = evidence.get(f"event {day}") or evidence.get(name)
    return known
