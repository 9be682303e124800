"""Small whole numbers that stand for words in the state, the rows and the log.

The state holds numbers only, so that the same rules run on a dataclass and on a NumPy record.
The words are those of the scenario file and of `docs/model.md`.
"""

from __future__ import annotations

from typing import Final

# Kinds of moratorium (`moratorium.initial`), docs/model.md "Kinds and terms".
NONE: Final = 0
TACIT: Final = 1
PARTIAL: Final = 2
COMPLETE: Final = 3

# Stages of talks (`talks.stage`).
DORMANT: Final = 0
CONTACTS: Final = 1
DRAFTING: Final = 2
NEAR_AGREED: Final = 3

# Sides.
RUSSIA: Final = 0
UKRAINE: Final = 1

# Clocks, in the order that breaks ties.
RUSSIAN_WAVE: Final = 0
REFINERY_STRIKE: Final = 1
INCIDENT_BY_RUSSIA: Final = 2
INCIDENT_BY_UKRAINE: Final = 3
ROUND: Final = 4
TACIT_FORMS: Final = 5
KURSK_LOSS: Final = 6
OFFENSIVE: Final = 7
HEAVY_REPAIR: Final = 8
BROADER_TALKS: Final = 9
TALKS_BREAK: Final = 10
SHIFT_BY_RUSSIA: Final = 11
SHIFT_BY_UKRAINE: Final = 12
CLOCK_COUNT: Final = 13

# What else can stand in the `what` column of the event log.
EXPIRY: Final = 13
SET: Final = 14
WITHDRAW: Final = 15
SIGN: Final = 16
END: Final = 17
STAGE: Final = 18
WHATS: Final = (
    "russian_wave",
    "refinery_strike",
    "incident_by_russia",
    "incident_by_ukraine",
    "round",
    "tacit_forms",
    "kursk_loss",
    "offensive",
    "heavy_repair",
    "broader_talks",
    "talks_break",
    "shift_by_russia",
    "shift_by_ukraine",
    "expiry",
    "set",
    "withdraw",
    "sign",
    "end",
    "stage",
)

# Causes: how a spell of a moratorium ends. 0 stands for "no such spell".
BREACH: Final = 1
SHOCK: Final = 2
SIGNED: Final = 3
EXPIRED: Final = 4
UPGRADE: Final = 5
IN_FORCE: Final = 6
EVENT: Final = 7
CAUSES: Final = ("", "breach", "shock", "signed", "expiry", "upgrade", "in_force", "event")

# The three sets of answers that one event can have; an unprovoked event has branch 0.
OWN_SIDE: Final = 1
OTHER_SIDE: Final = 2
COLLAPSE: Final = 3
BRANCHES: Final = ("unprovoked", "own_side", "other_side", "collapse")

# Results: what an event came to, for the log and for telling a history in words.
PLAIN: Final = 0
LEGAL: Final = 1
FORGIVEN: Final = 2
BREACHED: Final = 3
COLLAPSED: Final = 4
EXPLAINED: Final = 5
BOTH_YES: Final = 6
ONE_NO: Final = 7
BOTH_NO: Final = 8
SIGNED_PARTIAL: Final = 9
SIGNED_COMPLETE: Final = 10
GATE_SHUT: Final = 11
DERAILED: Final = 12
RENEWED: Final = 13
ENDED: Final = 14
TERMS_REFUSED: Final = 15
RESULTS: Final = (
    "",
    "legal",
    "forgiven",
    "breach",
    "collapse",
    "explained",
    "both_yes",
    "one_no",
    "both_no",
    "signed_partial",
    "signed_complete",
    "gate_shut",
    "derailed",
    "renewed",
    "ended",
    "terms_refused",
)

# A moratorium's last breaches, as many as are remembered; as each weighs at least 1, they decide every tolerance
# below this number, and one at or above it is never reached.
WINDOW_MEMORY: Final = 1000

# Kursk: an offensive never raises the units held above this.
MOST_UNITS: Final = 40
