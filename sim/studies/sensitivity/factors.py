"""The factors of a sensitivity study: which parameters, over what, and the points that a design makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.engine.limits import limits
from sim.engine.plan import make_plan
from sim.model import codes
from sim.model.parameters import PLACES, number, place
from sim.scenario import REGISTRY, Distribution, Scenario, ScenarioError
from sim.scenario.distribution import range_of
from sim.scenario.problems import nearest
from sim.studies.designs import every_word
from sim.studies.errors import StudyError
from sim.studies.unknowns import value_of

if TYPE_CHECKING:
    from sim.engine.plan import Plan

TAIL = 0.025
"""The ends of a distribution without sharp ends (normal, lognormal, triangular): its 2.5% and 97.5% quantiles."""


@dataclass(frozen=True)
class Factor:
    """One uncertain parameter and what is known of it."""

    path: str
    distribution: Distribution

    def value(self, u: float) -> float | int:
        """The `u` quantile as a value of the parameter."""
        return value_of(self.distribution, REGISTRY[self.path], u)

    def ends(self) -> tuple[float | int, float | int]:
        """The low and the high setting of the tornado."""
        sharp = self.distribution.kind in ("range", "uniform", "choice")
        # One bit below 1, for a design's points lie in [0, 1).
        return (self.value(0.0), self.value(1 - 2**-53)) if sharp else (self.value(TAIL), self.value(1 - TAIL))


def choose(scenario: Scenario, paths: Sequence[str] = ()) -> list[Factor]:
    """The factors asked for; without a word, the scenario's uncertain parameters, or else all that can be doubted.

    Levers and the situation at the start are not doubts; they can be asked for by name.

    A parameter that the scenario leaves uncertain keeps its distribution there; another one takes the registry's
    range. Raises StudyError for unknown paths and for parameters that have neither.
    """
    own = {path: value for path, value in scenario.values.items() if isinstance(value, Distribution)}
    if not paths:
        paths = list(own) or _open_to_doubt(scenario)
    problems, found = [], []
    for path in dict.fromkeys(paths):
        parameter = REGISTRY.get(path)
        if parameter is None:
            problems.append(f"{path}: no such parameter{nearest(path, REGISTRY)}")
        elif path in own:
            found.append(Factor(path, own[path]))
        elif not parameter.numeric:
            values = every_word(parameter)
            problems.append(
                f"{path}: is a word, which has no range and no distribution: `moratorium sweep --vary {path}={values}` "
                "runs each of its values, `moratorium compare` sets two scenarios side by side"
            )
        elif parameter.range is None:
            problems.append(f"{path}: the register gives no plausible range; make it a distribution in the scenario")
        else:
            found.append(Factor(path, range_of(parameter)))
    if problems:
        raise StudyError(problems)
    return found


def settled(factors: Sequence[Factor]) -> list[str]:
    """What is to be said of distributions that have one value only."""
    fixed = [factor.path for factor in factors if len({factor.value(u) for u in (0.0, 0.25, 0.5, 0.75, 0.999)}) == 1]
    return [f"the distribution of {path} has one value: it is varied in name only, and cannot matter" for path in fixed]


def _open_to_doubt(scenario: Scenario) -> list[str]:
    """Uncertainties that still have their default: what differs from it is what a scenario is about, and stays."""
    return [path for path, one in REGISTRY.items() if one.doubted and scenario.values[path] == one.default]


def check_together(base: Scenario, factors: Sequence[Factor]) -> None:
    """Raise StudyError if the ranges together allow a point that is not valid (the spectral radius of reciprocity)."""
    try:
        base.replace({factor.path: factor.distribution.as_mapping() for factor in factors})
    except ScenarioError as error:
        told = [f"the ranges allow points that are not valid: {problem.message}" for problem in error.problems]
        raise StudyError(told) from None


@dataclass(frozen=True)
class Planner:
    """Points of the unit cube, shape (rows, points, factors), as plans, made when they are asked for.

    A plan differs from that of `base` in a few numbers and what follows from them, and is made from it: ten times
    faster than through a scenario, and the calendar is kept once. Equal to `make_plan` on the scenario, by a test.
    """

    base: Scenario
    factors: tuple[Factor, ...]
    cube: NDArray[np.float64]

    def __len__(self) -> int:
        """Rows."""
        return len(self.cube)

    def rows(self, first: int, end: int) -> list[list[Plan]]:
        """The plans of some rows."""
        # An offensive without an area of its own takes that of the parameter: then events follow the parameters.
        sized = any(event.by_default for event in self.base.events)
        if sized and any(factor.path == "kursk.offensive_km2" for factor in self.factors):
            return [
                [make_plan(self.base.replace(self._values(point))) for point in row] for row in self.cube[first:end]
            ]
        plan = make_plan(self.base)
        return [[_altered(plan, self._values(point)) for point in row] for row in self.cube[first:end]]

    def _values(self, point: NDArray[np.float64]) -> dict[str, float | int]:
        return {factor.path: factor.value(float(u)) for factor, u in zip(self.factors, point, strict=True)}


def _altered(plan: Plan, values: Mapping[str, float | int]) -> Plan:
    """`plan` with other values of some parameters."""
    numbers = list(plan.numbers)
    for path, value in values.items():
        numbers[PLACES[path]] = number(REGISTRY[path], value)
    sets = [(place(path)[0], value) for event in plan.scheduled for path, value in event.sets]
    offensives = any(event.action == codes.OFFENSIVE for event in plan.scheduled)
    return replace(plan, numbers=tuple(numbers), limits=limits(numbers, sets, offensives, plan.ceilings))
