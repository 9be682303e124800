"""Why a side said no, and why a strike came: the terms that an event read, while its history runs.

An observer of the SimPy engine; it looks at the state after each event, which for what it reads is the state that the
event saw (a round changes neither trust nor what is felt).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sim.engine import draws
from sim.engine.simpy_engine import Run
from sim.model import codes
from sim.model.chance import logistic
from sim.model.decay import provocation_now, trust_russia_now, trust_ukraine_now
from sim.model.parameters import Parameters
from sim.model.state import State
from sim.model.strikes import hold_russia, hold_ukraine
from sim.model.willingness import (
    IDLE_UNIT,
    MOST_UNITS_FELT,
    OUTAGE_UNIT,
    PROVOCATION_UNIT,
    kursk_gate_shut,
    price,
)

Terms = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Said:
    """What one side said: its probability of a yes, its mark (a yes if below), and the terms of the log-odds."""

    side: str
    yes: bool
    probability: float
    mark: float
    terms: Terms
    """Name and contribution to the log-odds, the largest first."""


@dataclass(frozen=True)
class Window:
    """What a collapse was measured by: the tolerated weight, the days of the window, and what each kind weighs."""

    tolerance: float
    days: float
    weights: dict[int, float]


@dataclass
class Reasons:
    """What an observer of one history learned, by the address of the event."""

    said: dict[int, tuple[Said, Said]] = field(default_factory=dict)
    """Of rounds and of ends of terms."""
    temptation: dict[int, float] = field(default_factory=dict)
    """Of unprovoked breaches: the share of the strike's rate that is temptation, not what restraint leaves anyway."""
    windows: dict[int, Window] = field(default_factory=dict)
    """Of collapses."""
    _kind: int | None = None
    _marks: dict[int, tuple[float, ...]] = field(default_factory=dict)

    def __call__(self, run: Run, what: int, address: int) -> None:
        """Look at an event that has just counted."""
        s, p, t = run.state, run.parameters, run.env.now
        if self._kind is None:
            self._kind = int(p.moratorium_initial)
            self._marks = _round_marks(run)
        before, self._kind = self._kind, s.kind
        if what == codes.ROUND:
            self.said[address] = _round(s, p, t, self._marks[address])
        elif what == codes.EXPIRY:
            u = draws.block(s.expiries - 1, draws.RENEWAL, run.replicate, 0, run.seed)
            bonus = ("the bonus of a renewal", p.moratorium_terms_renewal_bonus)
            self.said[address] = _both(s, p, t, u, (bonus, ("the price of the text", -price(p))))
        if s.result in (codes.BREACHED, codes.COLLAPSED, codes.FORGIVEN):
            self._breach(s, p, t, what, address, before)

    def _breach(self, s: State, p: Parameters, t: float, what: int, address: int, before: int) -> None:
        if what in (codes.RUSSIAN_WAVE, codes.REFINERY_STRIKE):
            russian = what == codes.RUSSIAN_WAVE
            hold = (hold_russia if russian else hold_ukraine)(replace(s, kind=before), p, t)
            restraint = (p.moratorium_restraint_russia if russian else p.moratorium_restraint_ukraine)[before]
            self.temptation[address] = max(0.0, 1.0 - restraint / hold) if hold > 0.0 else 0.0
        if s.result == codes.COLLAPSED:
            weights = {
                codes.RUSSIAN_WAVE: p.moratorium_breach_weight_russian_wave,
                codes.REFINERY_STRIKE: p.moratorium_breach_weight_refinery_strike,
                codes.INCIDENT_BY_RUSSIA: p.moratorium_breach_weight_incident,
                codes.INCIDENT_BY_UKRAINE: p.moratorium_breach_weight_incident,
            }
            self.windows[address] = Window(p.moratorium_tolerance[before], p.moratorium_terms_window_days, weights)


def _round_marks(run: Run) -> dict[int, tuple[float, ...]]:
    """The marks of every round that may come, by address."""
    return {draws.candidate_address(stream, n): m1 for stream, n, _, _, (m1, _) in run.luck.visits(codes.ROUND)}


def _round(s: State, p: Parameters, t: float, marks: tuple[float, ...]) -> tuple[Said, Said]:
    """What each side said; where both agreed to talk and a text was refused, to the text."""
    if s.result in (codes.TERMS_REFUSED, codes.SIGNED_PARTIAL, codes.SIGNED_COMPLETE, codes.GATE_SHUT):
        return _both(s, p, t, marks, (("the price of the text", -price(p)),))
    return _both(s, p, t, marks, ())


def _both(s: State, p: Parameters, t: float, marks: tuple[float, ...], more: Terms) -> tuple[Said, Said]:
    return (
        _said("Ukraine", (*terms_ukraine(s, p, t), *more), marks[0]),
        _said("Russia", (*terms_russia(s, p, t), *more), marks[1]),
    )


def _said(side: str, terms: Terms, mark: float) -> Said:
    odds = sum(value for _, value in terms)
    ranked = tuple(sorted((term for term in terms if term[1]), key=lambda term: -abs(term[1])))
    return Said(side, mark < logistic(odds), logistic(odds), mark, ranked)


def terms_ukraine(s: State, p: Parameters, t: float) -> Terms:
    """The terms of Ukraine's log-odds at `t`; they add to `log_odds_ukraine` (a test holds them to it)."""
    trust = trust_russia_now(s, p, t)
    return (
        ("its own leaning", p.willingness_ukraine),
        (f"outages of {s.felt_outage:.1f} hours a day", p.willingness_pain * _felt(s.felt_outage, OUTAGE_UNIT)),
        ("the mediator", p.willingness_mediation * p.talks_mediator),
        (f"trust in Russia of {trust:.2f}", p.willingness_trust * trust),
        ("the demands tied to the deal", -p.willingness_demands * p.demands_linkage * p.demands_gap),
    )


def terms_russia(s: State, p: Parameters, t: float) -> Terms:
    """The terms of Russia's log-odds at `t`; they add to `log_odds_russia`."""
    trust, provoked = trust_ukraine_now(s, p, t), provocation_now(s, p, t)
    outages = _felt(s.felt_outage, OUTAGE_UNIT)
    return (
        ("its own leaning", p.willingness_russia),
        (f"{100 * s.felt_idle:.1f}% of refining idle", p.willingness_leverage * _felt(s.felt_idle, IDLE_UNIT)),
        ("the mediator", p.willingness_mediation * p.talks_mediator),
        (f"trust in Ukraine of {trust:.2f}", p.willingness_trust * trust),
        ("the demands tied to the deal", -p.willingness_demands * p.demands_linkage * p.demands_gap),
        ("its advantage while Ukraine is short of power", -p.willingness_advantage * outages),
        ("Ukrainian troops in Kursk", -p.willingness_kursk if kursk_gate_shut(s, p) else 0.0),
        (
            f"the memory of {provoked:.1f} recent strikes on refining",
            -p.willingness_provocation * _felt(provoked, PROVOCATION_UNIT),
        ),
    )


def _felt(amount: float, unit: float) -> float:
    return min(MOST_UNITS_FELT, amount / unit)
