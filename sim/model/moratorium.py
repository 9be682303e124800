"""Kinds of moratorium: how one begins, is renewed and ends (docs/model.md, "Kinds and terms")."""

from __future__ import annotations

import math

from sim.model import codes
from sim.model.arithmetic import exp
from sim.model.chance import logistic
from sim.model.decay import settle_trust
from sim.model.parameters import Parameters
from sim.model.state import State
from sim.model.willingness import log_odds_russia, log_odds_ukraine, price, willing_russia, willing_ukraine


def enter(s: State, p: Parameters, t: float, kind: int) -> None:
    """A kind begins: its own `since`, renewals and empty breach window; `last_breach` stays."""
    settle_trust(s, p, t)
    s.kind = kind
    s.since = t
    s.renewals = 0
    s.breach_count = 0
    s.expires = math.inf
    if kind >= codes.PARTIAL:
        s.expires = t + p.moratorium_terms_days


def record_end(s: State, t: float, cause: int) -> None:
    """Tally the spell that ends at `t` and leave it in the outbox."""
    s.ended_kind = s.kind
    s.ended_since = s.since
    s.ended_cause = cause
    if s.kind == codes.TACIT:
        if s.tacit_end_cause == 0:
            s.tacit_end_cause = cause
            if cause == codes.BREACH or cause == codes.SHOCK or cause == codes.EVENT:
                s.tacit_end_day = t
        return
    s.formal_days += t - s.since
    if s.deal_end_cause == 0:
        s.deal_days = t - s.since
        s.deal_end_cause = cause


def end(s: State, p: Parameters, t: float, cause: int) -> None:
    """The moratorium in force ends and none follows."""
    record_end(s, t, cause)
    enter(s, p, t, codes.NONE)


def end_formal_with_setback(s: State, p: Parameters, t: float, cause: int) -> None:
    """End by breach or expiry; a formal deal so ended costs `talks.setback_on_end` stages."""
    if s.kind >= codes.PARTIAL:
        s.stage = max(codes.DORMANT, s.stage - int(p.talks_setback_on_end))
    end(s, p, t, cause)


def sign(s: State, p: Parameters, t: float, kind: int) -> None:
    """A formal deal is signed at `t`; it replaces what was in force (a formal deal is upgraded)."""
    if s.kind == codes.TACIT:
        record_end(s, t, codes.SIGNED)
    elif s.kind >= codes.PARTIAL:
        record_end(s, t, codes.UPGRADE)
    enter(s, p, t, kind)
    if math.isnan(s.first_deal_day):
        s.first_deal_day = t
        s.first_deal_kind = kind
    if kind == codes.COMPLETE and math.isnan(s.first_complete_day):
        s.first_complete_day = t


def expiry(s: State, p: Parameters, t: float, yes_ukraine: float, yes_russia: float) -> None:
    """A term runs out: both must say yes, with `terms.renewal_bonus`, at most `terms.max_renewals` times.

    The text's price counts again.
    """
    s.expiries += 1
    bonus = p.moratorium_terms_renewal_bonus - price(p)
    if (
        s.renewals < p.moratorium_terms_max_renewals
        and yes_ukraine < logistic(log_odds_ukraine(s, p, t) + bonus)
        and yes_russia < logistic(log_odds_russia(s, p, t) + bonus)
    ):
        s.renewals += 1
        s.expires = t + p.moratorium_terms_days
        s.result = codes.RENEWED
    else:
        end_formal_with_setback(s, p, t, codes.EXPIRED)
        s.result = codes.ENDED


def call_off(s: State, p: Parameters, t: float) -> None:
    """A scenario's event ends whatever is in force: no cool-off, and no stage is lost."""
    if s.kind != codes.NONE:
        end(s, p, t, codes.EVENT)


def tacit_rate(s: State, p: Parameters, t: float) -> float:
    """Rate per day at which a tacit understanding forms; 4 makes it the parameter's own at p_U = p_R = 1/2."""
    if s.kind != codes.NONE or t < s.cool_until:
        return 0.0
    return 4.0 * p.moratorium_tacit_formation_per_day * willing_ukraine(s, p, t) * willing_russia(s, p, t)


def tacit_forms(s: State, p: Parameters, t: float) -> None:
    """Both sides hold back without a word."""
    enter(s, p, t, codes.TACIT)


def broader_rate(s: State, p: Parameters, t: float) -> float:
    """Rate per day at which a held formal deal opens broader talks (condition C10)."""
    if s.kind < codes.PARTIAL or not math.isnan(s.broader_talks_day):
        return 0.0
    if t - max(s.since, s.last_breach) < p.broader_talks_hold_days:
        return 0.0
    level = p.moratorium_trust_level[s.kind]
    kept = exp(-(t - s.trust_at) / p.trust_recovery_days)
    trust = level + (min(s.trust_ukraine, s.trust_russia) - level) * kept
    return p.broader_talks_per_day * logistic(2.0 * (trust - p.demands_gap))


def broader_talks(s: State, t: float) -> None:
    """Broader talks open; this happens once."""
    s.broader_talks_day = t
