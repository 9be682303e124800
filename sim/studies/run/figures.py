"""The figures of a run by name: which of its tables each is drawn from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from sim.plots import Context, draw, figures_for
from sim.plots.drawing import Drawing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.studies.run.data import RunData

FIGURES = tuple(entry.name for entry in figures_for("run"))
"""Figures of every run, in the order in which a report shows them."""

UNCERTAIN = "luck_and_parameters"
"""The figure that a run with uncertain parameters has besides."""


def drawings(result: RunData) -> dict[str, Drawing]:
    """The figures that a result has; each reads its tables when it is drawn."""
    names = [one.name for one in figures_for("run") if not ("bands" in one.needs and result.without_days)]
    names += [UNCERTAIN] if result.draws > 1 else []
    return {name: Drawing(name, partial(_draw, result, name), context(result)) for name in names}


def _draw(result: RunData, name: str) -> Figure:
    if name == UNCERTAIN:
        spread = result.summary["parameters"]["headlines"]["unserved_gwh"]
        data = result.select("runs", "draw", "unserved_gwh")
        return draw(name, data, context=context(result), luck_share=spread["luck_share"])
    needs = {entry.name: entry.needs for entry in figures_for("run")}
    return draw(name, *(_data(result, table) for table in needs[name]), context=context(result))


def context(result: RunData) -> Context:
    """What every figure of a run says about itself."""
    scenario = result.scenario
    note = f"{result.draws:,} parameter sets" if result.draws > 1 else ""
    return Context(
        scenario.title, scenario.question, result.n, result.seed, scenario.start, scenario.horizon_days, note
    )


def _data(result: RunData, table: str) -> pl.DataFrame | pl.LazyFrame:
    """What a figure takes; of rows and spells, which may be a million, it reads what it needs itself."""
    if table in ("runs", "spells"):
        return result.scan(table)
    return strip_events(result.sample) if table == "events" else result.bands


def strip_events(log: pl.DataFrame) -> pl.DataFrame:
    """The events that a strip of histories shows, from the log of `sim.studies.run.sample`: `replicate, day, what`.

    `what` is a strike from its clock (`russian_wave`, `refinery_strike`), an answer (`russian_answer`,
    `ukrainian_answer`), or `breach` for whatever was taken as one, in a row of its own.
    """
    answers = {"russian_wave": "russian_answer", "refinery_strike": "ukrainian_answer"}
    words = log.with_columns(pl.col("what", "branch", "result").cast(pl.String))
    named = pl.when(pl.col("branch") == "unprovoked").then("what").otherwise(pl.col("what").replace(answers))
    strikes = words.filter(pl.col("what").is_in(list(answers))).select("replicate", "day", what=named)
    breaches = words.filter(pl.col("result").is_in(["breach", "collapse"]))
    shown = pl.concat([strikes, breaches.select("replicate", "day", what=pl.lit("breach"))])
    return shown.sort("replicate", "day", maintain_order=True)
