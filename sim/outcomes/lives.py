"""Lives of first spells: their durations, what ends them, and the tidy tables that plots and reports draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from sim.outcomes.intervals import LEVEL
from sim.outcomes.risk_sets import FloatArray
from sim.outcomes.spell_pieces import in_pieces, ordered
from sim.outcomes.survival import cumulative_incidence, kaplan_meier
from sim.outcomes.tables import CAUSE_TYPE, KIND_TYPE

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
    wanted = spells.lazy().filter(of_kind(*kinds)).select("replicate", "start", "end", "cause")
    return _firsts(ordered(wanted.collect()))


def firsts_in(piece: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The first spells of each life of `LIVES`, of a piece as `in_pieces` gives them."""
    return {name: _firsts(piece.filter(pl.col("kind").is_in(kind_codes(life.kinds)))) for name, life in LIVES.items()}


def _firsts(spells: pl.DataFrame) -> pl.DataFrame:
    # Grouping a million histories takes several times their memory.
    first = first_of_each(spells["replicate"].to_numpy())
    return spells if first.all() else spells.filter(first)


def first_of_each(replicate: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which of the sorted entries are the first of their value."""
    return np.concatenate([np.ones(min(1, replicate.size), dtype=bool), replicate[1:] > replicate[:-1]])


def of_kind(*kinds: str) -> pl.Expr:
    """Whether a spell is of one of `kinds`; the column may hold words of any type."""
    return pl.col("kind").cast(KIND_TYPE).to_physical().is_in(kind_codes(kinds))


def kind_codes(kinds: tuple[str, ...]) -> list[int]:
    """Kinds as places in the words of `KIND_TYPE`."""
    return [KIND_TYPE.categories.to_list().index(kind) for kind in kinds]


def cause_codes(causes: pl.Series) -> npt.NDArray[np.uint8]:
    """Causes as places in `CAUSE_NAMES`."""
    codes: npt.NDArray[np.uint8] = causes.cast(CAUSE_TYPE).to_physical().to_numpy()
    return codes


EXACT = 9
"""Places to which a life is told, in days."""


def durations(first: pl.DataFrame) -> FloatArray:
    """How long each spell lasted, or had lasted when it was censored, in days, to `EXACT` places.

    A term of 60 days ends at the float nearest to its start plus 60, and a fifth of such differences miss 60 by some
    1e-14. To a tenth of a millisecond they tie, and have ended by day 60.
    """
    return np.round((first["end"] - first["start"]).to_numpy().astype(np.float64), EXACT)


def ended_by(first: pl.DataFrame, causes: tuple[str, ...]) -> npt.NDArray[np.int64]:
    """For each spell k where it was ended by `causes[k - 1]`, else 0."""
    return _places_in(causes)[cause_codes(first["cause"])]


def _places_in(causes: tuple[str, ...]) -> npt.NDArray[np.int64]:
    place = np.zeros(len(CAUSE_NAMES), dtype=np.int64)
    place[[CAUSE_NAMES.index(cause) for cause in causes]] = np.arange(1, len(causes) + 1)
    return place


@dataclass(frozen=True, slots=True)
class Lasting:
    """First spells, one a history that has one: `days`, shape (n,), and the place of each `cause` in `CAUSE_NAMES`.

    Nine bytes a history; nothing else is kept of the tables that they are read from.
    """

    days: FloatArray
    causes: npt.NDArray[np.uint8]

    @property
    def n(self) -> int:
        """How many there are."""
        return self.days.size

    def ended_by(self, causes: tuple[str, ...]) -> npt.NDArray[np.uint8]:
        """For each k where it was ended by `causes[k - 1]`, else 0."""
        return _places_in(causes).astype(np.uint8)[self.causes]

    def rounded(self, places: int) -> Lasting:
        """The same with days to fewer places."""
        return Lasting(np.round(self.days, places), self.causes)


def first_lives(spells: pl.DataFrame | pl.LazyFrame) -> dict[str, Lasting]:
    """The first spell of each life of `LIVES` in each replicate that has one; spells are read in pieces."""
    found = FirstLives()
    for piece in in_pieces(spells):
        found.add(firsts_in(piece))
    return found.whole()


class FirstLives:
    """The first spells of each life of `LIVES`, from pieces as they are read."""

    def __init__(self) -> None:
        """Start empty."""
        self._found: dict[str, list[Lasting]] = {name: [] for name in LIVES}

    def add(self, firsts: Mapping[str, pl.DataFrame]) -> None:
        """Add those of a piece, by the name of the life, as `firsts_in` gives them."""
        for name, first in firsts.items():
            self._found[name].append(Lasting(durations(first), first["cause"].to_numpy()))

    def whole(self) -> dict[str, Lasting]:
        """All of them."""
        return {
            name: Lasting(np.concatenate([one.days for one in some]), np.concatenate([one.causes for one in some]))
            for name, some in self._found.items()
        }


def life_frame(spells: pl.DataFrame | pl.LazyFrame, name: str, level: float = LEVEL) -> pl.DataFrame:
    """Kaplan-Meier curve of a life of `LIVES`: `day, survival, low, high, at_risk`; no row where there is no spell.

    Signing (tacit) and upgrade (formal) censor: the curve answers how long it would hold if nothing better replaced it.
    """
    return life_curve(first_lives(spells)[name], name, level)


def life_curve(lasting: Lasting, name: str, level: float = LEVEL) -> pl.DataFrame:
    """The same of lives that are at hand."""
    if not lasting.n:
        numbers = dict.fromkeys(("day", "survival", "low", "high"), pl.Float64)
        return pl.DataFrame(schema={**numbers, "at_risk": pl.Int64})
    curve = kaplan_meier(lasting.days, lasting.ended_by(LIVES[name].failures) > 0, level)
    columns = {"day": curve.time, "survival": curve.survival, "low": curve.low, "high": curve.high}
    return pl.DataFrame({**columns, "at_risk": curve.at_risk})


def incidence_frame(spells: pl.DataFrame | pl.LazyFrame, name: str, level: float = LEVEL) -> pl.DataFrame:
    """Cumulative incidence of each cause that ends a life of `LIVES`: `cause, day, share, low, high, se, at_risk`.

    All causes compete, signing and upgrade among them; only the horizon censors. No row where there is no spell.
    """
    return incidence_curves(first_lives(spells)[name], name, level)


def incidence_curves(lasting: Lasting, name: str, level: float = LEVEL) -> pl.DataFrame:
    """The same of lives that are at hand."""
    if not lasting.n:
        numbers = dict.fromkeys(("day", "share", "low", "high", "se"), pl.Float64)
        return pl.DataFrame(schema={"cause": pl.String, **numbers, "at_risk": pl.Int64})
    ends = LIVES[name].ends
    return cumulative_incidence(lasting.days, lasting.ended_by(ends), ends, level)
