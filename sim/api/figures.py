"""The figures of a run by name: which of its tables each is drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.plots import Context, draw, figures_for

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.figure import Figure

    from sim.studies.result import Result

FIGURES = tuple(entry.name for entry in figures_for("run"))
"""Figures of a run, in the order in which a report shows them."""

COLUMNS = (
    "first_deal_day",
    "first_deal_kind",
    "first_complete_day",
    "unserved_gwh",
    "hours_short",
    "russian_waves",
    "refinery_strikes",
)
"""Columns of `runs` that figures read: of a million rows the others stay on the disk."""


def figure(result: Result, name: str) -> Figure:
    """Draw one of `FIGURES`; raises KeyError for another name, listing those there are."""
    needs = {entry.name: entry.needs for entry in figures_for("run")}
    if name not in needs:
        raise KeyError(f"{name!r} is no figure of a run; there are {', '.join(FIGURES)}")
    return draw(name, *(_data(result, table) for table in needs[name]), context=context(result))


def context(result: Result) -> Context:
    """What every figure of a run says about itself."""
    scenario = result.scenario
    return Context(scenario.title, scenario.question, result.n, result.seed, scenario.start, scenario.horizon_days)


def _data(result: Result, table: str) -> pl.DataFrame:
    if table == "runs":
        return result.select("runs", *COLUMNS)
    if table == "events":
        return strip_events(result.sample)
    return {"spells": lambda: result.spells, "bands": lambda: result.bands}[table]()


def strip_events(log: pl.DataFrame) -> pl.DataFrame:
    """The events that a strip of histories shows, from the log of `sim.studies.sample`: `replicate, day, what`.

    `what` is a strike from its clock (`russian_wave`, `refinery_strike`), an answer (`russian_answer`,
    `ukrainian_answer`), or `breach` for whatever was taken as one, in a row of its own.
    """
    import polars as pl

    answers = {"russian_wave": "russian_answer", "refinery_strike": "ukrainian_answer"}
    words = log.with_columns(pl.col("what", "branch", "result").cast(pl.String))
    named = pl.when(pl.col("branch") == "unprovoked").then("what").otherwise(pl.col("what").replace(answers))
    strikes = words.filter(pl.col("what").is_in(list(answers))).select("replicate", "day", what=named)
    breaches = words.filter(pl.col("result").is_in(["breach", "collapse"]))
    shown = pl.concat([strikes, breaches.select("replicate", "day", what=pl.lit("breach"))])
    return shown.sort("replicate", "day", maintain_order=True)
