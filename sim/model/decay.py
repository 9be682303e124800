"""Between events the state moves by closed-form exponentials (docs/model.md, "Decay").

`*_at(s, p, t)` reads a quantity at `t` and changes nothing; `settle_*` brings the stored value up to `t`
and is called by events that count; light damage and the idle share are brought up to every daily tick, too.
"""

from __future__ import annotations

from sim.model.arithmetic import exp
from sim.model.parameters import Parameters
from sim.model.state import State


def provocation_now(s: State, p: Parameters, t: float) -> float:
    """Russia's fresh memory of Ukrainian strikes, in strikes; fades over `strikes.reciprocity.memory_days`."""
    if s.provocation == 0.0:
        return 0.0
    return s.provocation * exp(-(t - s.provocation_at) / p.strikes_reciprocity_memory_days)


def light_now(s: State, p: Parameters, t: float) -> float:
    """Light damage in GW; mended over `grid.light_repair_days`."""
    if s.light == 0.0 or t == s.light_at:
        return s.light
    return s.light * exp(-(t - s.light_at) / p.grid_light_repair_days)


def idle_now(s: State, p: Parameters, t: float) -> float:
    """Share of refining capacity that stands idle; mended over `refining.repair_days`."""
    if s.idle == 0.0 or t == s.idle_at:
        return s.idle
    return s.idle * exp(-(t - s.idle_at) / p.refining_repair_days)


def trust_kept(s: State, p: Parameters, t: float) -> float:
    """Share of the distance to the kind's trust level that is left at `t`."""
    return exp(-(t - s.trust_at) / p.trust_recovery_days)


def trust_ukraine_now(s: State, p: Parameters, t: float) -> float:
    """How reliable Russia finds Ukraine, 0-1; relaxes to the kind's `trust_level`."""
    level = p.moratorium_trust_level[s.kind]
    return level + (s.trust_ukraine - level) * trust_kept(s, p, t)


def trust_russia_now(s: State, p: Parameters, t: float) -> float:
    """How reliable Ukraine finds Russia, 0-1; relaxes to the kind's `trust_level`."""
    level = p.moratorium_trust_level[s.kind]
    return level + (s.trust_russia - level) * trust_kept(s, p, t)


def settle_provocation(s: State, p: Parameters, t: float) -> None:
    """Bring provocation up to `t`."""
    s.provocation = provocation_now(s, p, t)
    s.provocation_at = t


def settle_light(s: State, p: Parameters, t: float) -> None:
    """Bring light damage up to `t`."""
    s.light = light_now(s, p, t)
    s.light_at = t


def settle_idle(s: State, p: Parameters, t: float) -> None:
    """Bring the idle share up to `t` and add its exact integral since the last change to the tally."""
    leave_idle(s, p, t, idle_now(s, p, t))


def leave_idle(s: State, p: Parameters, t: float, left: float) -> None:
    """The idle share has come down to `left` at `t`."""
    s.refining_idle_days += (s.idle - left) * p.refining_repair_days
    s.idle = left
    s.idle_at = t


def settle_light_for_the_day(s: State, p: Parameters, t: float) -> None:
    """As `settle_light`, at a tick. Most days nothing is hit, and what a whole day leaves is kept in mind."""
    if t - s.light_at != 1.0:
        settle_light(s, p, t)
        return
    if s.light_mended_over != p.grid_light_repair_days:
        s.light_mended_over = p.grid_light_repair_days
        s.light_left_by_a_day = exp(-1.0 / p.grid_light_repair_days)
    s.light *= s.light_left_by_a_day
    s.light_at = t


def settle_idle_for_the_day(s: State, p: Parameters, t: float) -> None:
    """As `settle_idle`, at a tick; see `settle_light_for_the_day`."""
    if t - s.idle_at != 1.0:
        settle_idle(s, p, t)
        return
    if s.idle_mended_over != p.refining_repair_days:
        s.idle_mended_over = p.refining_repair_days
        s.idle_left_by_a_day = exp(-1.0 / p.refining_repair_days)
    leave_idle(s, p, t, s.idle * s.idle_left_by_a_day)


def settle_trust(s: State, p: Parameters, t: float) -> None:
    """Bring both trusts up to `t`; before every change of kind, for it changes what they relax to."""
    level = p.moratorium_trust_level[s.kind]
    kept = trust_kept(s, p, t)
    s.trust_ukraine = level + (s.trust_ukraine - level) * kept
    s.trust_russia = level + (s.trust_russia - level) * kept
    s.trust_at = t


def settle(s: State, p: Parameters, t: float) -> None:
    """Bring everything up to `t`: before a parameter changes, and at the end."""
    settle_provocation(s, p, t)
    settle_light(s, p, t)
    settle_idle(s, p, t)
    settle_trust(s, p, t)
