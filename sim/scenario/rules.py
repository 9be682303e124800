"""Checks that look at more than one parameter. One check is one function, named after the rule."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from sim.scenario.distribution import Distribution
from sim.scenario.events import Event
from sim.scenario.problems import DEFAULT, Origin, Problems
from sim.scenario.read import show
from sim.scenario.sections import Value

_RECIPROCITY = "strikes.reciprocity"
_TERMS = ("russia_by_russia", "russia_by_ukraine", "ukraine_by_russia", "ukraine_by_ukraine")


def check_together(
    values: Mapping[str, Value], events: Sequence[Event], origins: Mapping[str, Origin], file: str
) -> Problems:
    """Run every check on the resolved values and on whatever the events may make of them."""
    problems = Problems()
    _answers_die_out(values, events, origins, problems, Origin(file))
    _demand_stays_positive(values, events, origins, problems, Origin(file))
    return problems


def reach(path: str, values: Mapping[str, Value], events: Iterable[Event]) -> tuple[float, float]:
    """Give the smallest and largest number that a parameter can take in the course of a history."""
    said: list[object] = [values[path], *(event.values[path] for event in events if path in event.values)]
    ends = [end for value in said for end in _ends(value)]
    return min(ends), max(ends)


def _ends(value: object) -> tuple[float, float]:
    if isinstance(value, Distribution):
        return value.support()
    assert isinstance(value, int | float)
    return float(value), float(value)


def spectral_radius(rr: float, ru: float, ur: float, uu: float) -> float:
    """Give the largest eigenvalue of ``[[rr, ru], [ur, uu]]``, all of them 0 or more."""
    return 0.5 * (rr + uu + math.sqrt((rr - uu) ** 2 + 4.0 * ru * ur))


def _answers_die_out(
    values: Mapping[str, Value],
    events: Sequence[Event],
    origins: Mapping[str, Origin],
    problems: Problems,
    file: Origin,
) -> None:
    """Answers to answers must die out: the mean number of strikes that one strike leads to is finite."""
    paths = [f"{_RECIPROCITY}.{name}" for name in _TERMS]
    rr, ru, ur, uu = (reach(path, values, events)[1] for path in paths)
    radius = spectral_radius(rr, ru, ur, uu)
    if radius < 1.0:
        return
    found = ", ".join(f"{name} {show(most)}" for name, most in zip(_TERMS, (rr, ru, ur, uu), strict=True))
    more = " (the largest value that each takes)" if _moves(paths, values, events) else ""
    problems.add(
        _last_said(paths, origins, file),
        _RECIPROCITY,
        f"found {found}{more}: every strike would lead to ever more strikes; allowed: a spectral radius of "
        "[[russia_by_russia, russia_by_ukraine], [ukraine_by_russia, ukraine_by_ukraine]] below 1 "
        f"(it is {radius:.4g})",
    )


def _moves(paths: Sequence[str], values: Mapping[str, Value], events: Sequence[Event]) -> bool:
    return any(isinstance(values[path], Distribution) or any(path in e.values for e in events) for path in paths)


def _demand_stays_positive(
    values: Mapping[str, Value],
    events: Sequence[Event],
    origins: Mapping[str, Origin],
    problems: Problems,
    file: Origin,
) -> None:
    """The evening peak of midsummer is above 0."""
    paths = ["grid.demand_swing_gw", "grid.demand_mean_gw"]
    swing, mean = reach(paths[0], values, events)[1], reach(paths[1], values, events)[0]
    if swing >= mean:
        message = f"found {show(swing)}; allowed: below grid.demand_mean_gw ({show(mean)} GW)"
        problems.add(_last_said(paths, origins, file), paths[0], message)


def _last_said(paths: Sequence[str], origins: Mapping[str, Origin], file: Origin) -> Origin:
    """Point at what a file said last of several parameters; at the file if it said none of them."""
    said = [origins[path] for path in paths if origins[path] != DEFAULT]
    own = [origin for origin in said if origin.file == file.file]
    return max(own or said or [file], key=lambda origin: (origin.line, origin.column))
