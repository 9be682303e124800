"""What moves willingness moves the first deal, run by run, with push 0 and formation 0 (docs/model.md, "Relations").

Push and formation are what would let talks act back upon strikes.
"""

from __future__ import annotations

import pytest

from sim.testing import assert_never_earlier, assert_never_later

from .varied import both

APART = {"strikes.ukraine.leverage_push": 0, "moratorium.tacit_formation_per_day": 0}
STAGES = ("contacts", "near_agreed")
LATER = [("kursk.area_km2", 0, 600), ("kursk.area_km2", 500, 800), ("demands.gap", 0.0, 1.0)]
LATER += [("talks.break_per_day", 0.0, 0.025), ("willingness.signature", 0.0, 1.5)]
LATER += [("willingness.intrusion", 0.0, 5.0), ("willingness.duration", 0.0, 1.5)]
SOONER = [("talks.mediator", 0.0, 1.0), ("willingness.trust", 0.0, 2.5)]
N = 800


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(("path", "low", "high"), LATER)
def test_what_stands_between_the_sides_never_brings_a_deal_forward(histories, path, low, high, stage):
    a, b = both(histories, (path, low, high), {**APART, "talks.stage": stage}, N)
    assert_never_earlier(a, b, "first_deal_day", some_differ=True)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(("path", "low", "high"), SOONER)
def test_what_brings_the_sides_together_never_delays_a_deal(histories, path, low, high, stage):
    a, b = both(histories, (path, low, high), {**APART, "talks.stage": stage}, N)
    assert_never_later(a, b, "first_deal_day", some_differ=True)


@pytest.mark.parametrize(("path", "low", "high"), LATER)
def test_without_fallback_the_same_never_brings_a_complete_deal_forward(histories, path, low, high):
    a, b = both(histories, (path, low, high), {**APART, "talks.partial_fallback": 0}, N)
    assert_never_earlier(a, b, "first_complete_day", some_differ=True)


@pytest.mark.parametrize(("path", "low", "high"), [*SOONER, ("kursk.precondition.tolerated_km2", 0, 400)])
def test_without_fallback_the_same_never_delays_a_complete_deal(histories, path, low, high):
    a, b = both(histories, (path, low, high), {**APART, "talks.partial_fallback": 0}, N)
    assert_never_later(a, b, "first_complete_day", some_differ=True)
