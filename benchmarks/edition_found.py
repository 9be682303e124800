"""What the second edition mends, measured: the figures that plain runs give, each with its standard error."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import polars as pl

import sim
from benchmarks.markers import mean_of, share_of

NO_UNDERSTANDING = {"moratorium.initial": "none", "moratorium.tacit_formation_per_day": 0}


def found(n: int, seed: int) -> Iterator[list[str]]:
    """Rows (what, figure) of the table."""
    base = ours({}, n, seed)
    yield ["tacit understanding over by day 18", share_of(base.runs["tacit_end_day"] <= 18.0)]
    for days in (180, 365):
        yield [f"formal deal within {days} d", share_of(base.runs["first_deal_day"] <= days)]
    far = ours({"horizon_days": 1095}, max(1, n // 4), seed)
    yield ["formal deal within three years", share_of(far.runs["first_deal_day"] <= 1095.0)]
    yield from _qatar(n, seed)
    terms = base.spells.filter(pl.col("kind").cast(pl.String) != "tacit")
    yield ["formal spells that a term's end ended", share_of(terms["cause"].cast(pl.String) == "expiry")]
    for name, value in (("endless terms", None), ("terms of 60 d", 60), ("terms of 30 d", 30)):
        yield from _deals(name, ours({"moratorium.terms.days": value}, n, seed))
    yield from _deals("a graduated response", ours({"moratorium.terms.graduated_response": 1}, n, seed))
    yield from _open_war(n, seed)
    war = ours(NO_UNDERSTANDING, n, seed)
    yield ["no understanding ever: formal deal within 365 d", share_of(war.runs["first_deal_day"] <= 365.0)]
    for name, result in (
        ("no understanding ever", war),
        ("baseline", base),
        ("every uncertainty drawn", _doubt(n, seed)),
    ):
        yield [f"{name}: Russian waves", mean_of(result.runs["russian_waves"])]
        yield [f"{name}: unserved energy (GWh)", mean_of(result.runs["unserved_gwh"])]


def ours(changes: dict[str, Any], n: int, seed: int, **settings: Any) -> sim.Result:
    """`n` histories of baseline with some parameters changed."""
    return sim.run(sim.load("baseline", changes), n=n, seed=seed, bands=0, **settings)


def _doubt(n: int, seed: int) -> sim.Result:
    """One history of each of many sets of parameters, so that they are independent."""
    return sim.run({"extends": "baseline", "uncertain": "all"}, n=1, draws=max(2, n // 5), seed=seed, bands=0)


def _qatar(n: int, seed: int) -> Iterator[list[str]]:
    """The round of summer 2024 had the offensive not come; officials gave it at most 0.20."""
    start = dt.date(2024, 7, 1)
    result = sim.run({"extends": "near_agreement_aug2024", "inherit_events": False}, n=n, seed=seed, bands=0)
    for words, end in (("in July", dt.date(2024, 8, 1)), ("by the end of August", dt.date(2024, 9, 1))):
        deal = result.runs["first_deal_day"] <= float((end - start).days)
        yield [f"near-agreement of 2024 without the offensive: formal deal {words}", share_of(deal)]


def _deals(name: str, result: sim.Result) -> Iterator[list[str]]:
    yield [f"{name}: formal deal within 365 d", share_of(result.runs["first_deal_day"] <= 365.0)]
    yield [f"{name}: days under a formal deal", mean_of(result.runs["formal_days"])]


def _open_war(n: int, seed: int) -> Iterator[list[str]]:
    """Hours short a day by month, with nothing to hold strikes back."""
    result = ours({**NO_UNDERSTANDING, "talks.channel_open": False}, max(1, n // 4), seed, windows=True)
    for month in ("2024-11", "2025-01", "2025-07"):
        part = result.windows.filter(pl.col("month") == month)
        yield [f"open war: hours short a day in {month}", mean_of(part["hours_short"] / part["days"])]
