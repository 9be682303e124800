"""The headline outcomes: what every summary, comparison and plot speaks of, under one name each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import polars as pl


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
        import polars as pl

        column = pl.col(self.column)
        if self.kind != "share":
            return column.cast(pl.Float64).alias(self.name)
        happened = column.is_not_null() if self.within is None else (column <= self.within).fill_null(value=False)
        return happened.alias(self.name)


def _share(name: str, label: str, column: str, better: Literal["more", "fewer"], within: int | None) -> Headline:
    return Headline(name, label, "share", "share", column, better, within)


def _mean(name: str, label: str, unit: str, better: Literal["more", "fewer"] = "fewer") -> Headline:
    return Headline(name, label, unit, "mean", name, better)


def _quantile(column: str, label: str, unit: str, q: float) -> Headline:
    return Headline(
        f"{column}_q{round(100 * q):02d}", f"{label}, {q:g} quantile", unit, "quantile", column, "fewer", q=q
    )


QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)

_ALL = (
    _share("deal_180", "formal deal within 180 days", "first_deal_day", "more", 180),
    _share("deal_365", "formal deal within 365 days", "first_deal_day", "more", 365),
    _share("complete_365", "complete halt within 365 days", "first_complete_day", "more", 365),
    _share("tacit_ended_180", "tacit understanding broken within 180 days", "tacit_end_day", "fewer", 180),
    _share("broader_talks", "broader talks opened", "broader_talks_day", "more", None),
    _mean("russian_waves", "Russian waves", "waves"),
    _mean("refinery_strikes", "refinery strikes", "strikes"),
    _mean("breaches", "breaches", "breaches"),
    _mean("hours_short", "hours short", "h"),
    _mean("schedule_hours", "schedule hours", "h"),
    _mean("unserved_gwh", "unserved energy", "GWh"),
    _mean("customer_outage_hours", "customer outage hours", "h"),
    _mean("winter_hours_short", "hours short, November to March", "h"),
    _mean("winter_unserved_gwh", "unserved energy, November to March", "GWh"),
    _mean("refining_idle_mean", "refining capacity idle", "share of capacity"),
    _mean("formal_days", "days under a formal deal", "d", "more"),
    *(_quantile("unserved_gwh", "unserved energy", "GWh", q) for q in QUANTILES),
    *(_quantile("hours_short", "hours short", "h", q) for q in QUANTILES),
)

HEADLINES: dict[str, Headline] = {headline.name: headline for headline in _ALL}


def headlines_for(horizon_days: float, names: Iterable[str] | None = None) -> list[Headline]:
    """The headlines that histories of `horizon_days` can answer, in the order of the registry, or those named.

    Raises KeyError for a name that is not in the registry.
    """
    wanted = list(HEADLINES.values()) if names is None else [HEADLINES[name] for name in names]
    return [headline for headline in wanted if headline.applies(horizon_days)]
