"""A single history needs every parameter as a number."""

from __future__ import annotations

from sim.scenario import Distribution, Scenario
from sim.studies.errors import StudyError


def refuse_undrawn(scenario: Scenario) -> None:
    """Raise StudyError if a parameter is a distribution: which number a history has is then not said."""
    undrawn = [path for path, value in scenario.values.items() if isinstance(value, Distribution)]
    if undrawn:
        raise StudyError([f"{undrawn[0]} is a distribution; give it a number with --set to trace a history"])
