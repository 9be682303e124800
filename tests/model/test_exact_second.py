"""Exact answers of shifting campaigns, of talks that only break, and of a text with a price (docs/model.md).

False-alarm rate of each comparison: 6.3e-5 (four standard errors, `errors`).
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.linalg import expm

from .errors import check, check_mean, check_share
from .runs import FLAT_RATES, NO_ANSWERS, NO_MORATORIUM, NO_STRIKES, OPEN_WAR, last_in_log
from .runs import run_plain as run
from .test_exact_talks import CONSTANT, ROUND_DAYS, RUSSIA, UKRAINE, logistic

SD, MEMORY = 0.25, 0.5
SHIFTING = {
    **OPEN_WAR,
    **NO_ANSWERS,
    **FLAT_RATES,
    "strikes.shift_sd": SD,
    "strikes.shift_memory": MEMORY,
    "strikes.russia.shift_per_day": 0.05,
    "strikes.ukraine.shift_per_day": 0.05,
    "strikes.russia.per_day": 0.05,
    "strikes.ukraine.per_day": 0.2,
    "kursk.area_km2": 0,
    "grid.destroyed_gw": 0,
    "horizon_days": 1000,
}


@pytest.mark.parametrize("side", ["russia", "ukraine"])
def test_levels_have_the_known_mean_and_variance_in_the_long_run(side):
    """Far from the clamp: 1.39 is almost five standard deviations away."""
    n = 3000
    log = run({**SHIFTING, **NO_STRIKES}, n, log=True).log
    level = last_in_log(log, f"level_{side}", n, 0.0)
    variance = SD**2 / (1 - MEMORY**2)
    check(level.mean(), -variance / 2, math.sqrt(variance / n), "mean")
    check(level.var(ddof=1), variance, variance * math.sqrt(2 / n), "variance")  # of a normal


@pytest.mark.slow
def test_counts_are_mixed_poisson_with_the_mean_rate_they_had():
    """E exp(level) = 1 in the long run, which 300 days are: 15 shifts, of which the start keeps 3e-5.

    var N = E N + the double integral of the rate's autocovariance over the count's time.
    """
    n, rate, days, shifts = 3000, 0.2, 1000, 0.05
    log = run(SHIFTING, n, log=True).log
    since = 300
    strikes = log[(log["what"] == 1) & (log["day"] > since)]
    counts = np.bincount(strikes["replicate"], minlength=n)
    length, v = days - since, SD**2 / (1 - MEMORY**2)
    check_mean(counts, rate * length)
    lag = (np.arange(20_000) + 0.5) * length / 20_000
    # Of k shifts within a lag, Poisson in number, the level keeps memory^k: the pair is normal given k.
    excess = sum(
        np.exp(-shifts * lag) * (shifts * lag) ** k / math.factorial(k) * np.expm1(v * MEMORY**k) for k in range(60)
    )
    variance = rate * length + rate**2 * 2 * float(np.sum((length - lag) * excess)) * length / 20_000
    found = counts.var(ddof=1)
    fourth = float(np.mean((counts - counts.mean()) ** 4))
    check(found, variance, math.sqrt((fourth - found**2) / n), "variance")


def test_without_spread_a_campaign_never_shifts():
    still = {**SHIFTING, "strikes.shift_sd": 0, "strikes.russia.shift_per_day": 0, "strikes.ukraine.shift_per_day": 0}
    calm = run(still, 200).rows
    for side in ("russia", "ukraine"):
        assert run({**still, f"strikes.{side}.shift_per_day": 0.1}, 200).rows.tobytes() == calm.tobytes()


@pytest.mark.parametrize("start", [1, 3])
def test_talks_that_only_break_end_after_an_exponential_time(start):
    stages = ("dormant", "contacts", "drafting", "near_agreed")
    settings = {**NO_MORATORIUM, **NO_STRIKES, "talks.channel_open": False, "talks.break_per_day": 0.02}
    made = run({**settings, "talks.stage": stages[start], "horizon_days": 100, "grid.destroyed_gw": 0}, 5000, days=True)
    for day in (10, 40, 100):
        check_share(made.daily["stage"][:, day - 1] == start, math.exp(-0.02 * day), f"day {day}")
        assert set(np.unique(made.daily["stage"][:, day - 1])) <= {0, start}


PRICE = 1.2


def chain(days, start):
    """Chances of dormant, contacts, drafting, near_agreed and signed: the last step needs both to pay the price."""
    yes, no = logistic(UKRAINE) * logistic(RUSSIA), (1 - logistic(UKRAINE)) * (1 - logistic(RUSSIA))
    sign = logistic(UKRAINE - PRICE) * logistic(RUSSIA - PRICE)
    generator = np.zeros((5, 5))
    for stage in range(4):
        generator[stage, stage + 1] = (yes if stage < 3 else sign) / ROUND_DAYS
        if stage > 0:
            generator[stage, stage - 1] = no / ROUND_DAYS
    generator -= np.diag(generator.sum(axis=1))
    return expm(generator * days)[start]


def test_with_a_price_stages_follow_their_chain():
    settings = {**CONSTANT, "kursk.area_km2": 0, "talks.stage": "drafting", "horizon_days": 150}
    # 0.5 + 0.4 * (0.5 + 0.25) + 0.8 / 2 for terms of 60 days.
    settings |= {"willingness.signature": 0.5, "willingness.intrusion": 0.4, "willingness.duration": 0.8}
    settings |= {"moratorium.terms.monitoring": 0.5, "moratorium.terms.graduated_response": 0.25}
    settings |= {"moratorium.terms.days": 60, "moratorium.terms.renewal_bonus": 50, "moratorium.terms.max_renewals": 99}
    made = run(settings, 6000, days=True)
    for days in (40, 150):
        expected = chain(days, 2)
        signed = made.rows["first_deal_day"] <= days
        check_share(signed, expected[4], f"signed by day {days}")
        for stage in range(4):
            there = (made.daily["stage"][:, days - 1] == stage) & ~signed
            check_share(there, expected[stage], f"stage {stage} on day {days}")
