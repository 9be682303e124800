"""From a number between 0 and 1 to a value of an uncertain parameter, by the inverse of its distribution.

Inversion keeps what a design promises: points that are well spread in the unit cube are well spread in the
parameters, and a parameter that changes its distribution keeps its rank among the draws.
"""

from __future__ import annotations

import math
from statistics import median_low as median

from sim.scenario import REGISTRY, Distribution, Parameter, Scenario


def value_of(distribution: Distribution, parameter: Parameter, u: float) -> float | int:
    """The `u` quantile of `distribution` (0 <= u < 1) as a value that `parameter` may have.

    An integer takes the whole numbers of a uniform distribution with equal chances, the ends included; of a range the
    nearest to the quantile of the same shape, half a step wider at each end; of any other the nearest to the quantile.
    """
    if parameter.type != "integer":
        return distribution.quantile(u)
    if distribution.kind == "range":
        low, default, high = distribution.args
        wider = Distribution("range", (low - 0.5, default, high + 0.5))
        return min(max(math.floor(wider.quantile(u) + 0.5), math.ceil(low)), math.floor(high))
    if distribution.kind == "uniform":
        low, high = math.ceil(distribution.args[0]), math.floor(distribution.args[1])
        if low <= high:
            return min(low + int(u * (high - low + 1)), high)
    return math.floor(distribution.quantile(u) + 0.5)


def uncertain(scenario: Scenario) -> list[str]:
    """Paths of the parameters that are distributions."""
    return [path for path, value in scenario.values.items() if isinstance(value, Distribution)]


def as_it_stands(scenario: Scenario) -> Scenario:
    """The scenario with every distribution at its median, for what is not varied."""
    medians = {
        path: median(value.args) if value.kind == "sets" else value_of(value, REGISTRY[path], 0.5)
        for path, value in scenario.values.items()
        if isinstance(value, Distribution)
    }
    return scenario.replace(medians) if medians else scenario
