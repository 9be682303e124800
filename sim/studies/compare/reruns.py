"""The divergence table of two arms: for histories that changed class, where they part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from sim.engine.ensemble import run_one_chunk
from sim.engine.plan import make_plan
from sim.outcomes.divergence import Log, Parting, first_parting, first_step_apart
from sim.scenario import KINDS, STAGES
from sim.studies.run.parameter_sets import parameter_sets

if TYPE_CHECKING:
    import polars as pl

    from sim.engine.ensemble import Engine
    from sim.engine.plan import Plan
    from sim.scenario import Scenario
    from sim.studies.compare.arm import Arm

MOST = 100
"""Flipped histories that are run again with their event logs, a pair of scenarios; the first ones by number."""


def divergences(reference: Arm, other: Arm, flips: pl.DataFrame, engine: Engine, most: int = MOST) -> pl.DataFrame:
    """Run flipped replicates again with their logs and say where each pair parts.

    `flips` as `classes.flipped` returns it. One row a replicate, at most `most`, by replicate: `replicate, before,
    after, parting_day, parting_event, parting_where, parting_result` (the first event that differs) and `step_day,
    step_event, step_where, step_result` (the first after which stage or kind differ); null where they never do.
    """
    followed = Followed(reference, engine), Followed(other, engine)
    chosen = flips.sort("replicate").head(most)
    rows = []
    for replicate, before, after in chosen.select("replicate", "before", "after").iter_rows():
        a, b = (one.log(replicate) for one in followed)
        starts = (_start(reference.scenario), _start(other.scenario))
        row = {"replicate": replicate, "before": before, "after": after}
        row |= _columns("parting", first_parting(a, b)) | _columns("step", first_step_apart(a, b, starts))
        rows.append(row)
    return pl.DataFrame(rows, schema=no_divergences().schema)


def no_divergences() -> pl.DataFrame:
    """An empty divergence table, with all its columns."""
    columns: dict[str, type[pl.DataType]] = {"replicate": pl.Int64, "before": pl.String, "after": pl.String}
    for prefix in ("parting", "step"):
        columns[f"{prefix}_day"] = pl.Float64
        columns |= {f"{prefix}_{part}": pl.String for part in ("event", "where", "result")}
    return pl.DataFrame(schema=columns)


class Followed:
    """An arm of which single histories are run again, each with the parameters that were drawn for it."""

    def __init__(self, arm: Arm, engine: Engine) -> None:
        """Draw the parameter sets anew: they are a function of scenario, seed and their number."""
        if arm.result is None:
            raise ValueError("only arms that have histories can part")
        self.seed, self.engine = arm.result.seed, engine
        each = arm.result.n // arm.result.draws
        self.sets = parameter_sets(arm.scenario, each, self.seed, arm.result.draws)
        self._plans: dict[int, Plan] = {}

    def log(self, replicate: int) -> Log:
        """The events of one history, run here and now: an executor would cost more than the history."""
        draw = min(replicate // self.sets.n, len(self.sets.scenarios) - 1)
        if draw not in self._plans:
            self._plans[draw] = make_plan(self.sets.scenarios[draw])
        log = run_one_chunk(self.engine, self._plans[draw], replicate, 1, self.seed, 0, True).log
        if log is None:
            raise RuntimeError("the engine kept no log")
        return log


def _start(scenario: Scenario) -> tuple[int, int]:
    kind, stage = scenario.values["moratorium.initial"], scenario.values["talks.stage"]
    return KINDS.index(str(kind)), STAGES.index(str(stage))


def _columns(prefix: str, parting: Parting | None) -> dict[str, Any]:
    if parting is None:
        return {f"{prefix}_{part}": None for part in ("day", "event", "where", "result")}
    return {
        f"{prefix}_day": parting.day,
        f"{prefix}_event": parting.event,
        f"{prefix}_where": parting.where,
        f"{prefix}_result": parting.result,
    }
