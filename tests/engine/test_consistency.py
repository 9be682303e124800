"""Row, spells, days and log of a history tell the same story, on shipped and random scenarios."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from sim.engine import compiled
from sim.engine.plan import make_plan
from sim.model import codes
from sim.scenario import load, shipped

from .scenarios import CORNERS, scenarios
from .test_equality import QUICK


def same(a, b):
    return a == b or (np.isnan(a) and np.isnan(b))


def check_counts(row, log):
    what, answered = log["what"], log["parent"] != -1
    assert row["events"] == len(log)
    assert row["russian_waves"] == np.count_nonzero(what == codes.RUSSIAN_WAVE)
    assert row["refinery_strikes"] == np.count_nonzero(what == codes.REFINERY_STRIKE)
    assert row["russian_answers"] == np.count_nonzero((what == codes.RUSSIAN_WAVE) & answered)
    assert row["ukrainian_answers"] == np.count_nonzero((what == codes.REFINERY_STRIKE) & answered)
    incidents = (what == codes.INCIDENT_BY_RUSSIA) | (what == codes.INCIDENT_BY_UKRAINE)
    assert row["incidents"] == np.count_nonzero(incidents)
    seen_as_breach = (log["result"] == codes.BREACHED) | (log["result"] == codes.COLLAPSED)
    assert row["breaches"] == np.count_nonzero(seen_as_breach)
    opened = log["day"][what == codes.BROADER_TALKS]
    assert same(row["broader_talks_day"], opened[0] if len(opened) else np.nan)
    assert len(opened) <= 1


def check_spells(row, spells, log, horizon):
    assert (spells["start"] <= spells["end"]).all()
    assert (spells["start"][1:] >= spells["end"][:-1]).all()
    assert (spells["kind"] != codes.NONE).all()
    assert (
        (spells["cause"] == codes.IN_FORCE) == (np.arange(len(spells)) == len(spells) - 1) * in_force(spells, log)
    ).all()
    assert (spells["end"][spells["cause"] == codes.IN_FORCE] == horizon).all()
    formal, tacit = spells[spells["kind"] >= codes.PARTIAL], spells[spells["kind"] == codes.TACIT]
    assert row["formal_days"] == pytest.approx((formal["end"] - formal["start"]).sum(), abs=1e-9)
    complete = spells[spells["kind"] == codes.COMPLETE]
    assert same(row["first_deal_day"], formal["start"][0] if len(formal) else np.nan)
    assert row["first_deal_kind"] == (formal["kind"][0] if len(formal) else 0)
    assert same(row["first_complete_day"], complete["start"][0] if len(complete) else np.nan)
    assert row["deal_end_cause"] == (formal["cause"][0] if len(formal) else 0)
    assert same(row["deal_days"], formal["end"][0] - formal["start"][0] if len(formal) else np.nan)
    assert row["tacit_end_cause"] == (tacit["cause"][0] if len(tacit) else 0)
    dated = len(tacit) and tacit["cause"][0] in (codes.BREACH, codes.SHOCK, codes.EVENT)
    assert same(row["tacit_end_day"], tacit["end"][0] if dated else np.nan)


def in_force(spells, log):
    """Whether the history ends under a moratorium: what the last event left, or the start."""
    return bool(len(spells)) and (log["kind"][-1] if len(log) else spells["kind"][-1]) != codes.NONE


def check_days(row, daily, log, winters):
    ticks = np.arange(1, len(daily) + 1)
    before = np.searchsorted(log["day"], ticks, side="right")  # events at a tick's instant come before it
    known = before > 0
    for name in ("kind", "stage"):
        assert (daily[name][known] == log[name][before[known] - 1]).all(), name
    assert (daily["idle"] >= 0).all()
    assert (daily["idle"] <= row["refining_idle_max"] + 1e-12).all()
    assert 0 <= row["refining_idle_mean"] <= row["refining_idle_max"] <= 1
    assert np.isfinite(daily["supply_gw"]).all()
    short = np.maximum(0.0, daily["demand_gw"] - daily["supply_gw"])
    assert (row["hours_short"] > 0) == (short > 0).any()
    assert (row["winter_hours_short"] > 0) == (short[np.array(winters)] > 0).any()
    for part, whole in (("winter_unserved_gwh", "unserved_gwh"), ("worst_day_gwh", "unserved_gwh")):
        assert 0 <= row[part] <= row[whole] * (1 + 1e-12)
    assert row["winter_hours_short"] <= row["hours_short"] * (1 + 1e-12) <= 24 * len(daily) * (1 + 1e-12)
    assert row["customer_outage_hours"] <= 24 * len(daily) * (1 + 1e-12)
    assert row["unserved_gwh"] <= 24 * short.sum() * (1 + 1e-12)


def check_log(log, horizon):
    assert (np.diff(log["day"]) >= 0).all()
    assert not len(log) or (log["day"][0] >= 0 and log["day"][-1] <= horizon)
    place = {address: i for i, address in enumerate(log["address"].tolist())}
    assert len(place) == len(log)
    for i in np.flatnonzero(log["parent"] != -1):
        assert place[int(log["parent"][i])] < i
        assert log["what"][i] <= codes.REFINERY_STRIKE
    assert ((log["branch"] > 0) == (log["parent"] != -1)).all()
    assert (log["units"] >= 0).all()
    assert (log["heavy"] >= 0).all()
    for trust in ("trust_ukraine", "trust_russia"):
        assert ((log[trust] >= 0) & (log[trust] <= 1)).all()
    assert len(set(log["fingerprint"].tolist())) == len(log)


def check_whole(scenario, count):
    plan = make_plan(scenario)
    made = compiled.run_chunk(plan, 0, count, 1, count, True)
    for i, row in enumerate(made.rows):
        log, spells = made.log[made.log["replicate"] == i], made.spells[made.spells["replicate"] == i]
        check_log(log, plan.horizon)
        check_counts(row, log)
        check_spells(row, spells, log, plan.horizon)
        check_days(row, made.daily[i], log, plan.winters)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_shipped_scenarios_tell_one_story(name):
    check_whole(load(name), 30)


@pytest.mark.parametrize("corner", sorted(CORNERS))
def test_corners_tell_one_story(corner):
    check_whole(load("baseline", CORNERS[corner]), 8)


@settings(QUICK, max_examples=60)
@given(scenario=scenarios())
def test_random_scenarios_tell_one_story(scenario):
    check_whole(scenario, 3)


def test_together_they_reach_every_event_and_every_result():
    """Or the comparisons of this folder would leave something out."""
    what, results, causes, branches = set(), set(), set(), set()
    lively = {"talks.mediator": 2, "talks.round_days": 7, "moratorium.terms.days": 20}
    cornered = [load("baseline", changes) for changes in (lively, *CORNERS.values())]
    events = [{"day": 20, "sign": {"kind": "partial"}}, {"day": 30, "stage": "drafting"}, {"day": 40, "end": True}]
    cornered.append(load({"extends": "baseline", "events": events}))
    for scenario in [*map(load, shipped()), *cornered]:
        made = compiled.run_chunk(make_plan(scenario), 0, 40, 1, 0, True)
        what |= set(made.log["what"].tolist())
        results |= set(made.log["result"].tolist())
        branches |= set(made.log["branch"].tolist())
        causes |= set(made.spells["cause"].tolist())
    assert what == set(range(len(codes.WHATS)))
    assert results == set(range(len(codes.RESULTS)))
    assert branches == set(range(len(codes.BRANCHES)))
    assert causes == set(range(1, len(codes.CAUSES)))
