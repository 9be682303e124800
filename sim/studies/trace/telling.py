"""One history told in words: what happened on each day, and what it answered (docs/model.md, "Outcomes").

Every event that counted is a line; repairs, which come by the hundred, can be left out. An answer names the event
that it answers, so that each chain of causes can be followed back to an unprovoked event.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from sim.engine import draws
from sim.engine.plan import make_plan
from sim.model import codes
from sim.scenario import KINDS, STAGES, Scenario, event_in_words

SIDES = {codes.RUSSIAN_WAVE: "Russian wave on the power system", codes.REFINERY_STRIKE: "Ukrainian refinery strike"}
WHY = {
    codes.OWN_SIDE: "following up event {parent}",
    codes.OTHER_SIDE: "in answer to event {parent}",
    codes.COLLAPSE: "in retaliation for the collapse of event {parent}",
}
SCHEDULED = (codes.SET, codes.SIGN, codes.END, codes.STAGE)
STRIKE_RESULTS = {
    "legal": "{legal}",
    "forgiven": "a breach, forgiven",
    "breach": "a breach",
    "collapse": "a breach too many: the moratorium collapses",
}
INCIDENT_RESULTS = {
    "explained": "not taken for a breach",
    "forgiven": "misread as a breach, forgiven",
    "breach": "misread as a breach",
    "collapse": "misread as a breach, one too many: the moratorium collapses",
}
ROUND_RESULTS = {
    "both_yes": "both say yes; the talks reach the stage {stage}",
    "one_no": "one side says no; the talks stay at {stage}",
    "both_no": "both say no; the talks are at {stage}",
    "signed_partial": "a partial deal is signed",
    "signed_complete": "a complete deal is signed",
    "terms_refused": "both say yes to talks, but not both to the text and its price; the talks stay at {stage}",
    "gate_shut": "both say yes, but the precondition on Kursk is not met; nothing is signed",
}


@dataclass(frozen=True)
class Told:
    """One event in words: its number in the history, its day, and the number of the event that it answers."""

    number: int
    day: float
    date: dt.date
    what: str
    parent: int | None
    words: str
    address: int
    result: str
    """What it came to, as in the log; "" for most."""


def tell(log: NDArray[Any], scenario: Scenario) -> list[Told]:
    """Every event of one history's log (LOG_DTYPE) in words, in order of time."""
    start, plan = scenario.start, make_plan(scenario)
    changes = {
        draws.other_address(draws.DATED, made.key): event_in_words(event, start)
        for made, event in zip(plan.scheduled, scenario.events, strict=True)
    }
    numbers = {int(entry["address"]): at for at, entry in enumerate(log, start=1)}
    told = []
    for number, entry in enumerate(log, start=1):
        parent = numbers.get(int(entry["parent"]))
        day = float(entry["day"])
        # Day 1 is the first day: what happens before its end stands under the start's date.
        date = start + dt.timedelta(days=int(day))
        what = int(entry["what"])
        if what in SCHEDULED:
            words = f"a scheduled change: {changes.get(int(entry['address']), 'by a process of the user')}"
        else:
            words = event_words(entry, parent)
        result = codes.RESULTS[int(entry["result"])]
        told.append(Told(number, day, date, codes.WHATS[what], parent, words, int(entry["address"]), result))
    return told


def event_words(entry: Any, parent: int | None) -> str:
    """One entry of a log in words, but for a scheduled `set`; `parent` is the number of the event that it answers."""
    what, result = int(entry["what"]), codes.RESULTS[int(entry["result"])]
    if what in SIDES:
        why = WHY[int(entry["branch"])].format(parent=parent) if parent is not None else "unprovoked"
        legal = "no moratorium is in force" if int(entry["kind"]) == codes.NONE else "out of the deal's scope"
        return f"{SIDES[what]}, {why}: {STRIKE_RESULTS[result].format(legal=legal)}"
    if what in (codes.INCIDENT_BY_RUSSIA, codes.INCIDENT_BY_UKRAINE):
        side = "Russian" if what == codes.INCIDENT_BY_RUSSIA else "Ukrainian"
        return f"ambiguous {side} incident: {INCIDENT_RESULTS[result]}"
    if what == codes.ROUND:
        return f"round of talks: {ROUND_RESULTS[result].format(stage=STAGES[int(entry['stage'])])}"
    return _other(entry, what, result)


def _other(entry: Any, what: int, result: str) -> str:
    units, kind = int(entry["units"]), KINDS[int(entry["kind"])]
    if what == codes.OFFENSIVE:
        after = "the talks are derailed, any moratorium ends" if result == "derailed" else "the talks go on"
        return f"ground offensive: Ukraine now holds {units} units of Kursk; {after}"
    words = {
        codes.TACIT_FORMS: "both sides hold back: a tacit understanding begins",
        codes.KURSK_LOSS: f"Ukraine loses a unit of Kursk and holds {units}",
        codes.HEAVY_REPAIR: f"a block of generation is repaired; {int(entry['heavy'])} wait",
        codes.BROADER_TALKS: f"broader peace talks open under the {kind} deal",
        codes.TALKS_BREAK: "the talks break off: dormant",
        codes.SHIFT_BY_RUSSIA: _shifted("Russia", float(entry["level_russia"])),
        codes.SHIFT_BY_UKRAINE: _shifted("Ukraine", float(entry["level_ukraine"])),
        codes.EXPIRY: "the term runs out: renewed" if result == "renewed" else "the term runs out and is not renewed",
        codes.WITHDRAW: "Ukraine withdraws from what it holds of Kursk",
    }
    return words[what]


def _shifted(side: str, level: float) -> str:
    return f"{side}'s campaign shifts to {math.exp(level):.2f} times its usual rate"


def lines(told: list[Told], everything: bool) -> list[str]:
    """The telling as text, a line an event; repairs only with `everything`."""
    shown = [one for one in told if everything or one.what != "heavy_repair"]
    width = len(str(told[-1].number)) if told else 1
    return [f"{one.number:>{width}}  {one.date.isoformat()}  day {one.day:7.2f}  {one.words}" for one in shown]
