"""From the layers of a chain to one scenario: merge, then check what comes out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from sim.scenario.clocks import DEFAULT_CEILINGS
from sim.scenario.distribution import range_of
from sim.scenario.events import MAX_EVENTS, Event, area
from sim.scenario.layer import Layer
from sim.scenario.merge import carry_over, merge_events, refuse_early
from sim.scenario.problems import DEFAULT, Origin, Problems
from sim.scenario.questions import check_questions
from sim.scenario.read import show
from sim.scenario.registry import CONDITIONS, REGISTRY
from sim.scenario.rules import check_together
from sim.scenario.scenario import Scenario
from sim.scenario.sections import Stated
from sim.scenario.switching import switch_off, switched

DEFAULT_HORIZON = 365
MAX_SET = 1_500
"""Values that all events together may set, so that the resolved file, which has every parameter, can be read again."""


def resolve(name: str, layers: Sequence[Layer], problems: Problems) -> Scenario:
    """Merge ``layers``, the oldest first; the last holds the overrides, the one before it the file itself.

    What could not be read has been noted in ``problems`` and left out, so that the rest is checked all the
    same and everything wrong is told at once. Raises ScenarioError if anything is.
    """
    own = layers[-2]
    name = own.name or name
    start = _start(layers, problems)
    if start is None or any(problem.path == "extends" for problem in problems.found):
        problems.raise_any()
    assert start is not None
    stated: Stated = {path: (parameter.default, DEFAULT) for path, parameter in REGISTRY.items()}
    for layer in layers:
        stated.update(layer.parameters)
    _take_ranges(layers, stated)
    said = _events(layers, start, stated, problems)
    without = _without(layers, stated, problems)
    all_on = {path: value for path, (value, _) in stated.items()}
    values, places, kept = switch_off(without, all_on, [event for event, _ in said])
    said = [(event, said[place][1]) for place, event in zip(places, kept, strict=True)]
    origins = {path: origin for path, (_, origin) in stated.items()}
    events = tuple(area(event, values) for event, _ in said)
    problems.found += check_together(values, events, origins, Origin(own.file), [origin for _, origin in said]).found
    horizon = next((layer.horizon_days[0] for layer in reversed(layers) if layer.horizon_days), DEFAULT_HORIZON)
    check_questions(own.questions, start, horizon, problems)
    problems.raise_any()
    rates = {clock: rate for layer in layers for clock, (rate, _) in layer.ceilings.items()}
    return Scenario(
        name=name,
        title=own.title or name.replace("_", " "),
        question=own.question,
        start=start,
        horizon_days=horizon,
        conditions=own.conditions,
        values=values,
        events=events,
        ceilings={**DEFAULT_CEILINGS, **rates},
        without=without,
        parent=own.extends[0] if own.extends else None,
        origins=origins,
        sweep=own.sweep,
        questions=own.questions,
        folder=str(own.folder) if own.folder else None,
    )


def _start(layers: Sequence[Layer], problems: Problems) -> datetime.date | None:
    """Give the start that the nearest file says, after refusing each file's own events before its own start."""
    start: datetime.date | None = None
    for layer in layers:
        start = layer.start[0] if layer.start else start
        if start is not None:
            refuse_early(layer.events, start, problems)
    if start is None and not any(problem.path in ("start", "extends") for problem in problems.found):
        own = layers[-2]
        message = "is missing; say the first day (start: 2024-10-30) or what it extends (extends: baseline)"
        problems.add(Origin(own.file, 1 if own.folder else 0, 1), "start", message)
    return start


def _without(layers: Sequence[Layer], stated: Stated, problems: Problems) -> tuple[str, ...]:
    """Give the conditions that the nearest ``without`` switches off, and put their values into ``stated``.

    A value that the same file, or one nearer to the user, gives to what a switch holds is refused: it would say both.
    """
    place = max((place for place, layer in enumerate(layers) if layer.without is not None), default=-1)
    if place < 0 or layers[place].without is None:
        return ()
    ids, origin = layers[place].without  # type: ignore[misc]
    values = {path: value for path, (value, _) in stated.items()}
    for name in ids:
        for path, value in switched(CONDITIONS[name], values).items():
            for layer in layers[place:]:
                if path in layer.parameters and layer.parameters[path][0] != value:
                    message = f"without switches {name} off, which makes it {show(value)}; leave one of the two out"  # type: ignore[arg-type]
                    problems.add(layer.parameters[path][1], path, message)
            stated[path] = (value, origin)
    return ids


def _take_ranges(layers: Sequence[Layer], stated: Stated) -> None:
    """Under ``uncertain: all``, put the register's range where an uncertainty still has its default.

    Levers and the situation at the start are no doubts: they stay, and so does a mechanism that is off by default.
    What differs from the default is what a scenario is about, and stays; so does what is stated by the file that
    says ``uncertain``, or nearer to the user. With the folder of a calibration its sets take the place of those ranges
    that it could narrow.
    """
    place = max((place for place, layer in enumerate(layers) if layer.uncertain), default=-1)
    if place < 0 or layers[place].uncertain not in ("all", "sets"):
        return
    fixed = {path for layer in layers[place:] for path in layer.parameters}
    for path, parameter in REGISTRY.items():
        if parameter.doubted and path not in fixed and stated[path][0] == parameter.default:
            stated[path] = (layers[place].sets.get(path) or range_of(parameter), Origin(layers[place].file))


def _events(
    layers: Sequence[Layer], start: datetime.date, stated: Stated, problems: Problems
) -> list[tuple[Event, Origin]]:
    """Merge the events, and put into ``stated`` what inherited ones before the start have set."""
    kept = [layer.events for layer in layers]
    for place, layer in enumerate(layers):
        if not layer.inherit_events:
            kept[:place] = [[] for _ in kept[:place]]
    early = carry_over(list(zip(kept, (layer.parameters for layer in layers), strict=True)), start)
    stated.update(early)
    merged = merge_events(kept, start, problems)
    origin = Origin(layers[-2].file)
    for found, most, noun in (
        (len(merged), MAX_EVENTS, "events"),
        (sum(len(event.values) for event, _ in merged), MAX_SET, "values set by events"),
    ):
        if found > most:
            problems.add(origin, "events", f"found {found:,} {noun} with those inherited; allowed: at most {most:,}")
    return merged
