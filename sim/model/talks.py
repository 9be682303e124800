"""Rounds of talks and signature (docs/model.md, "Willingness, rounds, signature")."""

from __future__ import annotations

from sim.model import codes
from sim.model.moratorium import sign
from sim.model.parameters import Parameters
from sim.model.state import State
from sim.model.willingness import kursk_gate_shut, willing_russia, willing_ukraine


def round_rate(s: State, p: Parameters, t: float) -> float:
    """Rounds per day: none without a channel, while cooling off, or under a complete deal."""
    if p.talks_channel_open == 0.0 or t < s.cool_until or s.kind == codes.COMPLETE:
        return 0.0
    return 1.0 / p.talks_round_days


def talks_round(s: State, p: Parameters, t: float, m1: tuple[float, ...]) -> None:
    """Both sides decide. Marks: m1 = (Ukraine's yes, Russia's yes, strictness, partial fallback)."""
    ukraine = m1[0] < willing_ukraine(s, p, t)
    russia = m1[1] < willing_russia(s, p, t)
    if ukraine and russia:
        s.result = codes.BOTH_YES
        if s.stage < codes.NEAR_AGREED:
            s.stage += 1
        else:
            signature(s, p, t, m1[2], m1[3])
    elif not ukraine and not russia:
        s.result = codes.BOTH_NO
        s.stage = max(codes.DORMANT, s.stage - 1)
    else:
        s.result = codes.ONE_NO


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
