"""Rounds of talks and signature (docs/model.md, "Willingness, rounds, signature")."""

from __future__ import annotations

from sim.model import codes
from sim.model.chance import logistic
from sim.model.moratorium import sign
from sim.model.parameters import Parameters
from sim.model.state import State
from sim.model.willingness import kursk_gate_shut, log_odds_russia, log_odds_ukraine, price


def round_rate(s: State, p: Parameters, t: float) -> float:
    """Rounds per day: none without a channel, while cooling off, or under a complete deal."""
    if p.talks_channel_open == 0.0 or t < s.cool_until or s.kind == codes.COMPLETE:
        return 0.0
    return 1.0 / p.talks_round_days


def talks_round(s: State, p: Parameters, t: float, m1: tuple[float, ...]) -> None:
    """Both sides decide. Marks: m1 = (Ukraine's yes, Russia's yes, strictness, partial fallback).

    Near agreement there is a text with a price: each must say yes to that too, with the same mark. Where one does
    not, the stage stays: a step back is for those who will not talk, or a further stage could fall below a nearer.
    """
    odds_ukraine = log_odds_ukraine(s, p, t)
    odds_russia = log_odds_russia(s, p, t)
    ukraine = m1[0] < logistic(odds_ukraine)
    russia = m1[1] < logistic(odds_russia)
    if ukraine and russia:
        s.result = codes.BOTH_YES
        if s.stage < codes.NEAR_AGREED:
            s.stage += 1
        elif m1[0] < logistic(odds_ukraine - price(p)) and m1[1] < logistic(odds_russia - price(p)):
            signature(s, p, t, m1[2], m1[3])
        else:
            s.result = codes.TERMS_REFUSED
    elif not ukraine and not russia:
        s.result = codes.BOTH_NO
        s.stage = max(codes.DORMANT, s.stage - 1)
    else:
        s.result = codes.ONE_NO


def break_rate(s: State, p: Parameters) -> float:
    """Rate per day at which talks break off; there is nothing to break while dormant or under a formal deal."""
    if s.stage == codes.DORMANT or s.kind >= codes.PARTIAL:
        return 0.0
    return float(p.talks_break_per_day)


def talks_break(s: State) -> None:
    """Talks end for reasons outside the model; everything but the stage stays."""
    s.stage = codes.DORMANT


def signature(s: State, p: Parameters, t: float, strictness: float, fallback: float) -> None:
    """What is signed at near_agreed: complete if Kursk allows, else perhaps partial, else nothing (C6)."""
    if not kursk_gate_shut(s, p) or strictness >= p.kursk_precondition_strictness:
        sign(s, p, t, codes.COMPLETE)
        s.result = codes.SIGNED_COMPLETE
    elif s.kind < codes.PARTIAL and fallback < p.talks_partial_fallback:
        sign(s, p, t, codes.PARTIAL)
        s.result = codes.SIGNED_PARTIAL
    else:
        s.result = codes.GATE_SHUT
