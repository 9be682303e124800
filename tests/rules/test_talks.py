"""Rounds: when they come, how two answers move the stage, what is signed."""

from __future__ import annotations

import pytest

from sim.model import codes
from sim.model.talks import round_rate, signature, talks_round

from .world import ALWAYS, NEVER, world

OPEN = {"kursk.precondition.tolerated_km2": 4000.0}


def test_rounds_come_at_their_own_pace():
    s, p = world({"talks.round_days": 20.0})
    assert round_rate(s, p, 0.0) == 1.0 / 20.0


def test_no_channel_no_rounds():
    s, p = world({"talks.channel_open": False})
    assert round_rate(s, p, 0.0) == 0.0


def test_rounds_wait_while_the_sides_cool_off():
    s, p = world(cool_until=30.0)
    assert round_rate(s, p, 29.9) == 0.0
    assert round_rate(s, p, 30.0) > 0.0


@pytest.mark.parametrize(("kind", "rounds"), [(0, True), (1, True), (2, True), (3, False)])
def test_no_rounds_under_a_complete_deal(kind, rounds):
    s, p = world(kind=kind)
    assert (round_rate(s, p, 0.0) > 0.0) == rounds


@pytest.mark.parametrize(
    ("ukraine", "russia", "stage", "result"),
    [
        (ALWAYS, ALWAYS, 2, codes.BOTH_YES),
        (ALWAYS, NEVER, 1, codes.ONE_NO),
        (NEVER, ALWAYS, 1, codes.ONE_NO),
        (NEVER, NEVER, 0, codes.BOTH_NO),
    ],
)
def test_two_answers_move_the_stage(ukraine, russia, stage, result):
    s, p = world(stage=codes.CONTACTS)
    talks_round(s, p, 0.0, (ukraine, russia, 0.5, 0.5))
    assert (s.stage, s.result) == (stage, result)


def test_dormant_talks_do_not_fall_further():
    s, p = world(stage=codes.DORMANT)
    talks_round(s, p, 0.0, (NEVER, NEVER, 0.5, 0.5))
    assert s.stage == codes.DORMANT


def test_two_yeses_when_nearly_agreed_come_to_signature():
    s, p = world(OPEN, stage=codes.NEAR_AGREED)
    talks_round(s, p, 5.0, (ALWAYS, ALWAYS, 0.5, 0.5))
    assert (s.kind, s.first_deal_day, s.stage) == (codes.COMPLETE, 5.0, codes.NEAR_AGREED)


def test_an_open_gate_lets_a_complete_deal_be_signed_however_strict():
    s, p = world({**OPEN, "kursk.precondition.strictness": 1.0})
    signature(s, p, 0.0, ALWAYS, NEVER)
    assert (s.kind, s.result) == (codes.COMPLETE, codes.SIGNED_COMPLETE)


@pytest.mark.parametrize(("mark", "kind"), [(0.89, codes.TACIT), (0.9, codes.COMPLETE)])
def test_strictness_gates_the_complete_kind(mark, kind):
    s, p = world({"kursk.precondition.strictness": 0.9})
    signature(s, p, 0.0, mark, NEVER)
    assert s.kind == kind


@pytest.mark.parametrize(("mark", "kind"), [(0.24, codes.PARTIAL), (0.25, codes.TACIT)])
def test_a_partial_deal_is_the_fallback(mark, kind):
    s, p = world({"kursk.precondition.strictness": 1.0, "talks.partial_fallback": 0.25})
    signature(s, p, 0.0, 0.5, mark)
    assert s.kind == kind


def test_no_second_partial_deal_but_an_upgrade():
    s, p = world({"kursk.precondition.strictness": 1.0}, kind=codes.PARTIAL)
    signature(s, p, 3.0, 0.5, ALWAYS)
    assert (s.kind, s.since, s.result) == (codes.PARTIAL, 0.0, codes.GATE_SHUT)
    s.units = 0
    signature(s, p, 4.0, 0.5, ALWAYS)
    assert (s.kind, s.since) == (codes.COMPLETE, 4.0)
