"""What a question may speak of: the words of the rows and of the windows, and what each stands for."""

from __future__ import annotations

from sim.scenario.clocks import KINDS, STAGES

TIMES = ("first_deal_day", "first_complete_day", "tacit_end_day", "broader_talks_day", "kursk_clear_day")
"""Days since the start; what never happened is infinite."""

EVENTS: dict[str, str] = {name.removesuffix("_day"): name for name in TIMES}
"""What `by(EVENT, DATE)` takes, with the column that holds its day."""

COUNTS = (
    "russian_waves",
    "russian_answers",
    "refinery_strikes",
    "ukrainian_answers",
    "breaches",
    "incidents",
)
"""What `count(SERIES, FROM, TO)` counts; each is also a number, over the whole history."""

AMOUNTS = ("hours_short", "schedule_hours", "unserved_gwh")
"""What `total(SERIES, FROM, TO)` adds up; each is also a number, over the whole history."""

NUMBERS = (
    *COUNTS,
    *AMOUNTS,
    "customer_outage_hours",
    "worst_day_gwh",
    "winter_hours_short",
    "winter_unserved_gwh",
    "refining_idle_mean",
    "refining_idle_max",
    "deal_days",
    "formal_days",
)
"""Numbers over the whole history. `deal_days` is 0 where there was no deal."""

PEAKS = ("peak_deficit_gw",)
"""What `highest(SERIES, FROM, TO)` takes the largest of."""

MEANS = ("refining_idle",)
"""What `mean(SERIES, FROM, TO)` averages over the days."""

CAUSES = ("breach", "expiry", "shock", "event", "signed", "upgrade", "in_force")

STATES: dict[str, tuple[str, ...]] = {"kind": KINDS, "stage": STAGES, "kursk_km2": ()}
"""What `at(STATE, DATE)` reads at the end of that day: words, or a number where there are none."""

WORDS: dict[str, tuple[str, ...]] = {
    "first_deal_kind": KINDS[1:],
    "tacit_end_cause": CAUSES,
    "deal_end_cause": CAUSES,
}
"""Columns that hold a word; nothing equals one that never came to be."""

FUNCTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "by": ("EVENT, DATE", tuple(EVENTS)),
    "at": ("STATE, DATE", tuple(STATES)),
    "count": ("SERIES, FROM, TO", COUNTS),
    "total": ("SERIES, FROM, TO", AMOUNTS),
    "highest": ("SERIES, FROM, TO", PEAKS),
    "mean": ("SERIES, FROM, TO", MEANS),
}
"""Functions of the language: what stands in their brackets, and the words that may come first."""
