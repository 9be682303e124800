"""Candidates that are passed over could not have counted."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings

from sim.engine import compiled, limits
from sim.engine.limits import EVERY
from sim.engine.plan import make_plan
from sim.model import codes
from sim.model.clocks import bound, rate
from sim.model.parameters import Parameters, place
from sim.model.state import State, begin
from sim.model.strikes import strike_rate_now
from sim.scenario import CLOCKS, REGISTRY, load, shipped

from .same import assert_same_chunk
from .scenarios import CORNERS, scenarios
from .test_equality import QUICK


def run(plan):
    return compiled.run_chunk(plan, 0, 10, 1, 10, True)


def assert_nothing_was_lost(plan):
    assert_same_chunk(run(plan), run(dataclasses.replace(plan, limits=EVERY)))


@pytest.mark.parametrize("name", sorted(shipped()))
def test_looking_at_every_candidate_changes_nothing(name):
    assert_nothing_was_lost(make_plan(load(name)))


@settings(QUICK, max_examples=50)
@given(scenario=scenarios())
def test_looking_at_every_candidate_changes_nothing_in_random_scenarios(scenario):
    assert_nothing_was_lost(make_plan(scenario))


MONOTONE = [path for path, p in REGISTRY.items() if p.range is not None and not p.start_only and place(path)[1] == 0]


@pytest.mark.parametrize("clock", range(codes.CLOCK_COUNT), ids=CLOCKS)
def test_a_bound_rises_or_falls_with_each_parameter_all_the_way(clock):
    """So that the ends of what events may set bound everything between."""
    p, s = Parameters(list(make_plan(load("baseline")).numbers)), State()
    begin(s, p)
    s.units, s.heavy = 7, 40
    for path in MONOTONE:
        before = getattr(p, place(path)[0])
        if isinstance(before, list):
            continue
        low, high = REGISTRY[path].range
        found = []
        for k in range(21):
            p.assign(path, low + k / 20 * (high - low))
            found.append(bound(clock, s, p))
        p.assign(path, before)
        assert found in (sorted(found), sorted(found, reverse=True)), path


def test_many_events_on_what_a_bound_reads_are_planned_at_once(monkeypatch):
    """Not one by one in every combination, which would take minutes: 3 values of 150 each are 3,375,000."""
    asked = []
    monkeypatch.setattr(limits, "bound", lambda *words: asked.append(words) or bound(*words))
    paths = {"grid.crews": 20, "grid.other_gw": 9.0, "grid.repair_days": 40.0}
    events = [{"day": day, "set": {path: low + day for path, low in paths.items()}} for day in range(150)]
    file = {"extends": "baseline", "inherit_events": False, "events": events}
    scenario = load(file, {"ceilings.heavy_repair": 50})
    plan = make_plan(scenario)
    assert len(asked) < 1000
    assert plan.limits[CLOCKS.index("heavy_repair")] == (20 + 149) / 40.0  # most crews, shortest time


def test_limits_leave_out_most_candidates():
    """Else they are no use: in the baseline the repair of heavy damage is what is looked at most."""
    plan = make_plan(load("baseline"))
    assert all(limit <= ceiling for limit, ceiling in zip(plan.limits, plan.ceilings, strict=True))
    assert sum(plan.limits) < 0.5 * sum(plan.ceilings)


@settings(QUICK, max_examples=60)
@given(scenario=scenarios())
def test_a_rate_never_exceeds_its_bound_in_random_states(scenario):
    plan = make_plan(scenario)
    p, s = Parameters(list(plan.numbers)), State()
    begin(s, p)
    luck = np.random.default_rng(1)
    for _ in range(40):
        s.kind, s.stage = int(luck.integers(4)), int(luck.integers(4))
        s.units, s.heavy = int(luck.integers(41)), int(luck.integers(200))
        s.felt_outage, s.felt_idle = float(luck.uniform(0, 24)), float(luck.uniform(0, 1))
        s.trust_russia, s.trust_ukraine = luck.uniform(0, 1, 2).tolist()
        s.campaign_russia, s.campaign_ukraine = luck.uniform(0.25, 4.0, 2).tolist()
        t = float(luck.uniform(0, 400))
        for clock in range(codes.CLOCK_COUNT):
            for scope_mark in (0.01, 0.99):
                found = rate(clock, s, p, t, scope_mark)
                assert found <= bound(clock, s, p), CLOCKS[clock]
                assert clock > codes.REFINERY_STRIKE or found <= strike_rate_now(clock, s, p)


@pytest.mark.parametrize("engine_log", [True, False])
def test_clips_are_counted_at_every_candidate_accepted_or_not(engine_log):
    """A rate of 2 under a ceiling of 0.5: every candidate is a clip, 0.5 a day."""
    changes = {"strikes.russia.per_day": 2.0, "strikes.russia.winter_pull": 0, "moratorium.initial": "none"}
    closed = {"talks.channel_open": False, "moratorium.tacit_formation_per_day": 0}
    plan = make_plan(load("baseline", {**changes, **closed}))
    rows = compiled.run_chunk(plan, 0, 400, 1, 0, engine_log).rows
    expected = 0.5 * 365
    assert abs(rows["clips"].mean() - expected) < 4.0 * np.sqrt(expected / 400)
    assert (rows["russian_waves"] - rows["russian_answers"] == rows["clips"]).all()  # each of them counts, too
    rejected = make_plan(load("baseline", {**CORNERS["clips"], "talks.channel_open": False}))
    assert run(rejected).rows["clips"].min() > 0
