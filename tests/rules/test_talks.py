"""Rounds: when they come, how two answers move the stage, what is signed."""

from __future__ import annotations

import pytest

from sim.model import codes
from sim.model.chance import logistic
from sim.model.talks import break_rate, round_rate, signature, talks_break, talks_round
from sim.model.willingness import log_odds_russia, log_odds_ukraine, price

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


PRICES = {"willingness.signature": 1.0, "willingness.intrusion": 0.0, "willingness.duration": 0.0}


@pytest.mark.parametrize("who", [0, 1])
def test_near_agreement_each_must_say_yes_to_the_text_too_with_the_same_mark(who):
    for priced, stands in ((1.0 + 1e-9, codes.COMPLETE), (1.0 - 1e-9, codes.TACIT)):
        s, p = world({**OPEN, **PRICES}, stage=codes.NEAR_AGREED)
        odds = (log_odds_ukraine, log_odds_russia)[who](s, p, 5.0)
        marks = [ALWAYS, ALWAYS, 0.5, 0.5]
        marks[who] = logistic(odds - priced)
        talks_round(s, p, 5.0, tuple(marks))
        assert (s.kind, s.stage) == (stands, codes.NEAR_AGREED)
    assert s.result == codes.TERMS_REFUSED


def test_before_there_is_a_text_it_costs_nothing():
    s, p = world({**PRICES, "willingness.signature": 20.0}, stage=codes.CONTACTS)
    mark = logistic(log_odds_ukraine(s, p, 0.0)) - 1e-9
    talks_round(s, p, 0.0, (mark, ALWAYS, 0.5, 0.5))
    assert (s.stage, s.result) == (codes.DRAFTING, codes.BOTH_YES)


def test_the_price_of_a_text():
    terms = {f"moratorium.terms.{name}": value for name, value in (("monitoring", 0.5), ("graduated_response", 0.25))}
    prices = {"willingness.signature": 1.5, "willingness.intrusion": 0.4, "willingness.duration": 0.6}
    for days, duration in ((60.0, 0.3), (180.0, 0.45), (None, 0.6)):
        _, p = world({**terms, **prices, "moratorium.terms.days": days})
        assert price(p) == pytest.approx(1.5 + 0.4 * 0.75 + duration)


@pytest.mark.parametrize(
    ("stage", "kind", "breaks"), [(0, 0, False), (1, 0, True), (3, 1, True), (2, 2, False), (3, 3, False)]
)
def test_talks_break_while_under_way_and_without_a_formal_deal(stage, kind, breaks):
    s, p = world({"talks.break_per_day": 0.01}, stage=stage, kind=kind)
    assert break_rate(s, p) == (0.01 if breaks else 0.0)


def test_a_break_leaves_everything_but_the_stage():
    s, p = world(stage=codes.NEAR_AGREED, kind=codes.TACIT)
    talks_break(s)
    assert (s.stage, s.kind, s.cool_until, s.trust_russia) == (codes.DORMANT, codes.TACIT, 0.0, p.trust_initial)


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
