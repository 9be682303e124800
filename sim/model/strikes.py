"""Strikes by both sides: base rates, scope, restraint, temptation, damage (docs/model.md, "Clocks").

Aggregate rates and aggregate damage only. Scope first, then restraint: under a moratorium any strike,
unprovoked or an answer, is out of scope if its scope mark is below `1 - scope`.
"""

from __future__ import annotations

import math
from typing import Final

from sim.model import codes
from sim.model.arithmetic import exp
from sim.model.breach import breach
from sim.model.campaign import most_factor
from sim.model.chance import exponential, poisson_from
from sim.model.decay import settle_idle, settle_light, settle_provocation
from sim.model.parameters import Parameters
from sim.model.season import cold
from sim.model.state import State, most_heavy

# Places of `State.unanswered`.
OWN_TO_RUSSIA: Final = 0
OTHER_TO_RUSSIA: Final = 1
OWN_TO_UKRAINE: Final = 2
OTHER_TO_UKRAINE: Final = 3


def in_scope(s: State, p: Parameters, scope_mark: float) -> bool:
    """Whether the moratorium in force, if any, forbids this strike."""
    return s.kind != codes.NONE and scope_mark >= 1.0 - p.moratorium_scope[s.kind]


def base_russia(s: State, p: Parameters, t: float) -> float:
    """Unrestrained unprovoked Russian waves per day."""
    return p.strikes_russia_per_day * s.campaign_russia * (1.0 + p.strikes_russia_winter_pull * cold(p, t))


def base_ukraine(s: State, p: Parameters) -> float:
    """Unrestrained unprovoked refinery strikes per day: they press Moscow while no formal deal is in force."""
    push = p.strikes_ukraine_leverage_push if s.kind < codes.PARTIAL else 0.0
    return p.strikes_ukraine_per_day * s.campaign_ukraine * (1.0 + push)


def wave_bound(s: State, p: Parameters) -> float:
    """The most that `wave_rate` can come to under these parameters."""
    most = most_factor(p, codes.RUSSIA, s.campaign_russia)
    return p.strikes_russia_per_day * most * (1.0 + p.strikes_russia_winter_pull)


def refinery_bound(s: State, p: Parameters) -> float:
    """The most that `refinery_rate` can come to under these parameters."""
    most = most_factor(p, codes.UKRAINE, s.campaign_ukraine)
    return p.strikes_ukraine_per_day * most * (1.0 + p.strikes_ukraine_leverage_push)


def strike_rate_now(clock: int, s: State, p: Parameters) -> float:
    """The most that the rate of one of the two clocks can be as campaigns are now, whatever season and moratorium."""
    if clock == codes.RUSSIAN_WAVE:
        usual: float = p.strikes_russia_per_day * s.campaign_russia
        return usual * (1.0 + p.strikes_russia_winter_pull)
    usual = p.strikes_ukraine_per_day * s.campaign_ukraine
    return usual * (1.0 + p.strikes_ukraine_leverage_push)


def undeterred(s: State, p: Parameters) -> float:
    """Share of the temptation that is left: under a formal deal monitors deter deliberate breaches."""
    if s.kind < codes.PARTIAL:
        return 1.0
    return 1.0 - p.moratorium_deterrence * p.moratorium_terms_monitoring


def hold_russia(s: State, p: Parameters, t: float) -> float:
    """Share of the base rate that restraint leaves; bombing is worth more in the cold."""
    pull = exp(p.moratorium_temptation_russia * undeterred(s, p) * cold(p, t))
    return min(1.0, p.moratorium_restraint_russia[s.kind] * pull)


def hold_ukraine(s: State, p: Parameters, t: float) -> float:
    """Share of the base rate that restraint leaves; the shield is worth less as the cold passes."""
    pull = exp(p.moratorium_temptation_ukraine * undeterred(s, p) * (1.0 - cold(p, t)))
    return min(1.0, p.moratorium_restraint_ukraine[s.kind] * pull)


def wave_rate(s: State, p: Parameters, t: float, scope_mark: float) -> float:
    """Rate per day of the clock `russian_wave` for a candidate with this scope mark."""
    rate = base_russia(s, p, t)
    if in_scope(s, p, scope_mark):
        rate *= hold_russia(s, p, t)
    return rate


