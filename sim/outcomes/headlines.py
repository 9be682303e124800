"""The headline outcomes: what every summary, comparison and plot speaks of, under one name each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import polars as pl

from sim.outcomes.table import OUTCOMES


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure read off the rows.

    `column` is the column it reads; a share counts the rows in which that day is reached (by day `within`, included,
    where given), a mean and a quantile (`q`) are of the column. `better` says which direction counts as better in a
    comparison. That is a convention for signs, not a ranking of policies: fewer strikes, breaches, hours and
    gigawatt-hours are better, and so are more deals and more days under one.
    """

    name: str
    label: str
    unit: str
    kind: Literal["share", "mean", "quantile"]
    column: str
    better: Literal["more", "fewer"]
    within: int | None = None
    q: float | None = None

    def applies(self, horizon_days: float) -> bool:
        """Whether histories of this length can answer it."""
        return self.within is None or self.within <= horizon_days

    def expression(self) -> pl.Expr:
        """What it takes from each row: whether it happened (boolean, never null), or the value of the column."""
        column = pl.col(self.column)
        if self.kind != "share":
            return column.cast(pl.Float64).alias(self.name)
        happened = column.is_not_null() if self.within is None else (column <= self.within).fill_null(value=False)
        return happened.alias(self.name)


QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def _headlines() -> Iterator[Headline]:
    """Shares of times first, then means, then the spread of those that have one, each in the order of the table."""
    for one in OUTCOMES.values():
        for share in one.shares:
            yield Headline(share.name, share.label, "share", "share", one.name, share.better, share.within)
    for one in sorted((one for one in OUTCOMES.values() if one.headline), key=lambda one: one.name == "formal_days"):
        yield Headline(one.name, one.label, one.unit, "mean", one.name, one.better)
    for one in sorted((one for one in OUTCOMES.values() if one.quantiles), key=lambda one: one.unit):
        for q in QUANTILES:
            name, label = f"{one.name}_q{round(100 * q):02d}", f"{one.label}, {q:g} quantile"
            yield Headline(name, label, one.unit, "quantile", one.name, one.better, q=q)


HEADLINES: dict[str, Headline] = {headline.name: headline for headline in _headlines()}


def headlines_for(horizon_days: float, names: Iterable[str] | None = None) -> list[Headline]:
    """The headlines that histories of `horizon_days` can answer, in the order of the registry, or those named.

    Raises KeyError for a name that is not in the registry.
    """
    wanted = list(HEADLINES.values()) if names is None else [HEADLINES[name] for name in names]
    return [headline for headline in wanted if headline.applies(horizon_days)]
