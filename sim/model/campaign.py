"""Campaigns change for reasons outside the model: stocks, production, priorities (docs/model.md, "Clocks").

Each side's campaign has a level, the logarithm of a factor on its base rate. It starts at 0, which is the rate that
a scenario states, and is drawn anew now and then, partly remembering what it was. The drift keeps the factor's mean
at 1 in the long run, so that `per_day` stays the mean rate.
"""

from __future__ import annotations

from typing import Final

from sim.model import codes
from sim.model.arithmetic import exp
from sim.model.normal import normal
from sim.model.parameters import Parameters
from sim.model.state import State

MOST_FACTOR: Final = 4.0  # a campaign is at most this many times its usual rate, and at least 1 / this
MOST_LEVEL: Final = 1.3862943611198906  # log of it


def shift_rate(p: Parameters, side: int) -> float:
    """Shifts per day of a side's campaign; none where a shift would change nothing."""
    if p.strikes_shift_sd == 0.0:
        return 0.0
    rate: float = p.strikes_russia_shift_per_day
    if side == codes.UKRAINE:
        rate = p.strikes_ukraine_shift_per_day
    return rate


def most_factor(p: Parameters, side: int, factor: float) -> float:
    """The most that a campaign's factor, now `factor`, can come to be under these parameters."""
    return MOST_FACTOR if shift_rate(p, side) > 0.0 else factor


def next_level(p: Parameters, level: float, mark: float) -> float:
    """The level after a shift, by a normal mark; its long-run mean keeps that of the factor at 1."""
    memory, sd = p.strikes_shift_memory, p.strikes_shift_sd
    drawn = memory * level + sd * normal(mark) - sd * sd / (2.0 * (1.0 + memory))
    return min(MOST_LEVEL, max(-MOST_LEVEL, drawn))


def shift(s: State, p: Parameters, side: int, mark: float) -> None:
    """A side's campaign shifts."""
    if side == codes.RUSSIA:
        s.level_russia = next_level(p, s.level_russia, mark)
        s.campaign_russia = min(MOST_FACTOR, exp(s.level_russia))
    else:
        s.level_ukraine = next_level(p, s.level_ukraine, mark)
        s.campaign_ukraine = min(MOST_FACTOR, exp(s.level_ukraine))
