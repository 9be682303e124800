"""The row that a history leaves (docs/model.md, "Outcomes")."""

from __future__ import annotations

from typing import Any

from sim.model import codes
from sim.model.decay import settle
from sim.model.parameters import Parameters
from sim.model.state import State, clear_outbox


def finish(s: State, p: Parameters, horizon: float) -> None:
    """Close the tally at the horizon: what is in force is censored there."""
    settle(s, p, horizon)
    clear_outbox(s)
    if s.kind == codes.NONE:
        return
    s.ended_kind = s.kind
    s.ended_since = s.since
    s.ended_cause = codes.IN_FORCE
    if s.kind == codes.TACIT:
        if s.tacit_end_cause == 0:
            s.tacit_end_cause = codes.IN_FORCE
        return
    s.formal_days += horizon - s.since
    if s.deal_end_cause == 0:
        s.deal_days = horizon - s.since
        s.deal_end_cause = codes.IN_FORCE


def leave_row(s: State, row: Any, horizon: float) -> None:
    """Copy the tally into a row (a NumPy record, or any object with these attributes)."""
    row.first_deal_day = s.first_deal_day
    row.first_deal_kind = s.first_deal_kind
    row.first_complete_day = s.first_complete_day
    row.tacit_end_day = s.tacit_end_day
    row.tacit_end_cause = s.tacit_end_cause
    row.deal_days = s.deal_days
    row.deal_end_cause = s.deal_end_cause
    row.formal_days = s.formal_days
    row.broader_talks_day = s.broader_talks_day
    row.kursk_clear_day = s.kursk_clear_day
    row.russian_waves = s.russian_waves
    row.russian_answers = s.russian_answers
    row.refinery_strikes = s.refinery_strikes
    row.ukrainian_answers = s.ukrainian_answers
    row.breaches = s.breaches
    row.incidents = s.incidents
    row.hours_short = s.hours_short
    row.schedule_hours = s.schedule_hours
    row.unserved_gwh = s.unserved_gwh
    row.customer_outage_hours = s.customer_outage_hours
    row.worst_day_gwh = s.worst_day_gwh
    row.winter_hours_short = s.winter_hours_short
    row.winter_unserved_gwh = s.winter_unserved_gwh
    row.refining_idle_mean = s.refining_idle_days / horizon
    row.refining_idle_max = s.refining_idle_max
    row.clips = s.clips
    row.events = s.events
    row.fingerprint = s.fingerprint
