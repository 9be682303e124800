"""Kinds and terms: how one begins, is renewed, is replaced and ends; tacit understandings and broader talks."""

from __future__ import annotations

import math

import pytest

from sim.model import codes
from sim.model.chance import logistic
from sim.model.moratorium import (
    broader_rate,
    broader_talks,
    call_off,
    end,
    end_formal_with_setback,
    enter,
    expiry,
    sign,
    tacit_forms,
    tacit_rate,
)
from sim.model.willingness import log_odds_russia, log_odds_ukraine, willing_russia, willing_ukraine

from .world import ALWAYS, NEVER, world


def test_a_new_kind_has_its_own_since_renewals_and_empty_window():
    s, p = world(renewals=3, breach_count=2, last_breach=7.0)
    enter(s, p, 10.0, codes.PARTIAL)
    assert (s.kind, s.since, s.renewals, s.breach_count, s.last_breach) == (codes.PARTIAL, 10.0, 0, 0, 7.0)


def test_a_formal_deal_has_a_term_and_a_tacit_one_none():
    s, p = world({"moratorium.terms.days": 60.0})
    enter(s, p, 10.0, codes.PARTIAL)
    assert s.expires == 70.0
    enter(s, p, 20.0, codes.TACIT)
    assert math.isinf(s.expires)


def test_endless_terms_do_not_expire():
    s, p = world({"moratorium.terms.days": None})
    enter(s, p, 10.0, codes.COMPLETE)
    assert math.isinf(s.expires)


def test_trust_is_settled_under_the_old_kind():
    s, p = world(kind=codes.NONE, trust_ukraine=0.9, trust_russia=0.9)
    enter(s, p, 30.0, codes.COMPLETE)
    assert s.trust_at == 30.0
    assert s.trust_russia == pytest.approx(0.3 + 0.6 * math.exp(-30.0 / 90.0))


@pytest.mark.parametrize(
    ("cause", "dated"),
    [(codes.BREACH, True), (codes.SHOCK, True), (codes.EVENT, True), (codes.SIGNED, False)],
)
def test_all_but_a_signature_date_the_end_of_the_first_tacit_spell(cause, dated):
    s, p = world(kind=codes.TACIT)
    end(s, p, 12.0, cause)
    assert s.tacit_end_cause == cause
    assert (s.tacit_end_day == 12.0) == dated
    assert math.isnan(s.tacit_end_day) != dated


def test_the_first_tacit_spell_is_the_one_reported():
    s, p = world(kind=codes.TACIT)
    end(s, p, 12.0, codes.BREACH)
    enter(s, p, 20.0, codes.TACIT)
    end(s, p, 25.0, codes.SHOCK)
    assert (s.tacit_end_day, s.tacit_end_cause) == (12.0, codes.BREACH)


def test_the_first_formal_spell_is_reported_and_all_are_summed():
    s, p = world(kind=codes.NONE)
    for begin, over, cause in ((10.0, 15.0, codes.EXPIRED), (20.0, 50.0, codes.BREACH)):
        enter(s, p, begin, codes.PARTIAL)
        end(s, p, over, cause)
    assert (s.deal_days, s.deal_end_cause, s.formal_days) == (5.0, codes.EXPIRED, 35.0)


def test_what_ends_leaves_no_moratorium_and_a_spell():
    s, p = world(kind=codes.COMPLETE, since=4.0)
    end(s, p, 9.0, codes.SHOCK)
    assert s.kind == codes.NONE
    assert (s.ended_kind, s.ended_since, s.ended_cause) == (codes.COMPLETE, 4.0, codes.SHOCK)


def test_a_failed_formal_deal_sets_talks_back_and_a_tacit_one_does_not():
    s, p = world({"talks.setback_on_end": 2}, kind=codes.PARTIAL, stage=3)
    end_formal_with_setback(s, p, 9.0, codes.BREACH)
    assert s.stage == 1
    s, p = world({"talks.setback_on_end": 2}, kind=codes.TACIT, stage=3)
    end_formal_with_setback(s, p, 9.0, codes.BREACH)
    assert s.stage == 3


def test_a_setback_ends_at_dormant():
    s, p = world({"talks.setback_on_end": 3}, kind=codes.PARTIAL, stage=1)
    end_formal_with_setback(s, p, 9.0, codes.EXPIRED)
    assert s.stage == codes.DORMANT


def test_a_signature_replaces_a_tacit_understanding():
    s, p = world(kind=codes.TACIT)
    sign(s, p, 8.0, codes.PARTIAL)
    assert (s.tacit_end_cause, s.ended_kind, s.ended_cause) == (codes.SIGNED, codes.TACIT, codes.SIGNED)
    assert (s.kind, s.first_deal_day, s.first_deal_kind) == (codes.PARTIAL, 8.0, codes.PARTIAL)
    assert math.isnan(s.first_complete_day)


def test_an_upgrade_ends_the_partial_spell_and_dates_the_complete_deal():
    s, p = world(kind=codes.NONE)
    sign(s, p, 8.0, codes.PARTIAL)
    sign(s, p, 20.0, codes.COMPLETE)
    assert (s.deal_days, s.deal_end_cause) == (12.0, codes.UPGRADE)
    assert (s.first_deal_day, s.first_deal_kind, s.first_complete_day) == (8.0, codes.PARTIAL, 20.0)


