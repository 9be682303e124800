"""Day 0 and the horizon: what a history starts with, and what its row says at the end."""

from __future__ import annotations

import math
import struct
from types import SimpleNamespace

import pytest

from sim.model import codes
from sim.model.fingerprint import MASK_63, fold_event, fold_tick, mix, words
from sim.model.moratorium import enter
from sim.model.row import finish, leave_row

from .world import world


def test_the_backlog_is_what_is_not_restored():
    destroyed = {"grid.destroyed_gw": 8.0, "grid.restored_share": 0.75, "grid.block_gw": 0.1, "grid.other_gw": 10.0}
    assert world(destroyed)[0].heavy == 20
    assert world({**destroyed, "grid.restored_share": 0.0, "grid.destroyed_gw": 17.0})[0].heavy == 100


def test_the_area_is_held_in_whole_units():
    assert world({"kursk.area_km2": 649.0, "kursk.unit_km2": 100.0})[0].units == 6
    assert world({"kursk.area_km2": 650.0, "kursk.unit_km2": 100.0})[0].units == 7


@pytest.mark.parametrize(("initial", "expires"), [("none", math.inf), ("tacit", math.inf), ("partial", 60.0)])
def test_a_formal_start_has_its_expiry(initial, expires):
    s, _ = world({"moratorium.initial": initial, "moratorium.terms.days": 60.0})
    assert s.expires == expires


@pytest.mark.parametrize(
    ("initial", "deal", "complete"), [("tacit", False, False), ("partial", True, False), ("complete", True, True)]
)
def test_a_start_under_a_deal_has_it_on_day_0(initial, deal, complete):
    s, _ = world({"moratorium.initial": initial})
    assert (s.first_deal_day == 0.0) == deal
    assert (s.first_complete_day == 0.0) == complete


def test_idle_refining_and_trust_start_as_the_file_says():
    s, _ = world({"refining.idle_at_start": 0.07, "trust.initial": 0.45})
    assert (s.idle, s.felt_idle, s.refining_idle_max) == (0.07, 0.07, 0.07)
    assert (s.trust_ukraine, s.trust_russia) == (0.45, 0.45)


def row_at(horizon, s, p):
    row = SimpleNamespace()
    finish(s, p, horizon)
    leave_row(s, row, horizon)
    return row


def test_what_is_in_force_at_the_horizon_is_censored():
    s, p = world(kind=codes.TACIT)
    row = row_at(100.0, s, p)
    assert row.tacit_end_cause == codes.IN_FORCE
    assert math.isnan(row.tacit_end_day)
    assert s.ended_cause == codes.IN_FORCE
    s, p = world(kind=codes.NONE)
    enter(s, p, 40.0, codes.COMPLETE)
    row = row_at(100.0, s, p)
    assert (row.deal_days, row.deal_end_cause, row.formal_days) == (60.0, codes.IN_FORCE, 60.0)


def test_the_mean_of_idle_refining_is_a_time_average():
    s, p = world({"refining.idle_at_start": 0.2, "refining.repair_days": 50.0})
    assert row_at(100.0, s, p).refining_idle_mean == pytest.approx(0.2 * 50.0 * (1.0 - math.exp(-2.0)) / 100.0)


def test_nothing_that_did_not_happen_has_a_day():
    row = row_at(10.0, *world({"moratorium.initial": "none"}))
    days = (
        "first_deal_day",
        "first_complete_day",
        "tacit_end_day",
        "deal_days",
        "broader_talks_day",
        "kursk_clear_day",
    )
    assert all(math.isnan(getattr(row, name)) for name in days)
    assert (row.first_deal_kind, row.tacit_end_cause, row.deal_end_cause) == (0, 0, 0)


def digest_after(**state):
    s, _ = world(None, **state)
    fold_event(s, codes.ROUND, 17, 3.5)
    return s.fingerprint


def test_the_fingerprint_sees_what_is_in_the_state():
    base = digest_after()
    for name, value in {
        "kind": 2, "stage": 3, "units": 5, "heavy": 7, "light": 0.1, "idle": 0.2, "trust_ukraine": 0.9,
        "trust_russia": 0.9, "fingerprint": 4,
    }.items():  # fmt: skip
        assert digest_after(**{name: value}) != base, name


@pytest.mark.parametrize("name", ["level_russia", "level_ukraine"])
def test_the_fingerprint_of_a_shift_sees_the_level(name):
    plain, other = world()[0], world(None, **{name: 0.5})[0]
    for s in (plain, other):
        fold_event(s, codes.SHIFT_BY_RUSSIA, 17, 3.5)
    assert plain.fingerprint != other.fingerprint


def test_the_fingerprint_sees_event_address_time_and_order():
    def digest(*events):
        s, _ = world()
        for event in events:
            fold_event(s, *event)
        return s.fingerprint

    one, two = (codes.ROUND, 17, 3.5), (codes.OFFENSIVE, 17, 3.5)
    assert (
        len({digest(one), digest(two), digest((4, 18, 3.5)), digest((4, 17, 3.6)), digest(one, two), digest(two, one)})
        == 6
    )
    assert all(0 <= digest(event) <= MASK_63 for event in (one, two))


def test_words_are_the_bits_of_floats_and_digests_stay_within_63():
    floats = (0.0, -1.0, 1e300, math.inf, math.pi)
    assert struct.pack("<5q", *words(*floats)) == struct.pack("<5d", *floats)
    assert 0 <= mix(MASK_63, MASK_63) <= MASK_63


@pytest.mark.parametrize("name", ["felt_outage", "felt_idle", "supply_gw", "demand_gw"])
def test_the_fingerprint_sees_what_a_day_was_like_and_a_tick_is_no_event(name):
    plain, other = world()[0], world(None, **{name: 1.0})[0]
    fold_tick(plain)
    fold_tick(other)
    assert plain.fingerprint != other.fingerprint
    assert plain.events == 0
