"""The figures of a sensitivity study: tornado, total indices two ways, partial effects; one of each an outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from sim.plots import Context
from sim.plots.drawing import Drawing, drawing
from sim.plots.labels import headline
from sim.studies.sensitivity.data import SensitivityData
from sim.studies.strike_rates import caution

WAYS = {"mean over luck": "indices_of_the_mean", "one history": "indices_of_one_history"}
"""How a way of taking indices is called in the name of its figure."""


def drawings(result: SensitivityData) -> dict[str, Drawing]:
    """The pictures of a study, by name; each is drawn when it is asked for."""
    return dict(_drawings(result))


def _drawings(result: SensitivityData) -> Iterator[tuple[str, Drawing]]:
    for outcome in result.outcomes:
        here, of = pl.col("outcome") == outcome, headline(outcome)[0]
        about = replace(context(result), title=f"{result.scenario.title}: what moves “{of.lower()}”")
        rows = result.effects.filter(here)
        base = rows["base"].drop_nulls().first()
        one_at_a_time = replace(about, n=max(500, about.n), note=f"each end of a range{about.note}")
        middle = float("nan") if base is None else base
        yield f"tornado_{outcome}", drawing("tornado", rows, context=one_at_a_time, of=of, outcome=outcome, base=middle)
        for way, name in WAYS.items():
            n = about.n if way == "mean over luck" else 1
            chosen = result.indices.filter(here & (pl.col("way") == way))
            said = replace(about, n=n, note=_way(way, result) + about.note)
            made = drawing("total_indices", chosen, context=said, of=f"{of}, {way}", outcome=outcome)
            yield f"{name}_{outcome}", made
        shown = result.curves.filter(here)
        yield f"partial_effects_{outcome}", drawing("partial_effects", shown, context=about, of=of, outcome=outcome)


def context(result: SensitivityData) -> Context:
    """What every figure of a study says about itself; strike rates are named as uncertainties."""
    scenario, about = result.scenario, result.about
    parameters = result.table("effects")["parameter"].unique()
    short = caution(parameters, short=True)
    return Context(
        f"{scenario.title}: which parameters matter", scenario.question,
        about["replicates"], about["seed"], scenario.start, scenario.horizon_days,
        f" · {short}" if short else "",
    )  # fmt: skip


def _way(way: str, result: SensitivityData) -> str:
    if way == "mean over luck":
        return f"indices of the mean over luck, {result.about['rows']} rows"
    return f"indices of one history, luck a factor, {result.about['single_rows']} rows"
