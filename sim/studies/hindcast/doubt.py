"""A scenario with all its uncertainties drawn."""

from __future__ import annotations

from sim.scenario import REGISTRY, Scenario


def doubted(scenario: Scenario) -> Scenario:
    """The scenario with every uncertainty of the register that it leaves at its default drawn from its range.

    What a scenario states otherwise is what it is about, and stays.
    """
    left = {path: "range" for path, one in REGISTRY.items() if one.doubted and scenario.values[path] == one.default}
    return scenario.replace(left)
