"""The table of clocks: which rule gives a clock's rate, its bound, and what happens (docs/model.md, "Clocks").

An if/elif chain in the order of `sim.scenario.CLOCKS`, because that is what compiles well; a test holds the
chain to the table.
"""

from __future__ import annotations

from sim.model.breach import incident
from sim.model.campaign import shift, shift_rate
from sim.model.codes import (
    BROADER_TALKS,
    HEAVY_REPAIR,
    INCIDENT_BY_RUSSIA,
    INCIDENT_BY_UKRAINE,
    KURSK_LOSS,
    NONE,
    OFFENSIVE,
    REFINERY_STRIKE,
    ROUND,
    RUSSIA,
    RUSSIAN_WAVE,
    SHIFT_BY_RUSSIA,
    TACIT_FORMS,
    TALKS_BREAK,
    UKRAINE,
)
from sim.model.grid import mend_block, repair_bound, repair_rate
from sim.model.kursk import lose_unit, loss_rate, offensive
from sim.model.moratorium import broader_rate, broader_talks, tacit_forms, tacit_rate
from sim.model.parameters import Parameters
from sim.model.state import State, clear_outbox
from sim.model.strikes import refinery_bound, refinery_rate, refinery_strike, russian_wave, wave_bound, wave_rate
from sim.model.talks import break_rate, round_rate, talks_break, talks_round


def rate(clock: int, s: State, p: Parameters, t: float, scope_mark: float) -> float:
    """Rate per day of a clock at `t`; reads only. `scope_mark` matters to the two strike clocks."""
    if clock == RUSSIAN_WAVE:
        return wave_rate(s, p, t, scope_mark)
    elif clock == REFINERY_STRIKE:
        return refinery_rate(s, p, t, scope_mark)
    elif clock in (INCIDENT_BY_RUSSIA, INCIDENT_BY_UKRAINE):
        return p.moratorium_incidents_per_day if s.kind != NONE else 0.0
    elif clock == ROUND:
        return round_rate(s, p, t)
    elif clock == TACIT_FORMS:
        return tacit_rate(s, p, t)
    elif clock == KURSK_LOSS:
        return loss_rate(s, p)
    elif clock == OFFENSIVE:
        return p.kursk_offensive_per_day
    elif clock == HEAVY_REPAIR:
        return repair_rate(s, p)
    elif clock == BROADER_TALKS:
        return broader_rate(s, p, t)
    elif clock == TALKS_BREAK:
        return break_rate(s, p)
    else:
        return shift_rate(p, RUSSIA if clock == SHIFT_BY_RUSSIA else UKRAINE)


def bound(clock: int, s: State, p: Parameters) -> float:
    """A rate that the clock cannot exceed until a parameter changes or an offensive begins.

    Candidates whose acceptance lies above it are passed over without a look at the state.
    """
    if clock == RUSSIAN_WAVE:
        return wave_bound(s, p)
    elif clock == REFINERY_STRIKE:
        return refinery_bound(s, p)
    elif clock in (INCIDENT_BY_RUSSIA, INCIDENT_BY_UKRAINE):
        return p.moratorium_incidents_per_day
    elif clock == ROUND:
        return 1.0 / p.talks_round_days
    elif clock == TACIT_FORMS:
        return 4.0 * p.moratorium_tacit_formation_per_day
    elif clock == KURSK_LOSS:
        return loss_rate(s, p)
    elif clock == OFFENSIVE:
        return p.kursk_offensive_per_day
    elif clock == HEAVY_REPAIR:
        return repair_bound(s, p)
    elif clock == BROADER_TALKS:
        return p.broader_talks_per_day
    elif clock == TALKS_BREAK:
        return p.talks_break_per_day
    else:
        return shift_rate(p, RUSSIA if clock == SHIFT_BY_RUSSIA else UKRAINE)


def happen(clock: int, s: State, p: Parameters, t: float, m1: tuple[float, ...], m2: tuple[float, ...]) -> None:
    """A candidate of a clock (or an answer, for the two strike clocks) counts at `t`, with these marks."""
    clear_outbox(s)
    if clock == RUSSIAN_WAVE:
        russian_wave(s, p, t, m1, m2)
    elif clock == REFINERY_STRIKE:
        refinery_strike(s, p, t, m1, m2)
    elif clock == INCIDENT_BY_RUSSIA:
        incident(s, p, t, RUSSIA, m1, m2)
    elif clock == INCIDENT_BY_UKRAINE:
        incident(s, p, t, UKRAINE, m1, m2)
    elif clock == ROUND:
        talks_round(s, p, t, m1)
    elif clock == TACIT_FORMS:
        tacit_forms(s, p, t)
    elif clock == KURSK_LOSS:
        lose_unit(s, t)
    elif clock == OFFENSIVE:
        offensive(s, p, t, p.kursk_offensive_km2, m1[0])
    elif clock == HEAVY_REPAIR:
        mend_block(s)
    elif clock == BROADER_TALKS:
        broader_talks(s, t)
    elif clock == TALKS_BREAK:
        talks_break(s)
    else:
        shift(s, p, RUSSIA if clock == SHIFT_BY_RUSSIA else UKRAINE, m1[0])


def needs_first_marks(clock: int) -> bool:
    """Whether what happens reads the first block of marks."""
    return clock <= ROUND or clock == OFFENSIVE or clock >= SHIFT_BY_RUSSIA


def needs_second_marks(clock: int) -> bool:
    """Whether what happens reads the second block of marks."""
    return clock <= INCIDENT_BY_UKRAINE
