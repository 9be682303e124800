"""Checks that look at more than one parameter. One check is one function, named after the rule."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sim.scenario.distribution import Distribution
from sim.scenario.events import Event
from sim.scenario.problems import DEFAULT, Origin, Problems
from sim.scenario.read import show
from sim.scenario.sections import Value

_RECIPROCITY = "strikes.reciprocity"
_TERMS = ("russia_by_russia", "russia_by_ukraine", "ukraine_by_russia", "ukraine_by_ukraine")


@dataclass(frozen=True)
class _Whole:
    """A resolved scenario, as far as the checks look at it."""

    values: Mapping[str, Value]
    events: Sequence[Event]
    origins: Mapping[str, Origin]
    file: Origin
    event_origins: Sequence[Origin]
    problems: Problems = field(default_factory=Problems)

    def reach(self, path: str) -> tuple[float, float]:
        """Give the smallest and largest number that a parameter can take in the course of a history."""
        said: list[object] = [self.values[path], *(event.values[path] for event in self._setting(path))]
        ends = [end for value in said for end in _ends(value)]
        return min(ends), max(ends)

    def moves(self, path: str) -> bool:
        """Say whether a parameter may take more than one value."""
        return isinstance(self.values[path], Distribution) or any(True for _ in self._setting(path))

    def last_said(self, paths: Sequence[str]) -> Origin:
        """Point at what the file said last of several parameters, or at the nearest file that said any."""
        said = [self.origins[path] for path in paths if self.origins[path] != DEFAULT]
        for event, origin in zip(self.events, self.event_origins, strict=False):
            said += [origin for path in paths if path in event.values]
        own = [origin for origin in said if origin.file == self.file.file]
        return max(own or said or [self.file], key=lambda origin: (origin.line, origin.column))

    def _setting(self, path: str) -> Iterable[Event]:
        return (event for event in self.events if path in event.values)


def check_together(
    values: Mapping[str, Value],
    events: Sequence[Event],
    origins: Mapping[str, Origin],
    file: Origin,
    event_origins: Sequence[Origin] = (),
) -> Problems:
    """Run every check on the resolved values and on whatever the events may make of them."""
    whole = _Whole(values, events, origins, file, event_origins)
    _answers_die_out(whole)
    _demand_stays_positive(whole)
    return whole.problems


def _ends(value: object) -> tuple[float, float]:
    if isinstance(value, Distribution):
        return value.support()
    assert isinstance(value, int | float)
    return float(value), float(value)


def spectral_radius(rr: float, ru: float, ur: float, uu: float) -> float:
    """Give the largest eigenvalue of ``[[rr, ru], [ur, uu]]``, all of them 0 or more."""
    return 0.5 * (rr + uu + math.sqrt((rr - uu) ** 2 + 4.0 * ru * ur))


def _answers_die_out(whole: _Whole) -> None:
    """Answers to answers must die out: the mean number of strikes that one strike leads to is finite."""
    paths = [f"{_RECIPROCITY}.{name}" for name in _TERMS]
    rr, ru, ur, uu = (whole.reach(path)[1] for path in paths)
    radius = spectral_radius(rr, ru, ur, uu)
    if radius < 1.0:
        return
    found = ", ".join(f"{name} {show(most)}" for name, most in zip(_TERMS, (rr, ru, ur, uu), strict=True))
    more = " (the largest value that each takes)" if any(map(whole.moves, paths)) else ""
    whole.problems.add(
        whole.last_said(paths),
        _RECIPROCITY,
        f"found {found}{more}: every strike would lead to ever more strikes; allowed: a spectral radius of "
        "[[russia_by_russia, russia_by_ukraine], [ukraine_by_russia, ukraine_by_ukraine]] below 1 "
        f"(it is {radius:.4g})",
    )


def _demand_stays_positive(whole: _Whole) -> None:
    """The evening peak is above 0 on every day of the year."""
    paths = ["grid.demand_swing_gw", "grid.demand_shoulder_gw", "grid.demand_mean_gw"]
    swing, shoulder, mean = whole.reach(paths[0])[1], whole.reach(paths[1])[1], whole.reach(paths[2])[0]
    lowest = mean + lowest_season(swing, shoulder)
    if lowest <= 0.0:
        message = (
            f"found {show(swing)}, with grid.demand_shoulder_gw {show(shoulder)} and grid.demand_mean_gw {show(mean)}: "
            f"an evening peak of {lowest:.3g} GW; allowed: above 0 all year"
        )
        whole.problems.add(whole.last_said(paths), paths[0], message)


def lowest_season(swing: float, shoulder: float) -> float:
    """Give the least of ``swing x + shoulder (2 x^2 - 1)`` for x from -1 to 1: demand against its mean (GW)."""
    if 4.0 * shoulder > swing:
        return -swing * swing / (8.0 * shoulder) - shoulder
    return shoulder - swing
