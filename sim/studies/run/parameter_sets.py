"""Uncertain parameters of a run: so many parameter sets, and so many histories within each.

What is not known (the parameters) is drawn once a set; luck is drawn anew for every history. Set d takes the
replicates d n to (d + 1) n - 1, so that every history has a number, and luck, of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

import polars as pl

from sim.outcomes.scramblings import SCRAMBLINGS
from sim.results import Refused
from sim.scenario import REGISTRY, Distribution, Scenario
from sim.studies.designs import scrambled
from sim.studies.settings import MOST
from sim.studies.unknowns import value_of

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

MOST_DRAWS = 100_000
"""Parameter sets of a run, at most."""

KEPT = 256
"""Scenarios of draws that are held at a time."""

DRAWS = 64
"""Parameter sets where a scenario is uncertain and nobody says how many; a power of 2 balances the Sobol sequence."""


def uncertain(scenario: Scenario) -> dict[str, Distribution]:
    """The parameters that are distributions, by path, in the order of the register."""
    return {path: value for path, value in scenario.values.items() if isinstance(value, Distribution)}


@dataclass(frozen=True)
class ParameterSets:
    """The scenarios that a run is made of: one, or a set for every draw with `n` histories each."""

    scenarios: Sequence[Scenario]
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


def parameter_sets(
    scenario: Scenario, n: int, seed: int, draws: int = 0, *, scramblings: int = SCRAMBLINGS
) -> ParameterSets:
    """Draw the parameter sets of a scenario by scrambled Sobol sequences; a scenario without doubt is its own.

    From several `scramblings` in turn, whose spread says how well a figure over the sets is known; one spreads the sets
    more evenly where nobody asks that.

    `draws` 0 is `DRAWS` where anything is uncertain. More draws keep the earlier ones. Limits are checked before
    anything is made (`Refused`); a set that is not a valid scenario raises `ScenarioError` when it is asked for.
    """
    unsure = uncertain(scenario)
    if not unsure:
        return ParameterSets((scenario,), n)
    count = draws or DRAWS
    if count > MOST_DRAWS:
        raise Refused(f"{count:,} parameter sets are more than the {MOST_DRAWS:,} that one run may have")
    if count * n > MOST:
        raise Refused(f"{count} sets of {n:,} histories are more than {MOST:,}; give a smaller -n")
    # The sets of a calibration are drawn together: one coordinate for all parameters of that kind.
    axes = list(dict.fromkeys(_axis(path, unsure[path]) for path in unsure))
    places = scrambled(len(axes), count, seed, scramblings)
    return ParameterSets(Drawn(scenario, places[:, [axes.index(_axis(path, unsure[path])) for path in unsure]]), n)


class Drawn(Sequence[Scenario]):
    """The scenario of each draw, made when it is asked for: a hundred thousand would fill the memory."""

    def __init__(self, scenario: Scenario, places: NDArray[np.float64]) -> None:
        """Make none yet; `places` has a row a draw and a column an uncertain parameter, in the unit cube."""
        self._scenario, self._places, self._unsure = scenario, places, uncertain(scenario)
        self._made: dict[int, Scenario] = {}

    def __len__(self) -> int:
        """How many draws there are."""
        return len(self._places)

    @overload
    def __getitem__(self, draw: int) -> Scenario: ...

    @overload
    def __getitem__(self, draw: slice) -> Sequence[Scenario]: ...

    def __getitem__(self, draw: int | slice) -> Scenario | Sequence[Scenario]:
        """The scenario of one draw, or of several."""
        if isinstance(draw, slice):
            return [self[one] for one in range(*draw.indices(len(self)))]
        number = range(len(self))[draw]
        if number not in self._made:
            if len(self._made) >= KEPT:
                self._made.clear()
            self._made[number] = self._scenario.replace(self.values(number))
        return self._made[number]

    def values(self, draw: int) -> dict[str, object]:
        """What was drawn, by path."""
        places = zip(self._unsure.items(), self._places[draw], strict=True)
        return {path: value_of(value, REGISTRY[path], float(u)) for (path, value), u in places}


def _axis(path: str, distribution: Distribution) -> str:
    """The coordinate from which a parameter is drawn."""
    return "sets" if distribution.kind == "sets" else path


def sets_frame(scenario: Scenario, sets: ParameterSets) -> pl.DataFrame:
    """What was drawn: `draw`, and one column for each uncertain parameter, in its unit."""
    drawn = sets.scenarios
    rows = [drawn.values(draw) for draw in range(len(drawn))] if isinstance(drawn, Drawn) else []
    columns = {path: [row[path] for row in rows] for path in uncertain(scenario)}
    return pl.DataFrame({"draw": range(len(drawn)), **columns})
