"""What a scenario's own events do: they sign, end, set the stage and strike, and leave the rest alone."""

from __future__ import annotations

import math

import pytest

from sim.model import codes
from sim.model.scheduled import act

from .world import ALWAYS, NEVER, world

MARKS = ((0.5,) * 4, (NEVER, 0.5, 0.5, ALWAYS), (ALWAYS, NEVER, ALWAYS, 0.5))


@pytest.mark.parametrize("kind", [codes.PARTIAL, codes.COMPLETE])
@pytest.mark.parametrize(("before", "cause"), [(0, 0), (1, codes.SIGNED), (2, codes.UPGRADE), (3, codes.UPGRADE)])
def test_a_signature_comes_into_force_whatever_the_talks(before, kind, cause):
    s, p = world({"moratorium.terms.days": 30}, kind=before, stage=codes.DORMANT, cool_until=90.0)
    act(s, p, 20.0, codes.SIGN, kind, 0.0, MARKS)
    assert (s.kind, s.since, s.expires) == (kind, 20.0, 50.0)
    assert (s.stage, s.cool_until) == (codes.DORMANT, 90.0)
    assert (s.ended_kind, s.ended_cause) == (before, cause)
    assert (s.first_deal_day, s.first_deal_kind) == (20.0, kind)
    assert (s.first_complete_day == 20.0) == (kind == codes.COMPLETE)


def test_an_end_ends_what_is_in_force():
    s, p = world(kind=codes.COMPLETE, stage=3)
    act(s, p, 20.0, codes.END, 0, 0.0, MARKS)
    assert (s.kind, s.stage, s.cool_until, s.deal_end_cause) == (codes.NONE, 3, 0.0, codes.EVENT)
    assert math.isinf(s.expires)


def test_a_stage_is_set():
    s, p = world(stage=codes.CONTACTS)
    act(s, p, 20.0, codes.STAGE, codes.DRAFTING, 0.0, MARKS)
    assert s.stage == codes.DRAFTING


@pytest.mark.parametrize(("action", "waves", "strikes"), [(codes.RUSSIAN_WAVE, 1, 0), (codes.REFINERY_STRIKE, 0, 1)])
def test_a_strike_counts_whatever_the_restraint_and_its_scope_decides_what_it_is(action, waves, strikes):
    for scope, breaches in ((0.1, 0), (0.9, 1)):
        s, p = world(
            {"moratorium.partial.restraint.russia": 0.0, "moratorium.partial.tolerance": 99}, kind=codes.PARTIAL
        )
        act(s, p, 20.0, action, 0, 0.0, (MARKS[0], (scope, 0.5, 0.5, ALWAYS), MARKS[2]))
        assert (s.russian_waves, s.refinery_strikes, s.breaches) == (waves, strikes, breaches)
        assert (s.russian_answers, s.ukrainian_answers) == (0, 0)
