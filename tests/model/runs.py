"""Ensembles for the tests of the model: compiled engine, fixed seeds, run once and kept for a while.

Differences between two of them are paired: the same seed and replicate, hence the same candidates, marks and weather.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.ensemble import EnsembleOptions, ensemble
from sim.engine.plan import Plan, make_plan
from sim.scenario import Scenario, load

Changes = Mapping[str, Any]

KINDS = ("tacit", "partial", "complete")
SIDES = ("russia", "ukraine")

# What takes parts of the model away, so that an exact answer is left.
NO_MORATORIUM: Changes = {"moratorium.initial": "none", "moratorium.tacit_formation_per_day": 0}
NO_TALKS: Changes = {"talks.channel_open": False}
OPEN_WAR: Changes = {**NO_MORATORIUM, **NO_TALKS}
NO_ANSWERS: Changes = {
    "strikes.reciprocity.russia_by_russia": 0,
    "strikes.reciprocity.ukraine_by_ukraine": 0,
    "strikes.reciprocity.russia_by_ukraine": 0,
    "strikes.reciprocity.ukraine_by_russia": 0,
}
NO_STRIKES: Changes = {"strikes.russia.per_day": 0, "strikes.ukraine.per_day": 0}
FLAT_RATES: Changes = {"strikes.russia.winter_pull": 0, "strikes.ukraine.leverage_push": 0}
NO_WEIGHTS: Changes = {
    f"willingness.{name}": 0
    for name in ("pain", "leverage", "mediation", "trust", "demands", "advantage", "provocation", "kursk")
}
NO_PRICES: Changes = {f"willingness.{name}": 0 for name in ("signature", "intrusion", "duration")}
NO_SHIFTS: Changes = {"strikes.shift_sd": 0}
# What the exact answers leave out unless it is their subject.
PLAIN: Changes = {
    **NO_PRICES,
    **NO_SHIFTS,
    "strikes.russia.saturation": 0,
    "moratorium.breach_weight.russian_wave": 1,
    "moratorium.breach_weight.refinery_strike": 1,
    "moratorium.breach_weight.incident": 1,
    "moratorium.hotline": 0,
    "moratorium.deterrence": 0,
    "talks.break_per_day": 0,
    "grid.demand_shoulder_gw": 0,
}
INTACT_GRID: Changes = {"grid.destroyed_gw": 0}

BARE = "bare"  # the defaults of the register without any event
BARE_FILE = Path(__file__).with_name("bare.yaml")
SOURCES: dict[str, Any] = {BARE: BARE_FILE}


@dataclass(frozen=True)
class Runs:
    """Structured arrays with the dtypes of `sim.model.records`; `daily` and `log` only if they were asked for."""

    rows: NDArray[Any]
    spells: NDArray[Any]
    daily: NDArray[Any]
    log: NDArray[Any]


@cache
def source(name: str) -> Scenario:
    """A shipped scenario, or `BARE`, read once."""
    return load(SOURCES.get(name, name))


def run(
    changes: Changes, n: int, *, base: str | Scenario = BARE, seed: int = 1, days: bool = False, log: bool = False
) -> Runs:
    """`n` histories of `base` with `changes` (path, `horizon_days` or `ceilings.<clock>` to value); none may clip."""
    scenario = source(base) if isinstance(base, str) else base
    made = _run(make_plan(scenario.replace(changes) if changes else scenario), n, seed, days, log)
    assert made.rows["clips"].sum() == 0, "a rate exceeds its ceiling: this test says nothing"
    return made


def run_plain(changes: Changes, n: int, **options: Any) -> Runs:
    """`run` with what the exact answers leave out switched off, but for what `changes` says of it."""
    return run({**PLAIN, **changes}, n, **options)


@lru_cache(maxsize=32)
def _run(plan: Plan, n: int, seed: int, days: bool, log: bool) -> Runs:
    options = EnsembleOptions(bands=n if days else 0, log=log)
    chunks = list(ensemble(plan, n, seed, options=options))
    return Runs(
        rows=np.concatenate([chunk.rows for chunk in chunks]),
        spells=np.concatenate([chunk.spells for chunk in chunks]),
        daily=np.concatenate([chunk.daily for chunk in chunks]),
        log=np.concatenate([chunk.log for chunk in chunks]) if log else np.zeros(0),
    )


def last_in_log(log: NDArray[Any], field: str, n: int, start: float) -> NDArray[np.float64]:
    """What `field` stands at in the last entry of each of `n` replicates; `start` where nothing happened."""
    last = np.full(n, start, dtype=float)
    last[log["replicate"]] = log[field]  # entries are in order of time: the last assignment stays
    return last
