"""Breach, misreading, forgiveness, collapse: each mark decides what it should and nothing else."""

from __future__ import annotations

import pytest

from sim.model import codes
from sim.model.breach import (
    answers_to_breach,
    breach,
    collapse,
    explained,
    forgiven,
    incident,
    lose_trust,
    weight_in_window,
)
from sim.model.chance import poisson
from sim.model.clocks import happen

from .world import ALWAYS, NEVER, world

MISREAD = {"moratorium.hotline": 0.2, "moratorium.misread": 0.3, "moratorium.forgiveness": 0.0}


@pytest.mark.parametrize(
    ("explained", "misread", "breaches"),
    [(0.19, 0.1, 0), (0.2, 0.29, 1), (0.2, 0.3, 0), (0.9, 0.9, 0)],
)
def test_an_incident_is_a_breach_if_it_is_not_explained_and_misread(explained, misread, breaches):
    s, p = world(MISREAD, kind=codes.TACIT)
    incident(s, p, 5.0, codes.RUSSIA, (explained, misread, 0.5, 0.5), (ALWAYS, 0.5, ALWAYS, 0.5))
    assert (s.incidents, s.breaches) == (1, breaches)


@pytest.mark.parametrize(("mark", "breaches"), [(0.29, 0), (0.3, 1)])
def test_the_victim_may_forgive(mark, breaches):
    s, p = world({"moratorium.forgiveness": 0.3}, kind=codes.TACIT, trust_at=5.0)
    breach(s, p, 5.0, codes.UKRAINE, 1.0, (NEVER, mark, ALWAYS, 0.5))
    assert s.breaches == breaches
    assert (s.last_breach == 5.0) == bool(breaches)
    assert (s.trust_ukraine < 0.3) == bool(breaches)
    assert (s.other_answers > 0) == bool(breaches)


ANSWERS = {"strikes.reciprocity.ukraine_by_russia": 0.5, "strikes.reciprocity.russia_by_ukraine": 0.05}


@pytest.mark.parametrize(("author", "mean"), [(codes.RUSSIA, 0.5), (codes.UKRAINE, 0.05)])
def test_the_victim_answers_a_breach_with_its_own_reciprocity(author, mean):
    s, p = world({**ANSWERS, "moratorium.terms.graduated_response": 0.0}, kind=codes.PARTIAL)
    assert answers_to_breach(s, p, author) == mean
    s, p = world({**ANSWERS, "moratorium.terms.graduated_response": 1.0}, kind=codes.PARTIAL)
    assert answers_to_breach(s, p, author) == pytest.approx(0.3 * mean)
    s.kind = codes.TACIT  # no text, no ladder
    assert answers_to_breach(s, p, author) == mean


@pytest.mark.parametrize(("kind", "probability"), [(1, 0.4), (2, 0.7), (3, 0.7)])
def test_monitors_explain_under_a_text_and_a_hotline_without_one(kind, probability):
    s, p = world({"moratorium.hotline": 0.4, "moratorium.terms.monitoring": 0.7}, kind=kind)
    assert explained(s, p) == probability


@pytest.mark.parametrize(("weight", "probability"), [(1.0, 0.3), (2.0, 0.09), (8.0, 0.3**8)])
def test_every_unit_of_a_breach_must_be_forgiven(weight, probability):
    _, p = world({"moratorium.forgiveness": 0.3})
    assert forgiven(p, weight) == pytest.approx(probability)


WEIGHTS = {
    "moratorium.breach_weight.russian_wave": 4,
    "moratorium.breach_weight.refinery_strike": 3,
    "moratorium.breach_weight.incident": 2,
    "moratorium.forgiveness": 0.5,
    "moratorium.misread": 1.0,
    "moratorium.hotline": 0.0,
    "moratorium.terms.window_days": 14.0,
}


@pytest.mark.parametrize(
    ("clock", "weight"), [(codes.RUSSIAN_WAVE, 4), (codes.REFINERY_STRIKE, 3), (codes.INCIDENT_BY_UKRAINE, 2)]
)
def test_each_kind_of_breach_has_its_weight_in_the_window_and_in_forgiveness(clock, weight):
    for mark, breaches in ((0.5**weight - 1e-9, 0), (0.5**weight + 1e-9, 1)):
        s, p = world({**WEIGHTS, "moratorium.tacit.tolerance": weight}, kind=codes.TACIT)
        happen(clock, s, p, 5.0, (0.9, 0.9, 0.5, ALWAYS), (ALWAYS, mark, ALWAYS, 0.5))
        assert s.breaches == breaches
    assert s.kind == codes.TACIT
    assert weight_in_window(s, p, 6.0, 1.0) == weight + 1
    s, p = world({**WEIGHTS, "moratorium.tacit.tolerance": weight - 1}, kind=codes.TACIT)
    happen(clock, s, p, 5.0, (0.9, 0.9, 0.5, ALWAYS), (ALWAYS, NEVER, ALWAYS, 0.5))
    assert s.kind == codes.NONE