def refinery_rate(s: State, p: Parameters, t: float, scope_mark: float) -> float:
    """Rate per day of the clock `refinery_strike` for a candidate with this scope mark."""
    rate = base_ukraine(s, p)
    if in_scope(s, p, scope_mark):
        rate *= hold_ukraine(s, p, t)
    return rate


def heavy_blocks(s: State, p: Parameters, damage: float) -> float:
    """Blocks of heavy damage, not yet whole, of a wave of `damage` GW: what is out cannot be hit again.

    Light damage is not scaled down, or more damage could mean less later.
    """
    if p.grid_other_gw == 0.0:
        return 0.0
    left = max(0.0, 1.0 - p.strikes_russia_saturation * p.grid_block_gw * s.heavy / p.grid_other_gw)
    return (1.0 - p.strikes_russia_light_share) * damage * left / p.grid_block_gw


def answers(s: State, pair: int, mean: float, mark: float) -> int:
    """How many answers a strike has. Means seldom change, and the chance of none that goes with each is kept."""
    if s.unanswered_for[pair] != mean:
        s.unanswered_for[pair] = mean
        s.unanswered[pair] = exp(-mean)
    return poisson_from(s.unanswered[pair], mean, mark)


def russian_wave(s: State, p: Parameters, t: float, m1: tuple[float, ...], m2: tuple[float, ...]) -> None:
    """A wave on the power system, unprovoked or an answer.

    Marks: m1 = (scope, damage, whole blocks, answers by the own side), m2 = (answers by the other side, ...).
    """
    s.russian_waves += 1
    s.author = codes.RUSSIA
    settle_light(s, p, t)
    damage = exponential(p.strikes_russia_damage_gw, m1[1])
    s.light += p.strikes_russia_light_share * damage
    s.heavy = max(s.heavy, min(most_heavy(p), s.heavy + math.floor(heavy_blocks(s, p, damage) + m1[2])))
    s.own_answers = answers(s, OWN_TO_RUSSIA, p.strikes_reciprocity_russia_by_russia, m1[3])
    if in_scope(s, p, m1[0]):
        breach(s, p, t, codes.RUSSIA, p.moratorium_breach_weight_russian_wave, m2)
    else:
        s.other_answers = answers(s, OTHER_TO_RUSSIA, p.strikes_reciprocity_ukraine_by_russia, m2[0])
        s.result = codes.LEGAL


def refinery_strike(s: State, p: Parameters, t: float, m1: tuple[float, ...], m2: tuple[float, ...]) -> None:
    """A strike on refining, unprovoked or an answer.

    Marks: m1 = (scope, share idled, -, answers by the own side), m2 = (answers by the other side, ...).
    """
    s.refinery_strikes += 1
    s.author = codes.UKRAINE
    settle_provocation(s, p, t)
    s.provocation += 1.0
    settle_idle(s, p, t)
    s.idle = min(1.0, s.idle + exponential(p.strikes_ukraine_refining_share, m1[1]))
    s.refining_idle_max = max(s.refining_idle_max, s.idle)
    s.own_answers = answers(s, OWN_TO_UKRAINE, p.strikes_reciprocity_ukraine_by_ukraine, m1[3])
    if in_scope(s, p, m1[0]):
        breach(s, p, t, codes.UKRAINE, p.moratorium_breach_weight_refinery_strike, m2)
    else:
        s.other_answers = answers(s, OTHER_TO_UKRAINE, p.strikes_reciprocity_russia_by_ukraine, m2[0])
        s.result = codes.LEGAL


def count_answer(s: State, clock: int) -> None:
    """Tally a strike that is an answer; `happen` counts it among all strikes."""
    if clock == codes.RUSSIAN_WAVE:
        s.russian_answers += 1
    else:
        s.ukrainian_answers += 1


def answering_clock(s: State, branch: int) -> int:
    """Whose strikes the answers of this branch to the last event are: its author's own, or its victim's."""
    by_author = branch == codes.OWN_SIDE
    by_russia = (s.author == codes.RUSSIA) == by_author
    return codes.RUSSIAN_WAVE if by_russia else codes.REFINERY_STRIKE


def answer_count(s: State, branch: int) -> int:
    """How many answers of this branch the last event has."""
    if branch == codes.OWN_SIDE:
        return s.own_answers
    elif branch == codes.OTHER_SIDE:
        return s.other_answers
    else:
        return s.collapse_answers
