"""Stages of talks are a Markov chain when willingness is constant (docs/model.md, "Willingness, rounds, ...").

False-alarm rate of each comparison: 6.3e-5 (four standard errors, `errors`).
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.linalg import expm

from sim.model.codes import COMPLETE

from .errors import check_share
from .runs import NO_MORATORIUM, NO_STRIKES, NO_WEIGHTS
from .runs import run_plain as run

UKRAINE, RUSSIA = 0.4, -0.5  # log-odds
ROUND_DAYS = 9.0
CONSTANT = {
    **NO_MORATORIUM,
    **NO_STRIKES,
    **NO_WEIGHTS,
    "willingness.ukraine": UKRAINE,
    "willingness.russia": RUSSIA,
    "talks.round_days": ROUND_DAYS,
    "moratorium.terms.days": None,
    "moratorium.incidents_per_day": 0,
    "grid.destroyed_gw": 0,
}


def logistic(x):
    return 1 / (1 + math.exp(-x))


def chain(days, start):
    """Chances of dormant, contacts, drafting, near_agreed and signed after `days`."""
    yes, no = logistic(UKRAINE) * logistic(RUSSIA), (1 - logistic(UKRAINE)) * (1 - logistic(RUSSIA))
    generator = np.zeros((5, 5))
    for stage in range(4):
        generator[stage, stage + 1] = yes / ROUND_DAYS
        if stage > 0:
            generator[stage, stage - 1] = no / ROUND_DAYS
    generator -= np.diag(generator.sum(axis=1))
    return expm(generator * days)[start]


@pytest.mark.parametrize("start", ["dormant", "drafting"])
def test_with_the_gate_open_stages_follow_their_chain(start):
    stages = ("dormant", "contacts", "drafting", "near_agreed")
    settings = {**CONSTANT, "kursk.area_km2": 0, "talks.stage": start, "horizon_days": 120}
    made = run(settings, 6000, days=True)
    for days in (30, 120):
        expected = chain(days, stages.index(start))
        signed = made.rows["first_deal_day"] <= days
        check_share(signed, expected[4], f"signed by day {days}")
        for stage in range(4):
            there = (made.daily["stage"][:, days - 1] == stage) & ~signed
            check_share(there, expected[stage], f"{stages[stage]} on day {days}")
    assert (made.rows["first_deal_kind"][made.rows["first_deal_day"] > 0] == COMPLETE).all()


def test_nothing_complete_is_signed_behind_a_strict_gate_that_nothing_opens():
    settings = {
        "kursk.precondition.strictness": 1,
        "kursk.loss_per_day": 0,
        "kursk.area_km2": 600,
        "talks.stage": "near_agreed",
        "talks.partial_fallback": 0.5,
    }
    rows = run(settings, 2000).rows
    assert np.isnan(rows["first_complete_day"]).all()
    assert (rows["first_deal_kind"] != COMPLETE).all()
    assert (rows["first_deal_kind"] > 0).mean() > 0.2  # signature was tried, and partial deals were signed


@pytest.mark.parametrize(("strictness", "fallback"), [(0.6, 0.3), (0.9, 0.0)])
def test_what_is_signed_behind_a_shut_gate_follows_strictness_and_fallback(strictness, fallback):
    """The first signature is complete with odds (1 - strictness) : strictness * fallback."""
    settings = {
        **CONSTANT,
        "kursk.area_km2": 600,
        "kursk.loss_per_day": 0,
        "kursk.precondition.strictness": strictness,
        "talks.partial_fallback": fallback,
        "talks.stage": "near_agreed",
        "horizon_days": 200,
    }
    rows = run(settings, 4000).rows
    signed = rows[~np.isnan(rows["first_deal_day"])]
    complete = (1 - strictness) / (1 - strictness + strictness * fallback)
    if fallback == 0.0:
        assert (signed["first_deal_kind"] == COMPLETE).all()
    else:
        check_share(signed["first_deal_kind"] == COMPLETE, complete)
