"""The figures with every uncertain parameter at its median, beside those of a run that draws them.

Doubt does not move the inputs, for the median of a range is the default; it moves the outputs, for the model is not
linear. Whoever reads the one should see the other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sim.outcomes.summary import summarise
from sim.scenario import REGISTRY
from sim.scenario.parameter import in_roles
from sim.studies.run.fill import complete
from sim.studies.run.keepers import Memory
from sim.studies.run.parameter_sets import ParameterSets, uncertain
from sim.studies.unknowns import as_it_stands

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.studies.settings import Settings

MOST = 10_000
"""Histories of the comparison at most: as many as the run has, if it has fewer."""


def at_the_medians(scenario: Scenario, n: int, settings: Settings) -> dict[str, Any]:
    """Headline figures of `scenario` as it stands, every distribution at its median, for `summary.json`.

    `n` histories and their `headlines`, as in the summary itself. Same seed, hence the same for the same run.
    """
    stands, memory = as_it_stands(scenario), Memory()
    quiet = replace(settings, progress=lambda *_: None, bands=0)
    complete(ParameterSets((stands,), min(n, MOST)), quiet, memory)
    summary = summarise(memory.runs(min(n, MOST)), memory.spells(min(n, MOST)), stands)
    return {"n": summary["n"], "headlines": summary["headlines"]}


def what_is_varied(scenario: Scenario) -> str:
    """What the run draws, by role, in words."""
    return in_roles([REGISTRY[path].role for path in uncertain(scenario)])
