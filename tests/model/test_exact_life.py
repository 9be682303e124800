"""How long a moratorium lives, where that can be written down (docs/model.md, "Breach, misreading, ...").

Only incidents happen here, so breaches are a Poisson process. False-alarm rate of each comparison: 6.3e-5 (four
standard errors, `errors`).
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.model.codes import CAUSES

from .errors import check, check_mean, check_share, check_variance
from .runs import KINDS, NO_ANSWERS, NO_STRIKES, NO_TALKS
from .runs import run_plain as run

ONLY_INCIDENTS = {
    **NO_STRIKES,
    **NO_ANSWERS,
    **NO_TALKS,
    "moratorium.tacit_formation_per_day": 0,
    "moratorium.terms.days": None,
    "moratorium.collapse_retaliation.russia": 0,
    "moratorium.collapse_retaliation.ukraine": 0,
    "kursk.area_km2": 0,
    "grid.destroyed_gw": 0,
}


def lives(settings, kind, n, days):
    """Lives of the first spell, censored at the horizon, and whether a breach ended them."""
    changes = {**ONLY_INCIDENTS, "moratorium.initial": kind, "horizon_days": days, **settings}
    spells = run(changes, n).spells
    assert len(spells) == n  # none follows
    assert (spells["kind"] == KINDS.index(kind) + 1).all()
    return spells["end"] - spells["start"], spells["cause"] == CAUSES.index("breach")


@pytest.mark.parametrize("kind", KINDS)
def test_without_tolerance_life_is_exponential(kind):
    settings = {
        f"moratorium.{kind}.tolerance": 0,
        "moratorium.incidents_per_day": 0.1,
        "moratorium.terms.monitoring": 0.2,  # of a formal deal; without a text the hotline explains
        "moratorium.hotline": 0.2,
        "moratorium.misread": 0.3,
        "moratorium.forgiveness": 0.4,
    }
    life, ended = lives(settings, kind, 4000, 150)
    rate = 2 * 0.1 * (1 - 0.2) * 0.3 * (1 - 0.4)
    found = ended.sum() / life.sum()  # events by exposure: the estimate under censoring
    check(found, rate, rate / math.sqrt(ended.sum()), "hazard")
    for day in (10, 40, 120):
        check_share(life > day, math.exp(-rate * day), f"alive on day {day}")


EVERY_INCIDENT_COUNTS = {
    "moratorium.incidents_per_day": 0.06,
    "moratorium.terms.monitoring": 0,
    "moratorium.misread": 1,
    "moratorium.forgiveness": 0,
}
BREACHES = 0.12  # per day, both sides


@pytest.mark.parametrize("window", [5.0, 20.0])
def test_with_one_breach_tolerated_life_ends_at_the_first_two_within_the_window(window):
    settings = {**EVERY_INCIDENT_COUNTS, "moratorium.tacit.tolerance": 1, "moratorium.terms.window_days": window}
    life, ended = lives(settings, "tacit", 4000, 1500)
    assert ended.all()
    check_mean(life, 1 / BREACHES + 1 / (BREACHES * (1 - math.exp(-BREACHES * window))))


@pytest.mark.parametrize("tolerance", [0, 2, 5])
def test_an_endless_window_waits_for_one_breach_more_than_tolerated(tolerance):
    settings = {**EVERY_INCIDENT_COUNTS, "moratorium.tacit.tolerance": tolerance, "moratorium.terms.window_days": 1e9}
    life, ended = lives(settings, "tacit", 4000, 600)
    assert ended.all()
    check_mean(life, (tolerance + 1) / BREACHES)
    check_variance(life, (tolerance + 1) / BREACHES**2)


def test_with_a_constant_chance_of_renewal_spells_are_whole_terms():
    """A chance p of renewal, at most three times: k terms with probability p^(k-1) (1 - p), four with p^3."""
    settings = {
        **{f"willingness.{name}": 0 for name in ("pain", "leverage", "mediation", "trust", "demands", "advantage")},
        "willingness.kursk": 0,
        "willingness.ukraine": 0.8,
        "willingness.russia": -0.1,
        "moratorium.incidents_per_day": 0,
        "moratorium.terms.days": 20,
        "moratorium.terms.max_renewals": 3,
        "moratorium.terms.renewal_bonus": 0.5,
    }
    n = 6000
    life, breached = lives(settings, "partial", n, 200)
    assert not breached.any()
    terms = np.round(life / 20).astype(int)
    assert np.allclose(life, 20.0 * terms, rtol=0, atol=1e-9)
    p = 1 / (1 + math.exp(-1.3)) / (1 + math.exp(-0.4))
    for k in (1, 2, 3):
        check_share(terms == k, p ** (k - 1) * (1 - p), f"{k} terms")
    check_share(terms == 4, p**3, "four terms")
    cut, _ = lives({**settings, "horizon_days": 50}, "partial", n, 50)
    check_share(cut == 50.0, p**2, "in force when the horizon cuts the third term")
