"""The figures of a study of conditions: one an outcome."""

from __future__ import annotations

import polars as pl

from sim.plots import Context
from sim.plots.drawing import Drawing, drawing
from sim.plots.labels import headline
from sim.studies.conditions.data import ConditionsData
from sim.studies.conditions.tables import contributions
from sim.studies.conditions.words import ends_in_words

NAME = "condition_contributions"


def drawings(found: ConditionsData) -> dict[str, Drawing]:
    """The figures by name (`condition_contributions-OUTCOME`); none where only pairs were asked for."""
    if found.pairs:
        return {}
    table, about = contributions(found), context(found)
    return {
        f"{NAME}-{outcome}": drawing(
            NAME, table.filter(pl.col("outcome") == outcome), context=about, of=headline(outcome)[0], outcome=outcome,
            ends=ends_in_words(found, outcome), units=found.asked_units,
        )
        for outcome in found.outcomes
    }  # fmt: skip


def context(found: ConditionsData) -> Context:
    """What every figure of a study says about itself."""
    scenario = found.scenario
    note = f"{found.designs:,} combinations of conditions, all with the same luck"
    return Context(scenario.title, scenario.question, found.n, found.seed, scenario.start, scenario.horizon_days, note)
