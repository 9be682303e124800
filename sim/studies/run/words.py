"""A summary in a paragraph of plain words, no more precise than its intervals and no bolder than its scenario."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.outcomes import rounding
from sim.outcomes.rounding import days, histories

_Figures = Mapping[str, Any]


def paragraph(summary: Mapping[str, Any]) -> str:
    """What an ensemble says, from its summary (`summary.summarise`, or the same read back from JSON).

    Every figure is followed by its interval and rounded to it. The last sentences say what the figures are
    conditional on and what the intervals leave out.
    """
    sentences = [_deals(summary), _settled(summary), _tacit(summary), _broader(summary), _strikes(summary)]
    sentences += [_energy(summary), _without(summary)]
    return " ".join([sentence for sentence in sentences if sentence] + [_caution(summary)])


def _deals(summary: Mapping[str, Any]) -> str:
    heads = summary["headlines"]
    said = [(name, words) for name, words in _DEAL_WORDS.items() if _open(heads.get(name))]
    parts = [
        f"{_in_share(heads[name], summary['n'], capital=not place)} {words if place else words.replace('one', _DEAL)}"
        for place, (name, words) in enumerate(said)
    ]
    return _list(parts) + "." if parts else ""


_DEAL = "a formal deal"
_DEAL_WORDS = {
    "deal_180": "one is signed within 180 days",
    "deal_365": "one is signed within 365 days",
    "complete_365": "a complete deal is signed within 365 days",
}
_SETTLED = {
    "deal_180": "A formal deal",
    "complete_365": "A complete deal",
    "broader_talks": "Broader talks",
    "tacit_ended_180": "The end of a tacit understanding",
}


def _settled(summary: Mapping[str, Any]) -> str:
    """What the scenario settles before any history is run, one sentence a reason."""
    reasons: dict[str, list[str]] = {}
    for name, words in _SETTLED.items():
        note = (summary["headlines"].get(name) or {}).get("note", "")
        if note.startswith(("cannot happen", "not asked")):
            reasons.setdefault(note, []).append(words)
    told = []
    for note, which in reasons.items():
        named = [which[0], *(words[:1].lower() + words[1:] for words in which[1:])]
        told.append(f"{_and(named)} {'is ' if note.startswith('not') else ''}{note}.")
    return " ".join(told)


def _tacit(summary: Mapping[str, Any]) -> str:
    ended, spells = summary["headlines"].get("tacit_ended_180"), summary["lives"]["tacit"]["n"]
    if not _open(ended) or not spells:
        return "" if spells else "No history has a tacit understanding."
    some = "" if spells == summary["n"] else f" (there is one in {spells:,} of the {summary['n']:,} histories)"
    return f"{_in_share(ended, summary['n'])} a tacit understanding is broken within 180 days{some}."


def _broader(summary: Mapping[str, Any]) -> str:
    figures = summary["headlines"].get("broader_talks")
    if not _open(figures):
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
    if _said(heads.get("schedule_hours")):
        text += f" ({_amount(heads['schedule_hours'])} hours in published schedules)"
    low, high = heads.get("unserved_gwh_q05"), heads.get("unserved_gwh_q95")
    if _estimated(low) and _estimated(high):  # else too few to say it
        text += f"; nine histories in ten lie between {_rough(low)} and {_rough(high)} GWh"
    return text + "."


def _without(summary: Mapping[str, Any]) -> str:
    """Why the figures that the paragraph tells without an interval have none; each reason once."""
    heads = summary["headlines"]
    told = (*_DEAL_WORDS, "tacit_ended_180", "russian_waves", "refinery_strikes", "unserved_gwh", "hours_short")
    reasons: dict[str, list[str]] = {}
    for name in told:
        if _open(heads.get(name)) and heads[name].get("note"):
            reasons.setdefault(heads[name]["note"], []).append(heads[name]["label"])
    few = [label for note, labels in reasons.items() if note.startswith("rests on") for label in labels]
    others = {note: labels for note, labels in reasons.items() if not note.startswith("rests on")}
    said = [f"No interval for {_and(labels)}: {note}." for note, labels in others.items()]
    if few:
        most = max((note.rsplit(" ", 1)[1] for note in reasons if note.startswith("rests on")), key=_counted)
        said.insert(0, f"No interval for {_and(few)}: too few histories carry them; about {most} may do.")
    return " ".join(said)


def _counted(number: str) -> int:
    return int(number.replace(",", ""))


def _caution(summary: Mapping[str, Any]) -> str:
    title, n, level = summary["scenario"]["title"], summary["n"], rounding.per_cent(summary["level"])
    sets = summary.get("parameters", {}).get("draws")
    covered = f"the luck of {histories(n)} of {days(summary['horizon_days'])}"
    if sets:
        covered += f" and for which {sets:,} sets of the parameters were drawn"
    doubt = "the doubt itself, which is told below" if sets else "doubt about the parameters"
    return (
        f"All of this holds for the scenario \u201c{title}\u201d and its assumptions, half of which are judgement: it "
        f"is no forecast. In brackets are {level} intervals for {covered}; they do not cover {doubt}, and of 20 of "
        "them one misses."
    )


def _in_share(figures: _Figures, n: int, *, capital: bool = True) -> str:
    """ "In 8% (7–9%) of histories", with words of its own for none and all."""
    start = "In" if capital else "in"
    value, low, high = figures["value"], figures["low"], figures["high"]
    if low is None or high is None:
        return f"{start} {rounding.alone(value, 'share')} of histories"
    if value == 0:
        none = f"none of the {histories(n)}" if n > 1 else "0 of 1 history"
        return f"{start} {none} (0–{rounding.bound(high)})"
    if value == 1:
        every = f"all of the {histories(n)}" if n > 1 else "1 of 1 history"
        return f"{start} {every} ({rounding.bound(low, up=False).removesuffix('%')}–100%)"
    return f"{start} {rounding.share(value, low, high)} of histories"


def _amount(figures: _Figures) -> str:
    return rounding.level(figures["value"], figures["low"], figures["high"], "mean")


def _rough(figures: _Figures) -> str:
    """A figure rounded to its interval, which is left out."""
    return rounding.without_interval(figures["value"], figures["low"], figures["high"], "mean")


def _said(figures: _Figures | None) -> bool:
    return figures is not None and figures["value"] is not None


def _open(figures: _Figures | None) -> bool:
    """Whether there is a figure, with an interval or without, that the scenario has not settled by itself."""
    return _said(figures) and figures is not None and not figures.get("note", "").startswith(("cannot", "not asked"))


def _estimated(figures: _Figures | None) -> bool:
    """Whether there is a figure with its interval."""
    return _said(figures) and figures is not None and None not in (figures["low"], figures["high"])


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _list(parts: list[str]) -> str:
    return ", and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
