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
    """An ambiguous event; monitoring explains accidents, else it may be misread as deliberate.

    Marks: m1 = (explained, misread, -, -), m2 as in `breach`.
    """
    s.incidents += 1
    s.author = author
    if m1[0] >= p.moratorium_terms_monitoring and m1[1] < p.moratorium_misread:
        breach(s, p, t, author, m2)
    else:
        s.result = codes.EXPLAINED


def answers_to_breach(p: Parameters, author: int) -> float:
    """Mean number of answers by the victim of a breach that it does not forgive."""
    mean = p.strikes_reciprocity_ukraine_by_russia
    if author == codes.UKRAINE:
        mean = p.strikes_reciprocity_russia_by_ukraine
    return mean * (1.0 - GRADUATED_CUT * p.moratorium_terms_graduated_response)


def lose_trust(s: State, p: Parameters, t: float, author: int) -> None:
    """The author of a breach is trusted less."""
    settle_trust(s, p, t)
    if author == codes.RUSSIA:
        s.trust_russia *= 1.0 - p.trust_loss_per_breach
    else:
        s.trust_ukraine *= 1.0 - p.trust_loss_per_breach


def breach(s: State, p: Parameters, t: float, author: int, m2: tuple[float, ...]) -> None:
    """A breach as the victim sees it. Marks: m2 = (answers by the other side, forgiveness, retaliation, -)."""
    if m2[1] < p.moratorium_forgiveness:
        s.result = codes.FORGIVEN
        return
    s.result = codes.BREACHED
    s.breaches += 1
    s.last_breach = t
    lose_trust(s, p, t, author)
    s.other_answers = poisson(answers_to_breach(p, author), m2[0])
    if breaches_in_window(s, p, t) > p.moratorium_tolerance[s.kind]:
        collapse(s, p, t, author, m2[2])


def breaches_in_window(s: State, p: Parameters, t: float) -> int:
    """Enter the breach at `t` into the window and count those of the last `terms.window_days`.

    Old ones are kept, for an event may set the window longer.
    """
    oldest = t - p.moratorium_terms_window_days
    count = 1  # the one at `t`, however short the window
    for i in range(min(s.breach_count, codes.WINDOW_MEMORY)):
        if s.breach_times[i] > oldest:
            count += 1
    s.breach_times[s.breach_count % codes.WINDOW_MEMORY] = t
    s.breach_count += 1
    return min(count, codes.WINDOW_MEMORY)


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
