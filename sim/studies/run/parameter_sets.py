"""Uncertain parameters of a run: so many parameter sets, and so many histories within each.

What is not known (the parameters) is drawn once a set; luck is drawn anew for every history. Set d takes the
replicates d n to (d + 1) n - 1, so that every history has a number, and luck, of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Distribution, Scenario

DRAWS = 64
"""Parameter sets where a scenario is uncertain and nobody says how many; a power of 2 balances the Sobol sequence."""


def uncertain(scenario: Scenario) -> dict[str, Distribution]:
    """The parameters that are distributions, by path, in the order of the register."""
    from sim.scenario import Distribution

    return {path: value for path, value in scenario.values.items() if isinstance(value, Distribution)}


@dataclass(frozen=True)
class ParameterSets:
    """The scenarios that a run is made of: one, or a set for every draw with `n` histories each."""

    scenarios: tuple[Scenario, ...]
    n: int

    @property
    def total(self) -> int:
        """Histories in all."""
        return self.n * len(self.scenarios)

    def pieces(self, first: int, end: int) -> Iterator[tuple[int, Scenario, int, int]]:
        """Cut replicates `first` to `end - 1` at the borders of sets: (draw, scenario, first, end)."""
        while first < end:
            draw = min(first // self.n, len(self.scenarios) - 1)
            stop = end if draw == len(self.scenarios) - 1 else min(end, (draw + 1) * self.n)
            yield draw, self.scenarios[draw], first, stop
            first = stop

    def kept_days(self, draw: int, bands: int) -> int:
        """The replicate before which the histories of a set keep their days, if `bands` of all shall."""
        if len(self.scenarios) == 1:
            return bands
        return draw * self.n + min(self.n, -(-bands // len(self.scenarios)))

    def of(self, replicate: int) -> Scenario:
        """The scenario of one replicate, every parameter a number."""
        return self.scenarios[min(replicate // self.n, len(self.scenarios) - 1)]


def parameter_sets(scenario: Scenario, n: int, seed: int, draws: int = 0) -> ParameterSets:
    """Draw the parameter sets of a scenario by a scrambled Sobol sequence; a scenario without doubt is its own.

    `draws` 0 is `DRAWS` where anything is uncertain. More draws keep the earlier ones. Raises `ScenarioError` if a set
    is not a valid scenario.
    """
    unsure = uncertain(scenario)
    if not unsure:
        return ParameterSets((scenario,), n)
    from sim.scenario import REGISTRY
    from sim.studies.designs import sobol
    from sim.studies.unknowns import value_of

    places = sobol(len(unsure), draws or DRAWS, seed)
    made = tuple(
        scenario.replace(
            {path: value_of(unsure[path], REGISTRY[path], float(u)) for path, u in zip(unsure, place, strict=True)}
        )
        for place in places
    )
    return ParameterSets(made, n)


def sets_frame(scenario: Scenario, sets: ParameterSets) -> pl.DataFrame:
    """What was drawn: `draw`, and one column for each uncertain parameter, in its unit."""
    import polars as pl

    columns = {path: [one.values[path] for one in sets.scenarios] for path in uncertain(scenario)}
    return pl.DataFrame({"draw": range(len(sets.scenarios)), **columns})
