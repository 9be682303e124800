"""The factors of a sensitivity study: which parameters, over what, and the points that a design makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.scenario import REGISTRY, Distribution, Scenario, ScenarioError
from sim.scenario.problems import nearest
from sim.studies.errors import StudyError
from sim.studies.uncertain_values import value_of

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
    """The factors asked for; without a word, the uncertain parameters of the scenario, or else all with a range.

    A parameter that the scenario leaves uncertain keeps its distribution there; another one takes the registry's
    range. Raises StudyError for unknown paths and for parameters that have neither.
    """
    own = {path: value for path, value in scenario.values.items() if isinstance(value, Distribution)}
    if not paths:
        paths = list(own) or [path for path, parameter in REGISTRY.items() if parameter.range is not None]
    problems, found = [], []
    for path in dict.fromkeys(paths):
        parameter = REGISTRY.get(path)
        if parameter is None:
            problems.append(f"{path}: no such parameter{nearest(path, REGISTRY)}")
        elif path in own:
            found.append(Factor(path, own[path]))
        elif parameter.range is None:
            problems.append(f"{path}: the register gives no plausible range; make it a distribution in the scenario")
        else:
            low, high = parameter.range
            found.append(Factor(path, Distribution("range", (float(low), float(high)))))
    if problems:
        raise StudyError(problems)
    return found


def make_plans(base: Scenario, factors: Sequence[Factor], cube: NDArray[np.float64]) -> list[list[Plan]]:
    """Points of the unit cube, shape (rows, points, factors), as plans; each is validated as a scenario.

    Raises StudyError for the first point that is not valid (the spectral radius of reciprocity).
    """
    from sim.engine.plan import make_plan

    plan = make_plan(base)

    def one(row: NDArray[np.float64]) -> Plan:
        values = {factor.path: factor.value(float(u)) for factor, u in zip(factors, row, strict=True)}
        try:
            scenario = base.replace(values)
        except ScenarioError as error:
            told = [f"the ranges allow a point that is not valid: {problem.message}" for problem in error.problems]
            raise StudyError(told) from None
        # Start and horizon are the same everywhere, so the calendar is kept once.
        return replace(make_plan(scenario), swings=plan.swings, winters=plan.winters)

    return [[one(point) for point in row] for row in cube]
