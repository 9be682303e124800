"""Between events: closed-form exponentials from each quantity's own last change, and what settling does."""

from __future__ import annotations

import math

import pytest

from sim.model.decay import (
    idle_now,
    light_now,
    provocation_now,
    settle,
    settle_idle,
    settle_idle_for_the_day,
    settle_light,
    settle_light_for_the_day,
    settle_provocation,
    settle_trust,
    trust_russia_now,
    trust_ukraine_now,
)

from .world import world


@pytest.mark.parametrize(
    ("now", "field", "path"),
    [
        (provocation_now, "provocation", "strikes.reciprocity.memory_days"),
        (light_now, "light", "grid.light_repair_days"),
        (idle_now, "idle", "refining.repair_days"),
    ],
)
def test_what_decays_does_so_from_its_own_last_change(now, field, path):
    s, p = world({path: 20.0}, **{field: 0.5, f"{field}_at": 10.0})
    assert now(s, p, 10.0) == 0.5
    assert now(s, p, 40.0) == pytest.approx(0.5 * math.exp(-1.5))


@pytest.mark.parametrize("now", [trust_ukraine_now, trust_russia_now])
def test_trust_relaxes_to_the_level_of_the_kind(now):
    s, p = world({"trust.recovery_days": 50.0}, kind=2, trust_ukraine=0.2, trust_russia=0.2, trust_at=5.0)
    assert now(s, p, 5.0) == pytest.approx(0.2)
    assert now(s, p, 105.0) == pytest.approx(0.7 - 0.5 * math.exp(-2.0))


@pytest.mark.parametrize(
    ("settle_it", "now", "field"),
    [
        (settle_provocation, provocation_now, "provocation"),
        (settle_light, light_now, "light"),
        (settle_idle, idle_now, "idle"),
    ],
)
def test_settling_twice_is_reading_once(settle_it, now, field):
    s, p = world(None, **{field: 0.8, f"{field}_at": 0.0})
    later = now(s, p, 30.0)
    settle_it(s, p, 12.0)
    assert getattr(s, f"{field}_at") == 12.0
    assert getattr(s, field) < 0.8
    assert now(s, p, 30.0) == pytest.approx(later)


def test_settling_trust_keeps_both_paths():
    s, p = world(None, kind=3, trust_ukraine=0.1, trust_russia=0.9)
    ukraine, russia = trust_ukraine_now(s, p, 60.0), trust_russia_now(s, p, 60.0)
    settle_trust(s, p, 25.0)
    assert s.trust_at == 25.0
    assert trust_ukraine_now(s, p, 60.0) == pytest.approx(ukraine)
    assert trust_russia_now(s, p, 60.0) == pytest.approx(russia)


def test_idle_share_is_integrated_exactly():
    s, p = world({"refining.repair_days": 40.0, "refining.idle_at_start": 0.2})
    settle_idle(s, p, 30.0)
    assert s.refining_idle_days == pytest.approx(0.2 * 40.0 * (1.0 - math.exp(-30.0 / 40.0)))


def test_everything_is_settled_before_a_parameter_changes():
    s, p = world(None, provocation=1.0, light=1.0, idle=0.1, trust_ukraine=0.0, trust_russia=0.0)
    settle(s, p, 7.0)
    assert {s.provocation_at, s.light_at, s.idle_at, s.trust_at} == {7.0}


@pytest.mark.parametrize(
    ("for_the_day", "plain", "field", "path"),
    [
        (settle_light_for_the_day, settle_light, "light", "grid.light_repair_days"),
        (settle_idle_for_the_day, settle_idle, "idle", "refining.repair_days"),
    ],
)
def test_settling_for_the_day_is_settling(for_the_day, plain, field, path):
    """To the bit, over whole and broken days, and after a change of the repair days."""
    start = {field: 0.5, f"{field}_at": 2.0}
    (s, p), (other, q) = world({path: 20.0}, **start), world({path: 20.0}, **start)
    for t in (3.0, 4.0, 5.0, 5.5, 6.0, 7.0):
        if t == 5.0:
            p.assign(path, 7.0)
            q.assign(path, 7.0)
        for_the_day(s, p, t)
        plain(other, q, t)
        assert getattr(s, field) == getattr(other, field)
        assert s.refining_idle_days == other.refining_idle_days
    assert getattr(s, field) == pytest.approx(0.5 * math.exp(-2.0 / 20.0 - 3.0 / 7.0))
