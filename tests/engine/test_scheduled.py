"""Events of a scenario in whole histories, on both engines: signatures, ends, stages, strikes."""

from __future__ import annotations

import pytest

from sim.model import codes
from sim.scenario import load

from .same import assert_engines_agree
from .test_ties import QUIET

SURE = {"moratorium.terms.renewal_bonus": 50, "moratorium.initial": "none"}


def run(*events, count=3, **changes):
    scenario = load({"extends": "baseline", "inherit_events": False, "events": list(events)}, {**QUIET, **changes})
    return assert_engines_agree(scenario, count, seed=1)


def test_the_terms_of_a_signature_hold_for_this_deal_and_all_later_ones():
    made = run(
        {"day": 5, "sign": {"kind": "complete", "days": 10, "max_renewals": 2}},
        {"day": 60, "sign": {"kind": "partial"}},
        **SURE,
    )
    one = made.spells[made.spells["replicate"] == 0]
    assert one["start"].tolist() == [5.0, 60.0]
    assert one["end"].tolist() == [35.0, 90.0]
    assert one["cause"].tolist() == [codes.EXPIRED, codes.EXPIRED]
    assert made.rows["first_deal_day"].tolist() == [5.0] * 3
    assert made.rows["first_complete_day"].tolist() == [5.0] * 3


def test_an_end_closes_the_spell_and_its_term():
    made = run({"day": 5, "sign": {"kind": "complete", "days": 30}}, {"day": 20, "end": True}, **SURE)
    assert made.spells["end"].tolist() == [20.0] * 3
    assert made.spells["cause"].tolist() == [codes.EVENT] * 3
    assert made.rows["deal_days"].tolist() == [15.0] * 3
    assert codes.EXPIRY not in made.log["what"]


def test_a_tacit_spell_that_the_scenario_ends_has_its_day():
    made = run({"day": 20, "end": True}, **{"moratorium.initial": "tacit"})
    assert made.rows["tacit_end_day"].tolist() == [20.0] * 3
    assert made.rows["tacit_end_cause"].tolist() == [codes.EVENT] * 3


def test_a_stage_that_is_set_sets_off_what_waits_for_it():
    made = run({"day": 20, "stage": "drafting"}, {"when": {"stage": "drafting"}, "after_days": 2, "withdraw": True})
    assert made.log["day"].tolist() == [20.0, 22.0] * 3


def test_strikes_count_each_by_itself_and_have_answers():
    each = dict.fromkeys((f"strikes.reciprocity.{name}" for name in ("russia_by_russia", "ukraine_by_ukraine")), 0)
    answers = {**each, "strikes.reciprocity.russia_by_ukraine": 0, "strikes.reciprocity.memory_days": 1.0}
    answers["strikes.reciprocity.ukraine_by_russia"] = 1.0
    strikes = [{"day": 20, "strike": "russia"}] * 3 + [{"day": 20, "strike": "ukraine"}]
    made = run(*strikes, count=40, **answers, **{"moratorium.initial": "none"})
    roots = made.log[made.log["parent"] == -1]
    for side, count in ((codes.RUSSIAN_WAVE, 3), (codes.REFINERY_STRIKE, 1)):
        assert ((roots["what"] == side).sum()) == count * 40
    dated = roots[(roots["day"] == 20.0) & (roots["what"] <= codes.REFINERY_STRIKE)]
    assert len(set(dated["address"].tolist())) == 4  # one address for each, the same in all histories
    assert made.rows["ukrainian_answers"].mean() == pytest.approx(3.0, abs=1.0)
    lights = dated["light"][dated["replicate"] == 0]
    assert len(set(lights.tolist())) == 3  # each has marks of its own


def test_a_strike_keeps_its_luck_whatever_else_the_scenario_says():
    alone = run({"day": 20, "strike": "russia"}, **{"moratorium.initial": "none"})
    more = run({"day": 10, "withdraw": True}, {"day": 20, "strike": "russia"}, **{"moratorium.initial": "none"})
    pick = [made.log[made.log["what"] == codes.RUSSIAN_WAVE] for made in (alone, more)]
    assert (pick[0]["address"] == pick[1]["address"]).all()
    assert (pick[0]["light"] == pick[1]["light"]).all()
