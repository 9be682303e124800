"""What holds run by run whatever the settings (docs/model.md, "Relations")."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.plan import make_plan
from sim.scenario import load
from sim.testing import assert_identical, assert_never_earlier

from .runs import run, source
from .varied import both

N = 1000
TALKING = {"talks.stage": "near_agreed", "talks.mediator": 1}


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.5), (0.5, 0.9), (0.9, 1.0)])
@pytest.mark.parametrize("fallback", [0.0, 0.25, 1.0])
def test_stricter_precondition_never_brings_a_complete_deal_forward(histories, low, high, fallback):
    settings = {**TALKING, "talks.partial_fallback": fallback, "kursk.loss_per_day": 0.003}
    a, b = both(histories, ("kursk.precondition.strictness", low, high), settings, N)
    assert_never_earlier(a, b, "first_complete_day", some_differ=True)


@pytest.mark.parametrize(("low", "high"), [(0.0, 20.0), (20.0, 45.0), (45.0, 120.0)])
def test_longer_hold_never_brings_broader_talks_forward_and_changes_nothing_else(histories, low, high):
    a, b = both(histories, ("broader_talks.hold_days", low, high), {**TALKING, "demands.gap": 0.3}, N)
    assert_never_earlier(a, b, "broader_talks_day", some_differ=True)
    assert_identical(a, b, [c for c in a.frame.columns if c not in ("broader_talks_day", "events", "fingerprint")])


def test_longer_horizon_leaves_the_common_part_as_it_was():
    short, long = (run({"horizon_days": days}, 200, base="baseline", days=True, log=True) for days in (150, 365))
    assert np.array_equal(short.daily, long.daily[:, :150])
    assert np.array_equal(short.log, long.log[long.log["day"] <= 150.0])
    ended = short.spells[short.spells["end"] < 150.0]
    assert len(ended) > 50
    assert np.array_equal(ended, long.spells[long.spells["end"] < 150.0])


LATE = [
    {"day": 366, "offensive": 1000},
    {"day": 400.5, "set": {"talks.mediator": 1}},
    {"on": "2026-05-01", "withdraw": True},
    {"when": {"stage": "contacts"}, "after_days": 365.5, "offensive": 2000},
]


def test_events_after_the_horizon_change_nothing():
    plain = run({}, 300, base="baseline", log=True)
    late = run({}, 300, base=load({"extends": "baseline", "events": LATE}), log=True)
    assert plain.rows.tobytes() == late.rows.tobytes()
    assert np.array_equal(plain.log, late.log)


def test_the_order_of_keys_and_events_in_a_file_changes_nothing():
    file = {
        "extends": "baseline",
        "horizon_days": 200,
        "talks": {"mediator": 0.8, "stage": "drafting"},
        "strikes": {"russia": {"per_day": 0.03, "damage_gw": 2.0}, "ukraine": {"per_day": 0.2}},
        "events": [{"day": 30, "offensive": 500}, {"day": 60, "set": {"talks.mediator": 0.1, "demands.gap": 0.2}}],
    }

    def turned(value):
        if isinstance(value, dict):
            return {key: turned(inner) for key, inner in reversed(value.items())}
        return value

    turned_file = {**turned(file), "events": [turned(event) for event in reversed(file["events"])]}
    a, b = (run({}, 300, base=load(made), log=True) for made in (file, turned_file))
    assert a.rows.tobytes() == b.rows.tobytes()
    assert np.array_equal(a.log, b.log)


def test_name_title_and_question_change_nothing():
    plain = source("baseline")
    named = load({"extends": "baseline", "title": "Another title", "question": "Another question?"})
    assert make_plan(plain) == make_plan(named)
