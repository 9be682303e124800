"""Willingness to agree (docs/model.md, "Willingness, rounds, signature").

Own pain in both sides is ripeness as a product (Zartman 2000), trust the commitment problem (Powell 2006),
`linkage * gap` the narrower bargaining range (Fearon 1995). Leverage has two signs on purpose: accumulated
cost (`felt_idle`) moves Moscow to talk, fresh provocation moves it away.
"""

from __future__ import annotations

from sim.model.chance import logistic
from sim.model.decay import provocation_now, trust_russia_now, trust_ukraine_now
from sim.model.parameters import Parameters
from sim.model.state import State

OUTAGE_UNIT = 8.0  # h/d of felt outage that count as one unit of pain
IDLE_UNIT = 0.08  # share of refining idle that counts as one unit of leverage
PROVOCATION_UNIT = 2.0  # fresh strikes that count as one unit of provocation
MOST_UNITS_FELT = 2.0  # beyond this many units more is not felt
PRICE_DAYS = 60.0  # terms of this length bear half of what endless ones cost


def price(p: Parameters) -> float:
    """Log-odds that a text costs each side over and above talking about it: at signature and at every renewal.

    Signing binds where talking does not; monitors and an agreed ladder of responses let the other side in (Coe &
    Vaynman 2020); and the longer a deal binds, the more there is to haggle over (Fearon 1998).
    """
    duration = 1.0 / (1.0 + PRICE_DAYS / p.moratorium_terms_days)  # of endless terms, 1
    intrusion = p.moratorium_terms_monitoring + p.moratorium_terms_graduated_response
    made: float = p.willingness_signature + p.willingness_intrusion * intrusion + p.willingness_duration * duration
    return made


def kursk_gate_shut(s: State, p: Parameters) -> bool:
    """Whether more of Kursk is held than Moscow tolerates."""
    return s.units * p.kursk_unit_km2 > p.kursk_precondition_tolerated_km2


def log_odds_ukraine(s: State, p: Parameters, t: float) -> float:
    """Log-odds that Ukraine says yes at `t`."""
    return (
        p.willingness_ukraine
        + p.willingness_pain * min(MOST_UNITS_FELT, s.felt_outage / OUTAGE_UNIT)
        + p.willingness_mediation * p.talks_mediator
        + p.willingness_trust * trust_russia_now(s, p, t)
        - p.willingness_demands * p.demands_linkage * p.demands_gap
    )


def log_odds_russia(s: State, p: Parameters, t: float) -> float:
    """Log-odds that Russia says yes at `t`."""
    kursk = p.willingness_kursk if kursk_gate_shut(s, p) else 0.0
    return (
        p.willingness_russia
        + p.willingness_leverage * min(MOST_UNITS_FELT, s.felt_idle / IDLE_UNIT)
        + p.willingness_mediation * p.talks_mediator
        + p.willingness_trust * trust_ukraine_now(s, p, t)
        - p.willingness_demands * p.demands_linkage * p.demands_gap
        - p.willingness_advantage * min(MOST_UNITS_FELT, s.felt_outage / OUTAGE_UNIT)
        - kursk
        - p.willingness_provocation * min(MOST_UNITS_FELT, provocation_now(s, p, t) / PROVOCATION_UNIT)
    )


def willing_ukraine(s: State, p: Parameters, t: float) -> float:
    """Probability that Ukraine says yes at `t`."""
    return logistic(log_odds_ukraine(s, p, t))


def willing_russia(s: State, p: Parameters, t: float) -> float:
    """Probability that Russia says yes at `t`."""
    return logistic(log_odds_russia(s, p, t))