def test_the_first_complete_deal_keeps_its_day():
    s, p = world(kind=codes.NONE)
    for day in (8.0, 30.0):
        sign(s, p, day, codes.COMPLETE)
        end(s, p, day + 5.0, codes.EXPIRED)
    assert s.first_complete_day == 8.0


def in_force(**changes):
    """A partial deal at the end of its first term, and both log-odds then."""
    s, p = world({"moratorium.terms.days": 60.0, **changes}, kind=codes.PARTIAL, stage=3)
    return s, p, log_odds_ukraine(s, p, 60.0), log_odds_russia(s, p, 60.0)


def test_a_renewal_needs_both_with_the_bonus():
    bonus = {"moratorium.terms.renewal_bonus": 1.5, "willingness.signature": 0.2, "moratorium.terms.monitoring": 0.0}
    bonus |= {"willingness.duration": 0.6, "willingness.intrusion": 9.0}  # a price of 0.2 + 0.3 for 60 days
    for ukraine_shift, russia_shift, renewed in ((-1e-9, -1e-9, 1), (1e-9, -1e-9, 0), (-1e-9, 1e-9, 0)):
        s, p, ukraine, russia = in_force(**bonus)
        expiry(s, p, 60.0, logistic(ukraine + 1.0) + ukraine_shift, logistic(russia + 1.0) + russia_shift)
        assert s.renewals == renewed
        assert s.expires == (120.0 if renewed else math.inf)
        assert s.kind == (codes.PARTIAL if renewed else codes.NONE)


def test_renewals_are_limited_and_what_is_not_renewed_ends_by_expiry_with_a_setback():
    s, p, _, _ = in_force(**{"moratorium.terms.max_renewals": 2})
    s.renewals = 2
    expiry(s, p, 60.0, ALWAYS, ALWAYS)
    assert (s.kind, s.deal_end_cause, s.stage, s.result) == (codes.NONE, codes.EXPIRED, 2, codes.ENDED)


def test_each_expiry_has_its_own_ordinal():
    s, p, _, _ = in_force()
    expiry(s, p, 60.0, ALWAYS, ALWAYS)
    expiry(s, p, 120.0, NEVER, NEVER)
    assert s.expiries == 2


@pytest.mark.parametrize("kind", [codes.TACIT, codes.PARTIAL, codes.COMPLETE])
def test_what_the_scenario_ends_ends_without_cooling_off_or_setback(kind):
    s, p = world(kind=kind, stage=3)
    call_off(s, p, 12.0)
    assert (s.kind, s.stage, s.cool_until) == (codes.NONE, 3, 0.0)
    assert (s.ended_kind, s.ended_cause) == (kind, codes.EVENT)
    assert (s.tacit_end_day == 12.0) == (kind == codes.TACIT)


def test_where_nothing_is_in_force_nothing_ends():
    s, p = world(kind=codes.NONE)
    call_off(s, p, 12.0)
    assert s.ended_kind == 0


def test_a_tacit_understanding_needs_both_and_waits():
    s, p = world({"moratorium.tacit_formation_per_day": 0.01}, kind=codes.NONE, cool_until=10.0)
    assert tacit_rate(s, p, 9.9) == 0.0
    expected = 4.0 * 0.01 * willing_ukraine(s, p, 11.0) * willing_russia(s, p, 11.0)
    assert tacit_rate(s, p, 11.0) == pytest.approx(expected)


@pytest.mark.parametrize("kind", [codes.TACIT, codes.PARTIAL, codes.COMPLETE])
def test_nothing_tacit_forms_under_a_moratorium(kind):
    s, p = world(kind=kind)
    assert tacit_rate(s, p, 0.0) == 0.0


def test_what_forms_is_tacit():
    s, p = world(kind=codes.NONE)
    tacit_forms(s, p, 3.0)
    assert (s.kind, s.since) == (codes.TACIT, 3.0)
    assert math.isinf(s.expires)


HOLD = {"broader_talks.hold_days": 45.0, "broader_talks.per_day": 0.1, "demands.gap": 0.8}


@pytest.mark.parametrize(("kind", "open_"), [(0, False), (1, False), (2, True), (3, True)])
def test_only_a_formal_deal_opens_broader_talks(kind, open_):
    s, p = world(HOLD, kind=kind)
    assert (broader_rate(s, p, 100.0) > 0.0) == open_


def test_broader_talks_wait_until_a_deal_has_held_since_its_start_or_the_last_breach():
    s, p = world(HOLD, kind=codes.PARTIAL, since=10.0)
    assert broader_rate(s, p, 54.9) == 0.0
    assert broader_rate(s, p, 55.0) > 0.0
    s.last_breach = 20.0
    assert broader_rate(s, p, 64.9) == 0.0
    assert broader_rate(s, p, 65.0) > 0.0


def test_the_gap_and_the_lower_trust_decide():
    s, p = world(HOLD, kind=codes.PARTIAL, trust_ukraine=0.2, trust_russia=0.6, trust_at=50.0)
    assert broader_rate(s, p, 50.0) == pytest.approx(0.1 * logistic(2.0 * (0.2 - 0.8)))
    relaxed = 0.7 - 0.5 * math.exp(-30.0 / 90.0)
    assert broader_rate(s, p, 80.0) == pytest.approx(0.1 * logistic(2.0 * (relaxed - 0.8)))


def test_broader_talks_open_once():
    s, p = world(HOLD, kind=codes.PARTIAL)
    broader_talks(s, 60.0)
    assert s.broader_talks_day == 60.0
    assert broader_rate(s, p, 100.0) == 0.0
