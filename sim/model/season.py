"""The season: how cold it is (docs/model.md, "Time, clocks and chance")."""

from __future__ import annotations

from sim.model.arithmetic import cos_of_turns
from sim.model.parameters import Parameters

YEAR_DAYS = 365.25


def swing(p: Parameters, t: float) -> float:
    """Yearly cosine, 1 on 20 January, -1 in July. `t` in days since the start."""
    return cos_of_turns((t - p.t_cold) / YEAR_DAYS)


def cold(p: Parameters, t: float) -> float:
    """`swing` without its warm half: 0-1."""
    return max(0.0, swing(p, t))
