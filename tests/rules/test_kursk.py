"""Kursk: loss of area, withdrawal, an offensive that may derail talks."""

from __future__ import annotations

import math

import pytest

from sim.model import codes
from sim.model.kursk import lose_unit, loss_rate, offensive, withdraw

from .world import world


@pytest.mark.parametrize("units", [0, 1, 6])
def test_the_area_shrinks_in_proportion(units):
    s, p = world({"kursk.loss_per_day": 0.01}, units=units)
    assert loss_rate(s, p) == pytest.approx(0.01 * units)


def test_a_loss_takes_one_unit_and_the_last_one_clears():
    s, _ = world(units=2)
    lose_unit(s, 5.0)
    assert s.units == 1
    assert math.isnan(s.kursk_clear_day)
    lose_unit(s, 9.0)
    assert (s.units, s.kursk_clear_day) == (0, 9.0)


def test_a_withdrawal_leaves_nothing():
    s, _ = world(units=6)
    withdraw(s, 30.0)
    assert (s.units, s.kursk_clear_day) == (0, 30.0)


def test_withdrawing_from_nothing_clears_nothing():
    s, _ = world(units=0)
    withdraw(s, 30.0)
    assert math.isnan(s.kursk_clear_day)


def test_the_first_clearing_is_the_one_dated():
    s, p = world(units=1)
    withdraw(s, 30.0)
    offensive(s, p, 40.0, 500.0, 1.0)
    withdraw(s, 50.0)
    assert s.kursk_clear_day == 30.0


@pytest.mark.parametrize(("km2", "units"), [(1000.0, 16), (149.0, 7), (150.0, 8), (9000.0, 40)])
def test_an_offensive_takes_ground(km2, units):
    s, p = world({"kursk.unit_km2": 100.0}, units=6)
    offensive(s, p, 30.0, km2, 1.0)
    assert s.units == units


DERAIL = {"talks.derail_probability": 0.9, "talks.cool_off_days": 60.0, "trust.loss_per_breach": 0.5}


def test_an_offensive_derails_talks():
    s, p = world(DERAIL, kind=codes.TACIT, stage=3, trust_ukraine=0.4, trust_russia=0.4, trust_at=30.0)
    offensive(s, p, 30.0, 1000.0, 0.89)
    assert (s.stage, s.cool_until, s.result) == (codes.DORMANT, 90.0, codes.DERAILED)
    assert (s.trust_ukraine, s.trust_russia) == (pytest.approx(0.2), pytest.approx(0.4))
    assert (s.kind, s.tacit_end_day, s.tacit_end_cause) == (codes.NONE, 30.0, codes.SHOCK)


def test_an_offensive_may_fail_to_derail_and_then_takes_ground_only():
    s, p = world(DERAIL, kind=codes.TACIT, stage=3, trust_ukraine=0.4)
    offensive(s, p, 30.0, 1000.0, 0.9)
    assert (s.stage, s.cool_until, s.kind, s.trust_ukraine) == (3, 0.0, codes.TACIT, 0.4)


def test_a_shock_costs_no_stage_beyond_dormant_and_leaves_no_spell_without_a_moratorium():
    s, p = world(DERAIL, kind=codes.NONE, stage=2)
    offensive(s, p, 30.0, 1000.0, 0.1)
    assert s.stage == codes.DORMANT
    assert s.tacit_end_cause == 0
