"""Kursk: the area held, its loss, an offensive, a withdrawal (docs/model.md, "Clocks", conditions C2, C6)."""

from __future__ import annotations

import math

from sim.model import codes
from sim.model.breach import lose_trust
from sim.model.moratorium import end
from sim.model.parameters import Parameters
from sim.model.state import State


def loss_rate(s: State, p: Parameters) -> float:
    """Units lost per day."""
    return p.kursk_loss_per_day * s.units


def lose_unit(s: State, t: float) -> None:
    """One unit is lost."""
    s.units -= 1
    note_clearance(s, t)


def withdraw(s: State, t: float) -> None:
    """Ukraine leaves all that it holds."""
    if s.units > 0:
        s.units = 0
        note_clearance(s, t)


def note_clearance(s: State, t: float) -> None:
    """The first day on which nothing is held any more."""
    if s.units == 0 and math.isnan(s.kursk_clear_day):
        s.kursk_clear_day = t


def offensive(s: State, p: Parameters, t: float, km2: float, derail_mark: float) -> None:
    """A ground offensive takes `km2` and may derail the talks (C2)."""
    taken = math.floor(km2 / p.kursk_unit_km2 + 0.5)
    s.units = max(s.units, min(codes.MOST_UNITS, s.units + taken))
    if derail_mark >= p.talks_derail_probability:
        return
    s.result = codes.DERAILED
    s.stage = codes.DORMANT
    s.cool_until = max(s.cool_until, t + p.talks_cool_off_days)
    lose_trust(s, p, t, codes.UKRAINE)
    if s.kind != codes.NONE:
        end(s, p, t, codes.SHOCK)