@pytest.mark.parametrize(("author", "russia", "ukraine"), [(codes.RUSSIA, 0.2, 0.4), (codes.UKRAINE, 0.4, 0.2)])
def test_a_breach_costs_trust_in_its_author(author, russia, ukraine):
    s, p = world({"trust.loss_per_breach": 0.5}, trust_russia=0.4, trust_ukraine=0.4, trust_at=5.0)
    lose_trust(s, p, 5.0, author)
    assert (s.trust_russia, s.trust_ukraine) == (pytest.approx(russia), pytest.approx(ukraine))


def days_of_breaches(days, **changes):
    """A tacit moratorium with unforgiven breaches by Russia on these days."""
    s, p = world({"moratorium.forgiveness": 0.0, "moratorium.tacit.tolerance": 2, **changes}, kind=codes.TACIT)
    for day in days:
        breach(s, p, day, codes.RUSSIA, 1.0, (ALWAYS, 0.5, 0.9, 0.5))
    return s, p


def test_as_many_breaches_as_tolerated_are_borne():
    s, _ = days_of_breaches([1.0, 2.0])
    assert s.kind == codes.TACIT


def test_more_breaches_than_tolerated_end_a_moratorium():
    s, _ = days_of_breaches([1.0, 2.0, 3.0])
    assert (s.kind, s.tacit_end_day, s.tacit_end_cause) == (codes.NONE, 3.0, codes.BREACH)
    assert s.result == codes.COLLAPSED


def test_old_breaches_leave_the_window():
    s, _ = days_of_breaches([1.0, 2.0, 15.5, 17.0], **{"moratorium.terms.window_days": 14.0})
    assert s.kind == codes.TACIT


def test_a_breach_counts_in_a_window_of_no_days():
    s, _ = days_of_breaches([1.0], **{"moratorium.terms.window_days": 0.0, "moratorium.tacit.tolerance": 0})
    assert s.kind == codes.NONE


def test_a_window_set_longer_reaches_back_to_all_breaches_of_the_kind():
    s, p = days_of_breaches([1.0, 11.0], **{"moratorium.terms.window_days": 7.0})
    p.assign("moratorium.terms.window_days", 60.0)
    breach(s, p, 21.0, codes.RUSSIA, 1.0, (ALWAYS, 0.5, 0.9, 0.5))
    assert s.kind == codes.NONE


def test_the_window_remembers_a_thousand_and_bears_more():
    s, p = world({"moratorium.terms.window_days": 3650.0}, kind=codes.TACIT, breach_count=codes.WINDOW_MEMORY)
    s.breach_times = [1.0] * codes.WINDOW_MEMORY
    s.breach_weights = [3.0] * codes.WINDOW_MEMORY
    assert weight_in_window(s, p, 2.0, 1.0) == codes.WINDOW_MEMORY  # so that no tolerance of as much is ever reached
    p.assign("moratorium.terms.window_days", 0.5)
    assert weight_in_window(s, p, 2.1, 1.0) == 2  # the last of them are remembered, not the first


@pytest.mark.parametrize(("author", "mean"), [(codes.RUSSIA, 3.0), (codes.UKRAINE, 5.0)])
def test_a_collapse_is_followed_by_the_victims_retaliation_and_a_cooling_off(author, mean):
    retaliation = {f"moratorium.collapse_retaliation.{side}": n for side, n in (("ukraine", 3.0), ("russia", 5.0))}
    s, p = world({**retaliation, "talks.cool_off_days": 60.0}, kind=codes.PARTIAL, stage=2)
    collapse(s, p, 10.0, author, 0.9)
    assert s.collapse_answers == poisson(mean, 0.9) > 0
    assert (s.kind, s.cool_until, s.deal_end_cause, s.stage) == (codes.NONE, 70.0, codes.BREACH, 1)


def test_a_collapse_of_a_tacit_understanding_cools_off_too():
    s, p = world({"talks.cool_off_days": 60.0}, kind=codes.TACIT)
    collapse(s, p, 10.0, codes.UKRAINE, 0.5)
    assert s.cool_until == 70.0


def test_a_cooling_off_is_never_shortened():
    s, p = world({"talks.cool_off_days": 60.0}, kind=codes.TACIT, cool_until=100.0)
    collapse(s, p, 10.0, codes.RUSSIA, 0.5)
    assert s.cool_until == 100.0
