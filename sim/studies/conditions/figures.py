"""The figures of a study of conditions: one an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.studies.conditions.tables import contributions

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.plots import Context
    from sim.studies.conditions.study import Conditions

NAME = "condition_contributions"


def figures(found: Conditions) -> dict[str, Figure]:
    """The figures by name (`condition_contributions-OUTCOME`); none where only pairs were asked for."""
    import polars as pl

    from sim.plots import draw

    if found.settings.pairs:
        return {}
    table, about = contributions(found), context(found)
    return {
        f"{NAME}-{outcome}": draw(
            NAME, table.filter(pl.col("outcome") == outcome), context=about, outcome=outcome,
            ends=(weighed.all_off, weighed.all_on),
        )
        for outcome, weighed in found.outcomes.items()
    }  # fmt: skip


def context(found: Conditions) -> Context:
    """What every figure of a study says about itself."""
    from sim.plots import Context

    scenario, settings = found.scenario, found.settings
    note = f"{found.designs:,} combinations of conditions, all with the same luck"
    return Context(
        scenario.title, scenario.question, settings.n, settings.seed, scenario.start, scenario.horizon_days, note
    )
