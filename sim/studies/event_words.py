"""One event of a log in words: what `trace` tells, and the page of `explore` in the same sentences."""

from __future__ import annotations

import math
from typing import Any

from sim.model import codes
from sim.scenario import KINDS, STAGES

SCHEDULED = (codes.SET, codes.SIGN, codes.END, codes.STAGE)
"""Told by what the scenario says of them, not by a sentence of ours."""
SIDES = {codes.RUSSIAN_WAVE: "Russian wave on the power system", codes.REFINERY_STRIKE: "Ukrainian refinery strike"}
WHY = {
    codes.OWN_SIDE: "following up event {parent}",
    codes.OTHER_SIDE: "in answer to event {parent}",
    codes.COLLAPSE: "in retaliation for the collapse of event {parent}",
}
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

ALWAYS = {
    codes.TACIT_FORMS: "both sides hold back: a tacit understanding begins",
    codes.TALKS_BREAK: "the talks break off: dormant",
    codes.WITHDRAW: "Ukraine withdraws from what it holds of Kursk",
}


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
    if what == codes.OFFENSIVE:
        after = "the talks are derailed, any moratorium ends" if result == "derailed" else "the talks go on"
        return f"ground offensive: Ukraine now holds {int(entry['units'])} units of Kursk; {after}"
    if what == codes.KURSK_LOSS:
        return f"Ukraine loses a unit of Kursk and holds {int(entry['units'])}"
    if what == codes.HEAVY_REPAIR:
        return f"a block of generation is repaired; {int(entry['heavy'])} wait"
    if what == codes.BROADER_TALKS:
        return f"broader peace talks open under the {KINDS[int(entry['kind'])]} deal"
    if what == codes.SHIFT_BY_RUSSIA:
        return _shifted("Russia", float(entry["level_russia"]))
    if what == codes.SHIFT_BY_UKRAINE:
        return _shifted("Ukraine", float(entry["level_ukraine"]))
    if what == codes.EXPIRY:
        return "the term runs out: renewed" if result == "renewed" else "the term runs out and is not renewed"
    return ALWAYS[what]


def _shifted(side: str, level: float) -> str:
    return f"{side}'s campaign shifts to {math.exp(level):.2f} times its usual rate"
