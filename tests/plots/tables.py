"""Small synthetic tables in the shapes that the engine leaves: seeded, quick, and with every corner switched by hand.

The figures only draw what they are given, so that invented data test them as well as simulated ones; the estimators
beneath them are the real ones.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import numpy as np
import polars as pl

from sim.outcomes.bands import bands_frame
from sim.outcomes.tables import CAUSE_TYPE, KIND_TYPE
from sim.plots import Context

START = date(2024, 10, 30)
HORIZON = 365


@cache
def runs(n: int, seed: int, *, deals: float = 0.3, scale: float = 1.0) -> pl.DataFrame:
    """Rows with the columns that figures read; `deals` is the share with a formal deal, `scale` stretches outcomes."""
    rng = np.random.default_rng(seed)
    day = np.where(rng.random(n) < deals, rng.uniform(20, HORIZON, n), np.nan)
    partial = rng.random(n) < 0.6
    complete = np.where(partial, np.where(rng.random(n) < 0.3, day + 25, np.nan), day)
    shared = np.random.default_rng(99).lognormal(6.5, 0.9, n)  # the luck that paired scenarios share
    return pl.DataFrame(
        {
            "replicate": np.arange(n),
            "draw": np.arange(n) // 50,
            "first_deal_day": day,
            "first_deal_kind": pl.Series(["partial" if p else "complete" for p in partial], dtype=KIND_TYPE),
            "first_complete_day": np.where(complete <= HORIZON, complete, np.nan),
            "tacit_end_day": np.where(rng.random(n) < 0.7, rng.uniform(5, 300, n), np.nan),
            "broader_talks_day": np.where(rng.random(n) < 0.05, 250.0, np.nan),
            "russian_waves": rng.poisson(9 * scale, n),
            "refinery_strikes": rng.poisson(45 * scale, n),
            "breaches": rng.poisson(3 * scale, n),
            "hours_short": np.sqrt(shared) * 12 * scale * rng.uniform(0.95, 1.05, n),
            "schedule_hours": np.sqrt(shared) * 16 * scale,
            "unserved_gwh": np.where(rng.random(n) < 0.2, shared, shared * scale),
            "customer_outage_hours": shared / 7 * scale,
            "winter_hours_short": np.sqrt(shared) * 8 * scale,
            "winter_unserved_gwh": shared * 0.7 * scale,
            "refining_idle_mean": rng.uniform(0.02, 0.2, n) * scale,
            "formal_days": np.where(np.isnan(day), 0, HORIZON - np.nan_to_num(day)),
            "fingerprint": [f"{value:016x}" for value in rng.integers(0, 2**62, n)],
        }
    ).with_columns(
        pl.col(pl.Float64).fill_nan(None),
        first_deal_kind=pl.when(pl.lit(pl.Series(~np.isnan(day)))).then("first_deal_kind"),
    )


@cache
def spells(n: int, seed: int, *, life: float = 90.0, formal: float = 0.3) -> pl.DataFrame:
    """A tacit spell in every replicate, and a formal one after it in the share `formal`."""
    rng = np.random.default_rng(seed)
    rows: list[tuple[Any, ...]] = []
    for replicate in range(n):
        end = float(rng.exponential(life))
        signed = rng.random() < formal
        cause = "signed" if signed else str(rng.choice(["breach", "breach", "shock"]))
        rows.append((replicate, 0, "tacit", 0.0, min(end, HORIZON), cause if end < HORIZON else "in_force"))
        if signed and end < HORIZON:
            stop = end + float(rng.exponential(120))
            ended = str(rng.choice(["expiry", "breach", "upgrade", "shock"])) if stop < HORIZON else "in_force"
            kind = str(rng.choice(["partial", "complete"]))
            rows.append((replicate, 0, kind, end, min(stop, HORIZON), ended))
    return spells_table(rows)


def spells_table(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    """Spells from tuples (replicate, draw, kind, start, end, cause)."""
    names = {"replicate": pl.Int64, "draw": pl.Int64, "kind": KIND_TYPE}
    schema = {**names, "start": pl.Float64, "end": pl.Float64, "cause": CAUSE_TYPE}
    return pl.DataFrame(rows, schema=schema, orient="row")


@cache
def bands(n: int, seed: int, days: int = HORIZON) -> pl.DataFrame:
    """Bands of a supply that is struck and repaired under a demand with a winter peak."""
    rng = np.random.default_rng(seed)
    fields = [("supply_gw", "f8"), ("demand_gw", "f8"), ("idle", "f8"), ("kind", "i1"), ("stage", "i1")]
    daily = np.zeros((n, days), dtype=fields)
    swing = np.cos(2 * np.pi * (np.arange(days) - 82) / 365.25)
    daily["demand_gw"] = (14.4 + 1.9 * swing) * (1 + 0.04 * rng.standard_normal((n, days)))
    daily["supply_gw"] = 15.2 + swing - np.cumsum(rng.normal(0.0, 0.08, (n, days)), axis=1)
    daily["idle"] = rng.uniform(0, 0.2, (n, days))
    daily["kind"] = np.clip(1 + np.cumsum(rng.choice([-1, 0, 0, 0, 0, 0, 1], (n, days)), axis=1), 0, 3)
    daily["stage"] = np.clip(1 + np.cumsum(rng.choice([-1, 0, 0, 0, 0, 0, 1], (n, days)), axis=1), 0, 3)
    return bands_frame(daily, START)


@cache
def events(n: int, seed: int) -> pl.DataFrame:
    """Strikes of each side and breaches, replicate by replicate."""
    rng = np.random.default_rng(seed)
    rates = {"russian_wave": 9, "refinery_strike": 45, "breach": 2, "ukrainian_answer": 4}
    frames = []
    for what, mean in rates.items():
        replicate = np.repeat(np.arange(n), rng.poisson(mean, n))
        frames.append(pl.DataFrame({"replicate": replicate, "day": rng.uniform(0, HORIZON, replicate.size)}))
        frames[-1] = frames[-1].with_columns(what=pl.lit(what))
    return pl.concat(frames)


def context(**changes: Any) -> Context:
    """A context as a run has it."""
    settings: dict[str, Any] = {
        "title": "Baseline: talks at an early stage, a tacit lull, Kursk held",
        "question": "How likely is a formal deal on energy installations within a year, and what does the winter look "
        "like with and without one?",
        "n": 300,
        "seed": 1,
        "start": START,
        "horizon_days": HORIZON,
    }
    return Context(**{**settings, **changes})


def points(outcomes: tuple[str, ...] = ("deal_180", "unserved_gwh"), steps: int = 9) -> pl.DataFrame:
    """A response to one parameter, in the tidy form of a sweep."""
    x = np.linspace(0.05, 0.25, steps)
    frames = []
    for place, outcome in enumerate(outcomes):
        value = (0.3 - x if place % 2 == 0 else 4000 * x) * (1 + 0.2 * place)
        frame = pl.DataFrame({"x": x, "value": value, "low": value * 0.85, "high": value * 1.15})
        frames.append(frame.with_columns(outcome=pl.lit(outcome)))
    return pl.concat(frames)


def indices(factors: int = 12) -> pl.DataFrame:
    """Sobol indices of some parameters and of luck."""
    rng = np.random.default_rng(5)
    total = np.sort(rng.uniform(0.01, 0.5, factors))[::-1]
    names = ["luck", *(f"strikes.reciprocity.parameter_{k}" for k in range(factors - 1))]
    first = total * 0.6
    return pl.DataFrame(
        {
            "parameter": names,
            "first": first, "first_low": first - 0.05, "first_high": first + 0.05,
            "total": total, "total_low": total - 0.04, "total_high": total + 0.05,
            "noisy": [k == factors - 1 for k in range(factors)],
        }
    )  # fmt: skip


def effects(count: int = 12) -> pl.DataFrame:
    """What each of some parameters does from one end of its range to the other."""
    rng = np.random.default_rng(6)
    width = np.sort(rng.uniform(2, 300, count))[::-1]
    sign = rng.choice([-1, 1], count)
    names = [f"willingness.parameter_{k}" for k in range(count)]
    low, high = 900 - sign * width, 900 + sign * width * rng.uniform(0.3, 1, count)
    return pl.DataFrame({"parameter": names, "low_setting": 0.0, "high_setting": 2.5, "at_low": low, "at_high": high})


def contributions() -> pl.DataFrame:
    """What eleven conditions contribute to an outcome."""
    from sim.scenario import CONDITIONS

    rows = []
    for place, name in enumerate(list(CONDITIONS)[:11]):
        value = (-1) ** place * 3000.0 / (1 + place)
        near = {"value_low": value - 200.0, "value_high": value + 200.0, "alone": 0.1 * value, "last": 1.6 * value}
        rows.append({"condition": name, "states": CONDITIONS[name].states, "value": value, **near})
    return pl.DataFrame(rows)


def timelines() -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Two histories: spells, events, and the margin day by day."""
    names = ("as it was", "otherwise")
    rows = [
        (n, k, a, b + 40 * i) for i, n in enumerate(names) for k, a, b in (("tacit", 0, 60), ("complete", 150, 210))
    ]
    spells = pl.DataFrame(rows, schema=["history", "kind", "start", "end"], orient="row")
    what = ("russian_wave", "refinery_strike", "incident_by_russia")
    told = [(n, 7.0 + 11 * i, what[i % 3], ("legal", "breach", "collapse")[i % 3]) for n in names for i in range(20)]
    events = pl.DataFrame(told, schema=["history", "day", "what", "result"], orient="row")
    margins = [(n, d, -2.0 + 0.01 * d + 0.5 * k * (d > 60)) for k, n in enumerate(names) for d in range(1, 366)]
    return spells, events, pl.DataFrame(margins, schema=["history", "day", "margin_gw"], orient="row")


def savings() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Shares of what would have saved a deal, and strengths."""
    labels = ("one incident explained", "one breach forgiven", "one strike withheld", "neither one nor a pair")
    shares = [(label, 0.2 + 0.1 * k, 0.15 + 0.1 * k, 0.26 + 0.1 * k) for k, label in enumerate(labels)]
    strengths = [(label, (i % 11) / 10 * (1 - 0.2 * k)) for k, label in enumerate(labels[:3]) for i in range(60)]
    return (
        pl.DataFrame(shares, schema=["label", "value", "low", "high"], orient="row"),
        pl.DataFrame(strengths, schema=["label", "strength"], orient="row"),
    )


def steps() -> pl.DataFrame:
    """Three changes between two scenarios."""
    value = [0.09, -0.02, 0.03]
    return pl.DataFrame(
        {
            "change": ["talks.mediator", "grid (3 values)", "events"],
            "value": value,
            "low": [one - 0.02 for one in value],
            "high": [one + 0.02 for one in value],
            "start": [0.08] * 3,
            "end": [0.18] * 3,
        }
    )
