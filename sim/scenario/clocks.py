"""The table of clocks, in the order that breaks ties, and the ceiling of each.

A clock proposes candidates at its ceiling rate, whatever the state; the rate of the state decides which of
them count. Ceilings are fixed here and may be raised by a scenario under ``ceilings``; they are never derived
from a parameter, or two scenarios would no longer share their luck.
"""

KINDS: tuple[str, ...] = ("none", "tacit", "partial", "complete")
"""Kinds of moratorium; the code of a kind is its place here."""

FORMAL_KINDS: tuple[str, ...] = KINDS[2:]
"""Kinds that are signed."""

SIDES: tuple[str, ...] = ("russia", "ukraine")
"""The two sides; the code of a side is its place here."""

STAGES: tuple[str, ...] = ("dormant", "contacts", "drafting", "near_agreed")
"""Stages of the talks; the code of a stage is its place here."""

DEFAULT_CEILINGS: dict[str, float] = {
    "russian_wave": 0.5,
    "refinery_strike": 2.0,
    "incident_by_russia": 0.5,
    "incident_by_ukraine": 0.5,
    "round": 1.0 / 7.0,
    "tacit_forms": 0.2,
    "kursk_loss": 1.0,
    "offensive": 0.05,
    "heavy_repair": 1.5,
    "broader_talks": 0.1,
    "talks_break": 0.1,
    "shift_by_russia": 0.1,
    "shift_by_ukraine": 0.1,
}
"""Candidates a day that each clock proposes (1/d)."""

CLOCKS: tuple[str, ...] = tuple(DEFAULT_CEILINGS)
"""Names of the clocks in the order of the table, which is also the order of ties."""

CEILING_LIMITS: tuple[float, float] = (0.0001, 1000.0)
"""What a file may say for a ceiling (1/d): above 0, and not so much that a run never ends."""
