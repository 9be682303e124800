"""One history with one thing otherwise, in words: where they part, both side by side, and how each ends."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from sim.model.codes import CAUSES
from sim.outcomes.table import OUTCOMES
from sim.report.numbers import with_unit
from sim.report.text import paragraph, table
from sim.scenario import KINDS
from sim.studies.trace.shown import chosen
from sim.studies.trace.side_by_side import side_by_side
from sim.studies.whatif.single import WhatIfData

HEADS = ("as it was", "otherwise")
COUPLING = (
    "All later luck stays at its addresses: what happens otherwise happens with the same gaps, marks and weather. That "
    "is one way to say what would have been; another coupling of luck could answer differently for a single history. "
    "Events are numbered within each history."
)


def words(found: WhatIfData, everything: bool = False, *, width: int = 100) -> str:
    """The whole answer."""
    s = found.scenario
    head = f"{s.title}: replicate {found.replicate}, seed {found.seed}, {s.horizon_days} days from {s.start}"
    parts = [head, "\n".join(f"Otherwise: {text}" for text in found.words), parting(found)]
    if found.parted is not None:
        told = (chosen(found.told, (), everything), chosen(found.told_after, (), everything))
        parts += [side_by_side(*told, HEADS, found.parted, width=width), ends(found)]
    return "\n\n".join([*parts, paragraph(COUPLING)])


def parting(found: WhatIfData) -> str:
    """Where they part, in a sentence."""
    if found.parted is None:
        return f"Nothing changes: the same history to the bit (fingerprint {found.before.fingerprint})."
    date = found.scenario.start + dt.timedelta(days=int(found.parted))
    return f"They part on {date} (day {found.parted:.2f}); before, everything is equal."


def ends(found: WhatIfData) -> str:
    """How the two ended, row by row where they differ."""
    rows = differing(found)
    return table(("outcome", *HEADS), rows, (1, 2)) if rows else "Both come to the same outcomes."


def differing(found: WhatIfData) -> list[list[str]]:
    """Outcome, as it was, otherwise: in words, where the two differ."""
    both = ((label, make(found.before.row), make(found.after.row)) for label, make in ROWS)
    return [[label, a, b] for label, a, b in both if a != b]


def _day(name: str) -> Any:
    return lambda row: "never" if math.isnan(row[name]) else f"day {row[name]:.1f}"


def _number(name: str) -> Any:
    return lambda row: f"{row[name]:,.0f}"


ROWS: tuple[tuple[str, Any], ...] = (
    (OUTCOMES["first_deal_day"].label, lambda row: _deal(row)),
    (OUTCOMES["tacit_end_day"].label, lambda row: _end(row, "tacit_end_day", "tacit_end_cause")),
    (OUTCOMES["deal_days"].label, lambda row: _life(row)),
    (OUTCOMES["formal_days"].label, _number("formal_days")),
    (OUTCOMES["broader_talks_day"].label, _day("broader_talks_day")),
    *((OUTCOMES[name].label, _number(name)) for name in ("russian_waves", "refinery_strikes", "breaches")),
    *(
        (with_unit(OUTCOMES[name].label, OUTCOMES[name].unit), _number(name))
        for name in ("hours_short", "unserved_gwh")
    ),
)


def _deal(row: Any) -> str:
    if math.isnan(row["first_deal_day"]):
        return "never"
    return f"{KINDS[int(row['first_deal_kind'])]}, day {row['first_deal_day']:.1f}"


def _end(row: Any, day: str, cause: str) -> str:
    reason = CAUSES[int(row[cause])].replace("_", " ")
    return f"{reason}, day {row[day]:.1f}" if not math.isnan(row[day]) else reason or "none"


def _life(row: Any) -> str:
    if math.isnan(row["deal_days"]):
        return "-"
    return f"{row['deal_days']:.1f} d, {CAUSES[int(row['deal_end_cause'])].replace('_', ' ')}"
