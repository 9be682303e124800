"""Why each moratorium of a history ended: its chain of causes, in words."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.engine.history import History
from sim.model import codes
from sim.model.codes import CAUSES
from sim.scenario import KINDS
from sim.studies.trace.reasons import Reasons, Said, Window
from sim.studies.trace.telling import Told

NOUNS = {
    "russian_wave": "a Russian wave",
    "refinery_strike": "a Ukrainian refinery strike",
    "incident_by_russia": "a Russian accident that Ukraine took for an attack",
    "incident_by_ukraine": "a Ukrainian accident that Russia took for an attack",
}
MOST_TERMS = 4


@dataclass(frozen=True)
class End:
    """The end of one spell: what it was, when, why in a word, and the chain in sentences."""

    kind: str
    start: float
    day: float
    cause: str
    event: int | None
    """The number of the event that ended it."""
    chain: tuple[str, ...]


@dataclass(frozen=True)
class Spell:
    """The spell whose end is told: its kind (a code) and the day on which it began."""

    kind: int
    start: float


def ends(history: History, told: Sequence[Told], reasons: Reasons) -> list[End]:
    """Every spell that ended, in order of time, with its chain of causes."""
    made = []
    for spell in history.spells:
        cause = CAUSES[int(spell["cause"])]
        if cause == "in_force":
            continue
        start, day = float(spell["start"]), float(spell["end"])
        event = next((one for one in told if one.day == day and _ends(one, cause)), None)
        chain = tuple(_chain(cause, Spell(int(spell["kind"]), start), event, told, reasons))
        made.append(End(KINDS[int(spell["kind"])], start, day, cause, event.number if event else None, chain))
    return made


def _ends(one: Told, cause: str) -> bool:
    wanted = {"breach": ("collapse",), "shock": ("derailed",), "expiry": ("ended",)}
    return one.result in wanted.get(cause, ("signed_partial", "signed_complete", "", "ended"))


def _chain(cause: str, spell: Spell, event: Told | None, told: Sequence[Told], reasons: Reasons) -> Iterator[str]:
    if event is None:
        return
    if cause == "breach" and event.address in reasons.windows:
        yield from _breaches(spell, event, told, reasons)
        yield from _aftermath(event, told)
    elif cause == "expiry" and event.address in reasons.said:
        yield f"The term ran out (event {event.number}) and was not renewed."
        yield from refusals(reasons.said[event.address])
    else:
        yield f"Event {event.number}: {event.words}."


def _breaches(spell: Spell, event: Told, told: Sequence[Told], reasons: Reasons) -> Iterator[str]:
    """The breaches in the window, each with its weight and what it was, back to what was unprovoked."""
    window: Window = reasons.windows[event.address]
    counted = [
        one
        for one in told
        if one.result in ("breach", "collapse")
        and spell.start <= one.day
        and event.day - window.days < one.day <= event.day
    ]
    weights = [window.weights[codes.WHATS.index(one.what)] for one in counted]
    total = sum(weights)
    tolerated = "without end" if math.isinf(window.tolerance) else f"{window.tolerance:g}"
    enough = [one.number for one, weight in zip(counted, weights, strict=True) if weight > window.tolerance]
    alone = f"Event {enough[-1]} alone was enough." if enough else "No single one was enough."
    yield (
        f"Breaches of both sides count together: those not forgiven came to a weight of {total:g} within "
        f"{window.days:g} days; more than {tolerated} ends it. {alone}"
    )
    for one, weight in zip(counted, weights, strict=True):
        cause = _cause(one, spell, told, reasons)
        yield f"Event {one.number} on {one.date}, weight {weight:g}: {NOUNS[one.what]}{cause}."


def _cause(one: Told, spell: Spell, told: Sequence[Told], reasons: Reasons) -> str:
    """What an event answered, back to what was unprovoked; an accident answers nothing."""
    steps = []
    current: Told = one
    while current.parent is not None:
        parent = told[current.parent - 1]
        how = "retaliating for the collapse of" if "retaliation" in current.words else "answering"
        how = "following up" if "following up" in current.words else how
        before = _before(current, parent)
        steps.append(f"{how} event {parent.number} ({parent.date}, {before}, {NOUNS.get(parent.what, parent.what)})")
        current = parent
    accident = current.what.startswith("incident")
    if not steps:
        return "" if accident else f", unprovoked{_tempted(one, reasons)}"
    last = "" if accident else f", which was unprovoked{_tempted(current, reasons)}"
    return ", " + ", itself ".join(steps) + last + _already_due(one, spell, told)


def _before(one: Told, parent: Told) -> str:
    """How long an answer took, by the dates that are told."""
    days = math.floor(one.day) - math.floor(parent.day)
    return f"{days} day{'s' * (days != 1)} before" if days else "the same day"


def _already_due(one: Told, spell: Spell, told: Sequence[Told]) -> str:
    """Whether an answer was on its way before the moratorium that it broke."""
    if one.parent is None or told[one.parent - 1].day >= spell.start:
        return ""
    text = "the understanding" if spell.kind == codes.TACIT else "the signature"
    return f"; the answer had been decided before {text}, which calls no answer back"


def _tempted(one: Told, reasons: Reasons) -> str:
    share = reasons.temptation.get(one.address)
    if share is None:
        return ""
    if share < 0.005:
        return " (none of its rate was temptation: it is what remains under any restraint)"
    by = "by the cold" if one.what == "russian_wave" else "outside deep winter"
    return f" ({100 * share:.0f}% of its rate was temptation {by}; the rest remains under any restraint)"


def _aftermath(event: Told, told: Sequence[Told]) -> Iterator[str]:
    """What the collapse itself led to."""
    answers = [one for one in told if one.parent == event.number and "retaliation for the collapse" in one.words]
    if answers:
        noun = "Russian waves" if answers[0].what == "russian_wave" else "refinery strikes"
        many = f"{len(answers)} {noun}, the last on" if len(answers) > 1 else f"a {noun[:-1]} on"
        yield f"In retaliation for the collapse came {many} {answers[-1].date}."


def refusals(said: Sequence[Said]) -> Iterator[str]:
    """Who said no, how likely a yes was, and what weighed most."""
    for one in said:
        if not one.yes:
            terms = ", ".join(f"{name} {value:+.2f}" for name, value in one.terms[:MOST_TERMS])
            yield f"{one.side} said no (a yes had {100 * one.probability:.0f}%): {terms} (log-odds)."


def in_words(end: End, start: dt.date) -> str:
    """One end: a heading, and the chain below it."""
    noun = "tacit understanding" if end.kind == "tacit" else f"{end.kind} deal"
    began, over = (start + dt.timedelta(days=int(day)) for day in (end.start, end.day))
    life = (over - began).days
    cause = {
        "breach": "broke", "shock": "was swept away by an offensive", "expiry": "ran out", "event": "was called off",
        "signed": "gave way to a formal deal", "upgrade": "was upgraded to a complete one",
    }[end.cause]  # fmt: skip
    head = f"The {noun} of {began} {cause} on {over}, after {life} day{'s' * (life != 1)} (event {end.event})."
    return "\n".join([head, *(f"  - {sentence}" for sentence in end.chain)])
