"""Lives of first spells: their durations, what ends them, and the tidy tables that plots and reports draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from sim.outcomes.intervals import LEVEL
from sim.outcomes.risk_sets import FloatArray
from sim.outcomes.survival import cumulative_incidence, kaplan_meier
from sim.outcomes.tables import CAUSE_TYPE

CAUSE_NAMES: tuple[str, ...] = tuple(CAUSE_TYPE.categories)


@dataclass(frozen=True, slots=True)
class Life:
    """A kind of spell whose life is told.

    `ends` are the causes that compete to end it; those in `failures` are its collapse, and the others replace it by
    something stronger: they censor the Kaplan-Meier curve, as the horizon does.
    """

    label: str
    kinds: tuple[str, ...]
    ends: tuple[str, ...]
    failures: tuple[str, ...]


LIVES: dict[str, Life] = {
    "tacit": Life(
        "first tacit understanding", ("tacit",), ("breach", "shock", "signed", "event"), ("breach", "shock", "event")
    ),
    "formal": Life(
        "first formal deal",
        ("partial", "complete"),
        ("breach", "shock", "expiry", "upgrade", "event"),
        ("breach", "shock", "expiry", "event"),
    ),
}


def first_spells(spells: pl.DataFrame | pl.LazyFrame, kinds: tuple[str, ...]) -> pl.DataFrame:
    """The first spell of any of `kinds` in each replicate that has one: `replicate, start, end, cause`, by replicate.

    A replicate with none has no row. Only these columns are collected.
    """
    wanted = spells.lazy().filter(pl.col("kind").cast(pl.String).is_in(list(kinds)))
    first = wanted.group_by("replicate").agg(pl.col("start", "end", "cause").sort_by("start").first())
    return first.sort("replicate").collect()


def durations(first: pl.DataFrame) -> FloatArray:
    """How long each spell lasted, or had lasted when it was censored, in days.

    A term of 60 days ends at the float nearest to its start plus 60, and a fifth of such differences miss 60 by some
    1e-14. To a tenth of a millisecond they tie, and have ended by day 60.
    """
    return np.round((first["end"] - first["start"]).to_numpy().astype(np.float64), 9)


def ended_by(first: pl.DataFrame, causes: tuple[str, ...]) -> npt.NDArray[np.int64]:
    """For each spell k where it was ended by `causes[k - 1]`, else 0."""
    words = first["cause"].cast(pl.String)
    codes: npt.NDArray[np.int64] = np.zeros(first.height, dtype=np.int64)
    for place, cause in enumerate(causes, start=1):
        codes[(words == cause).to_numpy()] = place
    return codes


def life_frame(spells: pl.DataFrame | pl.LazyFrame, name: str, level: float = LEVEL) -> pl.DataFrame:
    """Kaplan-Meier curve of a life of `LIVES`: `day, survival, low, high, at_risk`; no row where there is no spell.

    Signing (tacit) and upgrade (formal) censor: the curve answers how long it would hold if nothing better replaced it.
    """
    life = LIVES[name]
    first = first_spells(spells, life.kinds)
    if first.is_empty():
        numbers = dict.fromkeys(("day", "survival", "low", "high"), pl.Float64)
        return pl.DataFrame(schema={**numbers, "at_risk": pl.Int64})
    curve = kaplan_meier(durations(first), ended_by(first, life.failures) > 0, level)
    columns = {"day": curve.time, "survival": curve.survival, "low": curve.low, "high": curve.high}
    return pl.DataFrame({**columns, "at_risk": curve.at_risk})


def incidence_frame(spells: pl.DataFrame | pl.LazyFrame, name: str, level: float = LEVEL) -> pl.DataFrame:
    """Cumulative incidence of each cause that ends a life of `LIVES`: `cause, day, share, low, high, se, at_risk`.

    All causes compete, signing and upgrade among them; only the horizon censors. No row where there is no spell.
    """
    life = LIVES[name]
    first = first_spells(spells, life.kinds)
    if first.is_empty():
        numbers = dict.fromkeys(("day", "share", "low", "high", "se"), pl.Float64)
        return pl.DataFrame(schema={"cause": pl.String, **numbers, "at_risk": pl.Int64})
    return cumulative_incidence(durations(first), ended_by(first, life.ends), life.ends, level)
