"""Which events of a telling are shown, by their kind."""

from __future__ import annotations

from collections.abc import Iterable

from sim.studies.errors import StudyError
from sim.studies.trace.telling import Told

GROUPS = {
    "strikes": ("russian_wave", "refinery_strike"),
    "incidents": ("incident_by_russia", "incident_by_ukraine"),
    "talks": ("round", "talks_break", "expiry", "broader_talks", "stage"),
    "moratoria": ("tacit_forms", "expiry", "sign", "end"),
    "kursk": ("kursk_loss", "offensive", "withdraw"),
    "changes": ("set", "sign", "end", "stage", "withdraw"),
    "campaigns": ("shift_by_russia", "shift_by_ukraine"),
    "repairs": ("heavy_repair",),
}
"""Kinds of events by a word; `breaches` goes by what an event came to."""

BREACHES = "breaches"
ALWAYS = ("collapse", "signed_partial", "signed_complete", "derailed", "ended")
"""Results that are told whatever is chosen: they begin and end moratoria."""

QUIET = (*GROUPS["repairs"], *GROUPS["campaigns"])
WORDS = (*GROUPS, BREACHES)


def chosen(told: Iterable[Told], words: Iterable[str] = (), everything: bool = False) -> list[Told]:
    """The events of the kinds named; without words all but repairs and shifts, or all if `everything`.

    Raises StudyError for a word that names no kind.
    """
    wanted = tuple(words)
    if unknown := [word for word in wanted if word not in WORDS]:
        raise StudyError([f"--show {word}: no such kind of event; there are {', '.join(WORDS)}" for word in unknown])
    if not wanted:
        return [one for one in told if everything or one.what not in QUIET]
    whats = {what for word in wanted if word != BREACHES for what in GROUPS[word]}
    taken = ("breach", "forgiven") if BREACHES in wanted else ()
    return [one for one in told if one.what in whats or one.result in taken or one.result in ALWAYS]
