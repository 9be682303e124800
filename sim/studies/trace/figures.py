"""The picture of one history, or of two side by side."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from sim.engine.history import History
from sim.outcomes.tables import log_frame, spells_frame
from sim.plots import Context
from sim.plots.drawing import Drawing, drawing
from sim.scenario import Scenario
from sim.studies.trace.data import TraceData
from sim.studies.trace.parting import parted

NAME = "timelines"


def drawings(trace: TraceData) -> dict[str, Drawing]:
    """The history along the dates, and the one told beside it."""
    if trace.beside is None:
        histories = {f"history {trace.replicate}": trace.history}
        return {NAME: timelines(trace.scenario, histories, trace.replicate, trace.seed)}
    histories = {trace.scenario.name: trace.history, trace.beside.scenario.name: trace.beside.history}
    since = parted(trace.history, trace.beside.history)
    return {NAME: timelines(trace.scenario, histories, trace.replicate, trace.seed, since)}


def timelines(
    scenario: Scenario, histories: Mapping[str, History], replicate: int, seed: int, parted: float | None = None
) -> Drawing:
    """Histories of one replicate along the dates, under their names."""
    spells, events, days = [], [], []
    for name, history in histories.items():
        label = pl.lit(name).alias("history")
        margin = history.daily["supply_gw"] - history.daily["demand_gw"]
        spells.append(spells_frame(history.spells).select(label, pl.col("kind").cast(pl.String), "start", "end"))
        told = log_frame(history.log).select(label, "day", pl.col("what", "result").cast(pl.String))
        events.append(told)
        days.append(pl.DataFrame({"day": range(1, len(margin) + 1), "margin_gw": margin}).select(label, pl.all()))
    context = Context(
        scenario.title, scenario.question, 1, seed, scenario.start, scenario.horizon_days, f"replicate {replicate}"
    )
    return drawing(NAME, pl.concat(spells), pl.concat(events), pl.concat(days), context=context, parted=parted)
