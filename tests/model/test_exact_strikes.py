"""Strike counts in open war have means that can be written down (docs/model.md, "Clocks").

False-alarm rate of each comparison: 6.3e-5 (four standard errors, `errors`).
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.linalg import expm

from .errors import check_mean, check_variance
from .runs import FLAT_RATES, NO_ANSWERS, OPEN_WAR
from .runs import run_plain as run

N = 4000
DAYS = 200
RATES = {"strikes.russia.per_day": 0.03, "strikes.ukraine.per_day": 0.2}


def test_without_answers_strikes_are_poisson():
    rows = run({**OPEN_WAR, **NO_ANSWERS, **FLAT_RATES, **RATES, "horizon_days": DAYS}, N).rows
    for column, rate in (("russian_waves", 0.03), ("refinery_strikes", 0.2)):
        check_mean(rows[column], rate * DAYS, column)
        check_variance(rows[column], rate * DAYS, column)  # a Poisson count has its mean as its variance
    assert not rows["russian_answers"].any()
    assert not rows["ukrainian_answers"].any()


@pytest.mark.parametrize(("days", "pull"), [(100, 2.0), (365, 1.0)])
def test_winter_pull_raises_waves_by_the_integral_of_the_cold(days, pull):
    rows = run({**OPEN_WAR, **NO_ANSWERS, **RATES, "strikes.russia.winter_pull": pull, "horizon_days": days}, N).rows
    coldest = 82  # days from 30 October 2024 to 20 January 2025
    factor, _ = quad(
        lambda t: 1.0 + pull * max(0.0, math.cos(2.0 * math.pi * (t - coldest) / 365.25)), 0, days, limit=200
    )
    check_mean(rows["russian_waves"], 0.03 * factor)


def test_leverage_push_raises_refinery_strikes_by_its_factor():
    push = {"strikes.ukraine.leverage_push": 0.8, "horizon_days": DAYS}
    rows = run({**OPEN_WAR, **NO_ANSWERS, **RATES, **push}, N).rows
    check_mean(rows["refinery_strikes"], 0.2 * 1.8 * DAYS)


@pytest.mark.parametrize("days", [20, 200])
def test_answers_make_a_hawkes_process_with_the_known_mean(days):
    """Mean rates of answers x solve x' = ((N - I) x + N mu) / memory; the count is the integral of mu + x."""
    mu = np.array([0.03, 0.2])
    triggered = np.array([[0.35, 0.1], [0.9, 0.25]])  # strikes by row that one strike by column sets off
    memory = 10.0
    settings = {
        **OPEN_WAR,
        **FLAT_RATES,
        **RATES,
        "strikes.reciprocity.russia_by_russia": 0.35,
        "strikes.reciprocity.russia_by_ukraine": 0.1,
        "strikes.reciprocity.ukraine_by_russia": 0.9,
        "strikes.reciprocity.ukraine_by_ukraine": 0.25,
        "strikes.reciprocity.memory_days": memory,
        "horizon_days": days,
    }
    a = (triggered - np.eye(2)) / memory
    b = triggered @ mu / memory
    inverse = np.linalg.inv(a)
    answers = inverse @ (inverse @ (expm(a * days) - np.eye(2)) - days * np.eye(2)) @ b
    rows = run(settings, N).rows
    check_mean(rows["russian_waves"], mu[0] * days + answers[0])
    check_mean(rows["refinery_strikes"], mu[1] * days + answers[1])
    check_mean(rows["russian_answers"], answers[0])
    check_mean(rows["ukrainian_answers"], answers[1])
