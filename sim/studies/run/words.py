"""A summary in a paragraph of plain words, no more precise than its intervals and no bolder than its scenario."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.outcomes import rounding

_Figures = Mapping[str, Any]


def paragraph(summary: Mapping[str, Any]) -> str:
    """What an ensemble says, from its summary (`summary.summarise`, or the same read back from JSON).

    Every figure is followed by its interval and rounded to it. The last sentences say what the figures are
    conditional on and what the intervals leave out.
    """
    sentences = [_deals(summary), _tacit(summary), _broader(summary), _strikes(summary), _energy(summary)]
    return " ".join([sentence for sentence in sentences if sentence] + [_caution(summary)])


def _deals(summary: Mapping[str, Any]) -> str:
    heads = summary["headlines"]
    parts = [
        f"{_in_share(heads[name], summary['n'], capital=place == 0)} {words}"
        for place, (name, words) in enumerate(
            (name, words) for name, words in _DEAL_WORDS.items() if _said(heads.get(name))
        )
    ]
    return _list(parts) + "." if parts else ""


_DEAL_WORDS = {
    "deal_180": "a formal deal is signed within 180 days",
    "deal_365": "one is signed within 365 days",
    "complete_365": "a complete halt is signed within 365 days",
}


def _tacit(summary: Mapping[str, Any]) -> str:
    ended, spells = summary["headlines"].get("tacit_ended_180"), summary["lives"]["tacit"]["n"]
    if not _said(ended) or not spells:
        return "" if spells else "No history has a tacit understanding."
    some = "" if spells == summary["n"] else f" (there is one in {spells:,} of the {summary['n']:,} histories)"
    return f"{_in_share(ended, summary['n'])} a tacit understanding is broken within 180 days{some}."


def _broader(summary: Mapping[str, Any]) -> str:
    figures = summary["headlines"].get("broader_talks")
    if not _said(figures):
        return ""
    return f"{_in_share(figures, summary['n'])} broader talks open by day {summary['horizon_days']:,}."


def _strikes(summary: Mapping[str, Any]) -> str:
    heads = summary["headlines"]
    if not (_said(heads.get("russian_waves")) and _said(heads.get("refinery_strikes"))):
        return ""
    waves, strikes = _amount(heads["russian_waves"]), _amount(heads["refinery_strikes"])
    return f"On average a history has {waves} Russian waves and {strikes} refinery strikes."


def _energy(summary: Mapping[str, Any]) -> str:
    heads = summary["headlines"]
    if not (_said(heads.get("unserved_gwh")) and _said(heads.get("hours_short"))):
        return ""
    energy, hours = _amount(heads["unserved_gwh"]), _amount(heads["hours_short"])
    text = f"Expected energy not served is {energy} GWh, with {hours} hours short"
    low, high = heads.get("unserved_gwh_q05"), heads.get("unserved_gwh_q95")
    if _said(low) and _said(high) and low["low"] is not None and high["high"] is not None:  # else too few to say it
        text += f"; nine histories in ten lie between {_beside(low, high)} and {_rough(high)} GWh"
    return text + "."


def _caution(summary: Mapping[str, Any]) -> str:
    title, n, level = summary["scenario"]["title"], summary["n"], rounding.per_cent(summary["level"])
    return (
        f"All of this holds for the scenario \u201c{title}\u201d and its assumptions, half of which are judgement: it "
        f"is no forecast. In brackets are {level} intervals for the luck of {histories(n)} of "
        f"{summary['horizon_days']:,} days; they do not cover doubt about the parameters."
    )


def _in_share(figures: _Figures, n: int, *, capital: bool = True) -> str:
    """ "In 8% (7-9%) of histories", with words of its own for none and all."""
    start = "In" if capital else "in"
    value, low, high = figures["value"], figures["low"], figures["high"]
    if value == 0:
        none = f"none of the {histories(n)}" if n > 1 else "0 of 1 history"
        return f"{start} {none} (0-{rounding.bound(high)})"
    if value == 1:
        every = f"all of the {histories(n)}" if n > 1 else "1 of 1 history"
        return f"{start} {every} ({rounding.bound(low, up=False).removesuffix('%')}-100%)"
    return f"{start} {rounding.share(value, low, high)} of histories"


def _amount(figures: _Figures) -> str:
    low, high = figures["low"], figures["high"]
    if low is None or high is None:  # one history has no interval
        return f"{rounding.number(figures['value'], 1)} (no interval)"
    return rounding.amount(figures["value"], low, high)


def _rough(figures: _Figures) -> str:
    """A figure rounded to its interval, which is left out."""
    return _amount(figures).split(" (")[0]


def histories(n: int) -> str:
    """So many histories in words: "1 history", "2,000 histories"."""
    return f"{n:,} history" if n == 1 else f"{n:,} histories"


def _beside(figures: _Figures, larger: _Figures) -> str:
    """A figure in words beside a larger one: to the place that the larger one is told to, if that is coarser."""
    if None in (figures["low"], figures["high"], larger["low"], larger["high"]):
        return _rough(figures)
    coarse = rounding.decimals((larger["high"] - larger["low"]) / 2)
    own = rounding.decimals((figures["high"] - figures["low"]) / 2)
    return rounding.number(figures["value"], min(coarse, own))


def _said(figures: _Figures | None) -> bool:
    return figures is not None and figures["value"] is not None


def _list(parts: list[str]) -> str:
    return ", and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
