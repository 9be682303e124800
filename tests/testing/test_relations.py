"""Relations that hold in the shipped scenarios with all feedback on, stated with the plugin that users have.

Those of the model with parts switched off are in `tests/model`; here the assertions themselves are at work.
"""

import pytest

from sim.testing import (
    assert_decreases,
    assert_identical,
    assert_increases,
    assert_mean_between,
    assert_never_earlier,
    assert_never_higher,
    assert_never_lower,
    assert_share_between,
)

NO_FEEDBACK = {"willingness.pain": 0, "willingness.advantage": 0}


@pytest.mark.parametrize("scenario", ["baseline", "strong_mediator", "near_agreement_aug2024", "withdrawal_for_a_deal"])
def test_a_stricter_precondition_never_brings_a_complete_deal_forward(histories, scenario):
    lax, strict = histories.variants(scenario, {"kursk.precondition.strictness": [0.2, 1.0]}, n=300)
    assert_never_earlier(lax, strict, "first_complete_day")


@pytest.mark.parametrize("scenario", ["strong_mediator", "kursk_withdrawal"])
def test_a_longer_hold_never_brings_broader_talks_forward(histories, scenario):
    short, long = histories.variants(scenario, {"broader_talks.hold_days": [20, 90]}, n=300)
    assert_never_earlier(short, long, "broader_talks_day")


def test_demand_never_lowers_and_imports_never_raise_what_is_unserved(histories):
    low, high = histories.pair("baseline", NO_FEEDBACK, NO_FEEDBACK | {"grid.demand_mean_gw": 14.7}, n=300)
    assert_never_lower(low, high, "unserved_gwh")
    few, many = histories.pair("baseline", NO_FEEDBACK, NO_FEEDBACK | {"grid.nuclear_gw": 7.8}, n=300)
    assert_never_higher(few, many, "unserved_gwh")


def test_with_no_linkage_the_gap_of_demands_changes_nothing_but_broader_talks(histories):
    narrow, wide = histories.variants("strong_mediator", {"demands.gap": [0, 1], "demands.linkage": [0]}, n=300)
    assert_identical(narrow, wide, ["first_deal_day", "unserved_gwh", "russian_waves", "formal_days"])
    assert_never_earlier(narrow, wide, "broader_talks_day")


def test_on_average_a_mediator_brings_deals_and_demands_push_them_away(histories):
    weak, strong = histories.variants("baseline", {"talks.mediator": [0, 1]}, n=1000)
    assert_increases(weak, strong, "first_deal_day", within=365, by=0.2)
    modest, maximal = histories.variants("baseline", {"demands.gap": [0, 1]}, n=1000)
    assert_decreases(modest, maximal, "first_deal_day", within=180, by=0.02)


def test_on_average_temptation_and_misreading_end_tacit_understandings(histories):
    calm, tempted = histories.variants("baseline", {"moratorium.temptation.russia": [0, 2]}, n=1000)
    assert_increases(calm, tempted, "tacit_end_day", within=180, by=0.02)
    clear, misread = histories.variants("baseline", {"moratorium.misread": [0, 0.6]}, n=1000)
    assert_increases(clear, misread, "tacit_end_day", within=180)


def test_the_baseline_is_where_the_prior_puts_it(histories):
    """P(formal deal within 180 days) is about 0.08 by construction of the prior."""
    baseline = histories.run("baseline", n=1000)
    assert_share_between(baseline, "first_deal_day", 0.05, 0.11, within=180)
    assert_mean_between(baseline, "refining_idle_mean", 0.02, 0.12)
