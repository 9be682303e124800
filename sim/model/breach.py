"""Breach, misreading, forgiveness, collapse (docs/model.md, same heading)."""

from __future__ import annotations

from sim.model import codes
from sim.model.chance import poisson
from sim.model.decay import settle_trust
from sim.model.moratorium import end_formal_with_setback
from sim.model.parameters import Parameters
from sim.model.state import State

GRADUATED_CUT = 0.7  # share of the answers to a breach that a fully graduated response leaves out


def incident(s: State, p: Parameters, t: float, author: int, m1: tuple[float, ...], m2: tuple[float, ...]) -> None:
    """An ambiguous event; it is explained, or it may be misread as deliberate.

    Marks: m1 = (explained, misread, -, -), m2 as in `breach`.
    """
    s.incidents += 1
    s.author = author
    if m1[0] >= explained(s, p) and m1[1] < p.moratorium_misread:
        breach(s, p, t, author, p.moratorium_breach_weight_incident, m2)
    else:
        s.result = codes.EXPLAINED


def explained(s: State, p: Parameters) -> float:
    """Probability that an incident is explained: by monitors under a text, by a word between the two without one."""
    if s.kind >= codes.PARTIAL:
        return float(p.moratorium_terms_monitoring)
    return float(p.moratorium_hotline)


def forgiven(p: Parameters, weight: float) -> float:
    """Probability that a breach of this weight, a whole number, is forgiven: each unit must be."""
    all_forgiven = 1.0
    for _ in range(int(weight)):
        all_forgiven *= p.moratorium_forgiveness
    return all_forgiven


def answers_to_breach(s: State, p: Parameters, author: int) -> float:
    """Mean number of answers by the victim of a breach that it does not forgive; only a text graduates them."""
    mean: float = p.strikes_reciprocity_ukraine_by_russia
    if author == codes.UKRAINE:
        mean = p.strikes_reciprocity_russia_by_ukraine
    if s.kind < codes.PARTIAL:
        return mean
    return mean * (1.0 - GRADUATED_CUT * p.moratorium_terms_graduated_response)


def lose_trust(s: State, p: Parameters, t: float, author: int) -> None:
    """The author of a breach is trusted less."""
    settle_trust(s, p, t)
    if author == codes.RUSSIA:
        s.trust_russia *= 1.0 - p.trust_loss_per_breach
    else:
        s.trust_ukraine *= 1.0 - p.trust_loss_per_breach


def breach(s: State, p: Parameters, t: float, author: int, weight: float, m2: tuple[float, ...]) -> None:
    """A breach as the victim sees it. Marks: m2 = (answers by the other side, forgiveness, retaliation, -)."""
    if m2[1] < forgiven(p, weight):
        s.result = codes.FORGIVEN
        return
    s.result = codes.BREACHED
    s.breaches += 1
    s.last_breach = t
    lose_trust(s, p, t, author)
    s.other_answers = poisson(answers_to_breach(s, p, author), m2[0])
    if weight_in_window(s, p, t, weight) > p.moratorium_tolerance[s.kind]:
        collapse(s, p, t, author, m2[2])


def weight_in_window(s: State, p: Parameters, t: float, weight: float) -> float:
    """Enter the breach at `t` into the window and add up the weights of the last `terms.window_days`.

    Old ones are kept, for an event may set the window longer.
    """
    oldest = t - p.moratorium_terms_window_days
    total = weight  # the one at `t`, however short the window
    for i in range(min(s.breach_count, codes.WINDOW_MEMORY)):
        if s.breach_times[i] > oldest:
            total += s.breach_weights[i]
    s.breach_times[s.breach_count % codes.WINDOW_MEMORY] = t
    s.breach_weights[s.breach_count % codes.WINDOW_MEMORY] = weight
    s.breach_count += 1
    return min(total, float(codes.WINDOW_MEMORY))


def collapse(s: State, p: Parameters, t: float, author: int, mark: float) -> None:
    """More breaches than tolerated: the moratorium ends, the victim retaliates, both cool off.

    Rounds and a new tacit understanding wait for `talks.cool_off_days`; else what forms while the
    retaliation is still due is breached by it, collapses, and breeds.
    """
    end_formal_with_setback(s, p, t, codes.BREACH)
    s.cool_until = max(s.cool_until, t + p.talks_cool_off_days)
    mean = p.moratorium_collapse_retaliation_ukraine
    if author == codes.UKRAINE:
        mean = p.moratorium_collapse_retaliation_russia
    s.collapse_answers = poisson(mean, mark)
    s.result = codes.COLLAPSED
