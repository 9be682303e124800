"""Each term of both log-odds: its sign, its unit, where it saturates, and what switches it off."""

from __future__ import annotations

import pytest

from sim.model.chance import logistic
from sim.model.willingness import kursk_gate_shut, log_odds_russia, log_odds_ukraine, willing_russia, willing_ukraine

from .world import world

ZERO = {
    f"willingness.{name}": 0.0
    for name in ("ukraine", "russia", "pain", "leverage", "mediation", "trust", "demands", "advantage", "provocation")
} | {"willingness.kursk": 0.0}


def odds(changes, **state):
    """(Ukraine's, Russia's) log-odds on day 0 with every weight 0 but those in `changes`."""
    s, p = world({**ZERO, **changes}, **state)
    return log_odds_ukraine(s, p, 0.0), log_odds_russia(s, p, 0.0)


def test_with_no_weights_a_yes_is_as_likely_as_a_no():
    assert odds({}, felt_outage=4.0, provocation=1.0) == (0.0, 0.0)


def test_the_constants_are_each_sides_own():
    assert odds({"willingness.ukraine": 0.3, "willingness.russia": -0.9}) == (0.3, -0.9)


def test_outages_move_ukraine_to_talk():
    assert odds({"willingness.pain": 1.0}, felt_outage=4.0) == (pytest.approx(0.5), 0.0)
    assert odds({"willingness.pain": 1.0}, felt_outage=24.0) == (pytest.approx(2.0), 0.0)


def test_moscow_gains_by_outages():
    assert odds({"willingness.advantage": 0.3}, felt_outage=4.0) == (0.0, pytest.approx(-0.15))
    assert odds({"willingness.advantage": 0.3}, felt_outage=24.0) == (0.0, pytest.approx(-0.6))


def test_accumulated_cost_moves_moscow_to_talk():
    assert odds({"willingness.leverage": 1.2}, felt_idle=0.04) == (0.0, pytest.approx(0.6))
    assert odds({"willingness.leverage": 1.2}, felt_idle=0.5) == (0.0, pytest.approx(2.4))


def test_fresh_provocation_moves_moscow_away():
    assert odds({"willingness.provocation": 0.8}, provocation=1.0) == (0.0, pytest.approx(-0.4))
    assert odds({"willingness.provocation": 0.8}, provocation=9.0) == (0.0, pytest.approx(-1.6))


def test_a_mediator_moves_both():
    assert odds({"willingness.mediation": 1.0, "talks.mediator": 0.5}) == (0.5, 0.5)


def test_each_side_minds_how_reliable_the_other_is():
    assert odds({"willingness.trust": 1.5}, trust_russia=0.8, trust_ukraine=0.2) == (
        pytest.approx(1.2),
        pytest.approx(0.3),
    )


def test_demands_leak_by_linkage():
    demands = {"willingness.demands": 1.0, "demands.gap": 0.8}
    assert odds({**demands, "demands.linkage": 0.0}) == (0.0, 0.0)
    assert odds({**demands, "demands.linkage": 0.5}) == (pytest.approx(-0.4), pytest.approx(-0.4))


def test_moscow_minds_kursk_above_what_it_tolerates():
    kursk = {"willingness.kursk": 1.0, "kursk.precondition.tolerated_km2": 200.0}
    assert odds(kursk, units=3) == (0.0, -1.0)
    assert odds(kursk, units=2) == (0.0, 0.0)


def test_the_gate_is_shut_above_what_is_tolerated():
    s, p = world({"kursk.precondition.tolerated_km2": 200.0, "kursk.unit_km2": 100.0}, units=3)
    assert kursk_gate_shut(s, p)
    s.units = 2
    assert not kursk_gate_shut(s, p)


def test_each_side_answers_for_itself():
    s, p = world({**ZERO, "willingness.ukraine": 0.3, "willingness.russia": -0.9})
    assert willing_ukraine(s, p, 0.0) == logistic(0.3)
    assert willing_russia(s, p, 0.0) == logistic(-0.9)
