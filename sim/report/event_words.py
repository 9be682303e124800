"""Events of a log and their results in words, for the middle of a sentence."""

EVENTS = {
    "russian_wave": "a Russian wave",
    "refinery_strike": "a refinery strike",
    "incident_by_russia": "an incident",
    "incident_by_ukraine": "an incident",
    "round": "a round of talks",
    "tacit_forms": "a tacit understanding",
    "kursk_loss": "ground lost in Kursk",
    "offensive": "an offensive",
    "heavy_repair": "a repair",
    "broader_talks": "the opening of broader talks",
    "talks_break": "a break of the talks",
    "shift_by_russia": "a shift of Russia's campaign",
    "shift_by_ukraine": "a shift of Ukraine's campaign",
    "expiry": "the end of a term",
    "set": "a change that the scenario schedules",
    "withdraw": "a withdrawal",
    "sign": "a deal that the scenario signs",
    "end": "an end that the scenario schedules",
    "stage": "a stage that the scenario sets",
    "start": "the first day",
}
"""Each event of a log."""

RESULTS = {
    "legal": "legal",
    "forgiven": "a breach, forgiven",
    "breach": "a breach",
    "collapse": "a breach too many",
    "explained": "explained",
    "both_yes": "both say yes",
    "one_no": "one says no",
    "both_no": "both say no",
    "signed_partial": "a partial deal signed",
    "signed_complete": "a complete deal signed",
    "terms_refused": "both say yes, but not to the text",
    "gate_shut": "both say yes, the Kursk precondition is not met",
    "derailed": "the talks derailed",
    "renewed": "renewed",
    "ended": "not renewed",
}
"""Each result that an event may have, but for the plain one, which needs no word."""


def event_in_words(event: str, result: str) -> str:
    """`a round of talks (one says no / both say yes)`: an event with its result, or with one for each scenario."""
    known = [RESULTS[one] for one in result.split(" / ") if one in RESULTS]
    return f"{EVENTS.get(event, event)} ({' / '.join(known)})" if known else EVENTS.get(event, event)
