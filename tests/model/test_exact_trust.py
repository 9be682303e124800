"""Trust relaxes in closed form and is cut by breaches and offensives (docs/model.md, "Decay")."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.model.codes import BREACHED, COLLAPSED
from sim.scenario import load

from .runs import NO_ANSWERS, NO_STRIKES, NO_TALKS
from .runs import run_plain as run

LEVELS = {"none": 0.2, "tacit": 0.45, "partial": 0.65, "complete": 0.85}
RECOVERY = 70.0
SETTINGS = {
    **NO_STRIKES,
    **NO_ANSWERS,
    **NO_TALKS,
    **{f"moratorium.{kind}.trust_level": level for kind, level in LEVELS.items()},
    "moratorium.tacit_formation_per_day": 0,
    "moratorium.terms.days": None,
    "trust.initial": 0.35,
    "trust.recovery_days": RECOVERY,
    "trust.loss_per_breach": 0.4,
    "kursk.area_km2": 0,
    "kursk.loss_per_day": 0,
    "grid.destroyed_gw": 0,
    "broader_talks.per_day": 0,
    "horizon_days": 150,
}


def relaxed(trust, level, days):
    return level + (trust - level) * math.exp(-days / RECOVERY)


def looked_at(*days, more=()):
    """The register's defaults with events that change nothing, at which trust is brought up to date."""
    events = [{"day": day, "set": {"demands.gap": 1}} for day in days]
    return load({"extends": "baseline", "inherit_events": False, "events": [*events, *more]})


@pytest.mark.parametrize("kind", list(LEVELS))
def test_trust_relaxes_to_the_level_of_the_kind(kind):
    settings = {**SETTINGS, "moratorium.initial": kind, "moratorium.incidents_per_day": 0}
    log = run(settings, 3, base=looked_at(10, 90.5), log=True).log
    assert len(log) == 6
    for entry in log:
        for side in ("trust_ukraine", "trust_russia"):
            assert entry[side] == pytest.approx(relaxed(0.35, LEVELS[kind], entry["day"]), rel=1e-12)


def test_a_breach_costs_its_author_a_share_of_the_trust_in_it():
    settings = {
        **SETTINGS,
        "moratorium.initial": "tacit",
        "moratorium.tacit.tolerance": 1000,
        "moratorium.incidents_per_day": 0.05,
        "moratorium.misread": 1,
        "moratorium.forgiveness": 0.5,
        "moratorium.terms.monitoring": 0,
    }
    log = run(settings, 20, base=looked_at(), log=True).log
    assert set(log["what"]) == {2, 3}  # incidents by Russia and by Ukraine, nothing else
    breached = log["result"] == BREACHED
    assert breached.any()
    assert not breached.all()
    for replicate in range(20):
        trust, at = {2: 0.35, 3: 0.35}, 0.0
        for entry in log[(log["replicate"] == replicate) & breached]:
            trust = {side: relaxed(value, LEVELS["tacit"], entry["day"] - at) for side, value in trust.items()}
            at = entry["day"]
            trust[int(entry["what"])] *= 1 - 0.4
            assert entry["trust_russia"] == pytest.approx(trust[2], rel=1e-9)
            assert entry["trust_ukraine"] == pytest.approx(trust[3], rel=1e-9)


def test_a_collapse_lets_trust_fall_back_to_the_level_of_no_moratorium():
    settings = {
        **SETTINGS,
        "moratorium.initial": "complete",
        "moratorium.complete.tolerance": 0,
        "moratorium.incidents_per_day": 0.2,
        "moratorium.misread": 1,
        "moratorium.forgiveness": 0,
        "moratorium.terms.monitoring": 0,
    }
    log = run(settings, 50, base=looked_at(120), log=True).log
    ended, later = log[log["result"] == COLLAPSED], log[log["day"] == 120]
    assert len(ended) == len(later) == 50
    assert (ended["day"] < 120).all()
    for collapse, look in zip(ended, later, strict=True):
        for side in ("trust_ukraine", "trust_russia"):
            assert look[side] == pytest.approx(relaxed(collapse[side], LEVELS["none"], 120 - collapse["day"]), rel=1e-9)


def test_an_offensive_that_derails_costs_trust_in_ukraine_only():
    settings = {**SETTINGS, "moratorium.initial": "none", "talks.derail_probability": 0.5}
    log = run(settings, 200, base=looked_at(more=[{"day": 30, "offensive": 500}]), log=True).log
    assert log["trust_russia"][log["result"] > 0] == pytest.approx(relaxed(0.35, 0.2, 30), rel=1e-12)
    # Where nothing came of it trust is not brought up to date: it stands as at the start.
    expected = np.where(log["result"] > 0, relaxed(0.35, 0.2, 30) * (1 - 0.4), 0.35)
    assert log["trust_ukraine"] == pytest.approx(expected, rel=1e-12)
    assert 0 < np.count_nonzero(log["result"]) < 200
