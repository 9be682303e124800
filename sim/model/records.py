"""The state, the parameters, the row, the spell, the day and the log entry as NumPy records.

Derived from the dataclass and the registry, so that there is one list of each. The only module of
`sim.model` that imports NumPy, and none of the rules imports it.
"""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from sim.model.parameters import FIELDS
from sim.model.state import State

_FORMS = {"int": "i8", "float": "f8"}

STATE_DTYPE = np.dtype(
    [
        (f.name, "f8", (len(f.default_factory()),)) if callable(f.default_factory) else (f.name, _FORMS[str(f.type)])
        for f in fields(State)
    ],
    align=True,
)

PARAMETER_DTYPE = np.dtype(
    [(n, "f8") if count == 1 else (n, "f8", (count,)) for n, count in FIELDS.items()], align=True
)

ROW_DTYPE = np.dtype(
    [
        ("replicate", "i8"),
        ("draw", "i8"),
        ("first_deal_day", "f8"),
        ("first_deal_kind", "i8"),
        ("first_complete_day", "f8"),
        ("tacit_end_day", "f8"),
        ("tacit_end_cause", "i8"),
        ("deal_days", "f8"),
        ("deal_end_cause", "i8"),
        ("formal_days", "f8"),
        ("broader_talks_day", "f8"),
        ("kursk_clear_day", "f8"),
        ("russian_waves", "i8"),
        ("russian_answers", "i8"),
        ("refinery_strikes", "i8"),
        ("ukrainian_answers", "i8"),
        ("breaches", "i8"),
        ("incidents", "i8"),
        ("hours_short", "f8"),
        ("schedule_hours", "f8"),
        ("unserved_gwh", "f8"),
        ("customer_outage_hours", "f8"),
        ("worst_day_gwh", "f8"),
        ("winter_hours_short", "f8"),
        ("winter_unserved_gwh", "f8"),
        ("refining_idle_mean", "f8"),
        ("refining_idle_max", "f8"),
        ("clips", "i8"),
        ("events", "i8"),
        ("fingerprint", "i8"),
    ],
    align=True,
)

SPELL_DTYPE = np.dtype(
    [("replicate", "i8"), ("draw", "i8"), ("kind", "i8"), ("start", "f8"), ("end", "f8"), ("cause", "i8")],
    align=True,
)

WINDOW_DTYPE = np.dtype(
    [
        ("russian_waves", "i8"),
        ("russian_answers", "i8"),
        ("refinery_strikes", "i8"),
        ("ukrainian_answers", "i8"),
        ("breaches", "i8"),
        ("incidents", "i8"),
        ("kind", "i8"),
        ("stage", "i8"),
        ("units", "i8"),
        ("hours_short", "f8"),
        ("schedule_hours", "f8"),
        ("unserved_gwh", "f8"),
        ("idle_days", "f8"),
        ("peak_deficit_gw", "f8"),
    ],
    align=True,
)
"""Where a history stands at the end of a window; counts and sums since its start, the peak of the window alone."""

DAILY_DTYPE = np.dtype(
    [("supply_gw", "f8"), ("demand_gw", "f8"), ("idle", "f8"), ("kind", "i4"), ("stage", "i4")], align=True
)

LOG_DTYPE = np.dtype(
    [
        ("replicate", "i8"),
        ("day", "f8"),
        ("what", "i8"),
        ("address", "i8"),
        ("parent", "i8"),
        ("branch", "i8"),
        ("result", "i8"),
        ("kind", "i8"),
        ("stage", "i8"),
        ("units", "i8"),
        ("heavy", "i8"),
        ("light", "f8"),
        ("idle", "f8"),
        ("trust_ukraine", "f8"),
        ("trust_russia", "f8"),
        ("level_russia", "f8"),
        ("level_ukraine", "f8"),
        ("fingerprint", "i8"),
    ],
    align=True,
)
"""One entry an event that counted. `what`, `branch`, `result`: places in `codes`' word lists; `parent` is
the address of the event that it answers, -1 if none; `light`, `idle` and both trusts are as last settled."""
