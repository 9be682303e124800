"""The grid, one bus: repair, supply, demand, the exact shortfall of a day, what is felt and counted."""

from __future__ import annotations

import math

import pytest

from sim.model.grid import (
    count_shortfall,
    customer_outage,
    evening_peak,
    mend_block,
    repair_bound,
    repair_rate,
    share_of_day_short,
    supply,
    tick,
    unserved,
)

from .world import world

USUAL = 0.0  # the weather that is as usual


@pytest.mark.parametrize(("heavy", "rate"), [(0, 0.0), (10, 0.2), (30, 0.6), (80, 0.6)])
def test_crews_repair_side_by_side(heavy, rate):
    s, p = world({"grid.crews": 30, "grid.repair_days": 50.0}, heavy=heavy)
    assert repair_rate(s, p) == pytest.approx(rate)


@pytest.mark.parametrize("crews", [1, 30, 1000])
def test_the_bound_of_repair_is_never_below_its_rate(crews):
    s, p = world({"grid.crews": crews, "grid.other_gw": 9.0})
    for heavy in (0, 20, 90, 103):  # more than the plants have after grid.other_gw was set lower
        s.heavy = heavy
        assert repair_bound(s, p) >= repair_rate(s, p)


def test_a_repair_mends_one_block():
    s, _ = world(heavy=5)
    mend_block(s)
    assert s.heavy == 4


STACK = {
    "grid.nuclear_gw": 8.0,
    "grid.nuclear_summer": 0.7,
    "grid.nuclear_winter": 0.9,
    "grid.other_gw": 10.0,
    "grid.block_gw": 0.1,
    "grid.usable_share": 0.9,
    "grid.imports_gw": 1.7,
}


def test_supply_is_nuclear_what_is_left_and_imports():
    s, p = world(STACK, heavy=20, light=1.0)
    assert supply(s, p, 0.0, 1.0) == pytest.approx(7.2 + 0.9 * 7.0 + 1.7)
    assert supply(s, p, 0.0, -1.0) == pytest.approx(5.6 + 0.9 * 7.0 + 1.7)
    assert supply(s, p, 0.0, 0.0) == pytest.approx(6.4 + 0.9 * 7.0 + 1.7)


def test_strikes_remove_only_the_other_plants():
    s, p = world(STACK, heavy=95, light=30.0)
    assert supply(s, p, 0.0, 1.0) == pytest.approx(7.2 + 1.7)


def test_demand_follows_the_season_and_the_weather():
    season = {"grid.demand_mean_gw": 14.0, "grid.demand_swing_gw": 2.0, "grid.weather_sd": 0.05}
    season["grid.demand_shoulder_gw"] = 0.0
    s, p = world(season, weather=0.0)
    assert evening_peak(s, p, 1.0) == pytest.approx(16.0)
    assert evening_peak(s, p, -1.0) == pytest.approx(12.0)
    s.weather = 2.0
    assert evening_peak(s, p, 1.0) == pytest.approx(17.6)


def test_demand_has_a_peak_in_summer_too():
    season = {"grid.demand_mean_gw": 14.0, "grid.demand_swing_gw": 2.0, "grid.demand_shoulder_gw": 0.5}
    s, p = world(season)
    assert [evening_peak(s, p, swing) for swing in (1.0, 0.0, -1.0)] == pytest.approx([16.5, 13.5, 12.5])


def by_minutes(supply_gw: float, peak_gw: float, drop: float) -> tuple[float, float]:
    """(hours short, GWh not served) of a day whose load falls in a straight line, summed numerically."""
    steps = 24_000
    loads = [peak_gw * (1.0 - drop * (i + 0.5) / steps) for i in range(steps)]
    short = [load - supply_gw for load in loads if load > supply_gw]
    return 24.0 * len(short) / steps, 24.0 * sum(short) / steps


@pytest.mark.parametrize("supply_gw", [8.0, 10.2, 10.9, 13.0, 15.5, 16.0, 18.0])
def test_the_shortfall_of_a_day_is_exact(supply_gw):
    short = share_of_day_short(supply_gw, 16.0, 0.32)
    hours, lost = by_minutes(supply_gw, 16.0, 0.32)
    assert 24.0 * short == pytest.approx(hours, abs=0.01)
    assert unserved(supply_gw, 16.0, 0.32, short) == pytest.approx(lost, abs=0.01)


def test_only_sheddable_customers_are_off_and_no_longer_than_a_day():
    _, p = world({"grid.sheddable_share": 0.5, "grid.night_drop": 0.32})
    assert customer_outage(p, 33.6, 16.0) == pytest.approx(33.6 / (0.5 * 16.0 * 0.84))
    assert customer_outage(p, 1000.0, 16.0) == 24.0


def test_weather_keeps_its_variance():
    s, p = world({"grid.weather_memory": 0.8}, weather=1.0)
    tick(s, p, 1.0, 0.0, False, 1.0)
    assert s.weather == pytest.approx(0.8 + 0.6)


SHORT = {
    **STACK,
    "grid.demand_mean_gw": 16.0,
    "grid.demand_swing_gw": 0.0,
    "grid.demand_shoulder_gw": 0.0,
    "grid.other_gw": 5.0,
    "grid.night_drop": 0.32,
}


def short_day(winter: bool):
    s, p = world({**SHORT, "grid.felt_days": 14.0, "refining.felt_days": 30.0}, heavy=0, felt_idle=0.04, idle=0.1)
    tick(s, p, 1.0, 0.0, winter, USUAL)
    return s, p


def test_a_day_is_what_the_formulas_say():
    s, p = short_day(winter=False)
    short = share_of_day_short(s.supply_gw, 16.0, 0.32)
    assert s.demand_gw == pytest.approx(16.0)
    assert 0.0 < short < 1.0
    assert s.hours_short == pytest.approx(24.0 * short)
    assert s.unserved_gwh == s.worst_day_gwh == pytest.approx(unserved(s.supply_gw, 16.0, 0.32, short))
    assert s.customer_outage_hours == pytest.approx(customer_outage(p, s.unserved_gwh, 16.0))


@pytest.mark.parametrize("stretch", [1.4, 0.5, 24.0])
def test_published_schedules_cover_more_hours_and_no_more_than_a_day(stretch):
    s, p = world({**SHORT, "grid.schedule_stretch": stretch}, heavy=0)
    tick(s, p, 1.0, 0.0, False, USUAL)
    assert s.hours_short > 0.0
    assert s.schedule_hours == pytest.approx(min(24.0, stretch * s.hours_short))


def test_outages_and_idle_refining_are_felt_over_days():
    s, p = short_day(winter=False)
    assert s.felt_outage == pytest.approx(s.customer_outage_hours / 14.0)
    idle = 0.1 * math.exp(-1.0 / p.refining_repair_days)
    assert s.idle_now == pytest.approx(idle)
    assert s.felt_idle == pytest.approx(0.04 + (idle - 0.04) / 30.0)


def test_winter_is_counted_apart():
    s, _ = short_day(winter=False)
    assert (s.winter_hours_short, s.winter_unserved_gwh) == (0.0, 0.0)
    s, _ = short_day(winter=True)
    assert (s.winter_hours_short, s.winter_unserved_gwh) == (s.hours_short, s.unserved_gwh)


def test_the_worst_day_is_kept_and_the_rest_summed():
    s, _ = world()
    for lost in (3.0, 9.0, 5.0):
        count_shortfall(s, 2.0, lost, 1.0, True)
    assert (s.worst_day_gwh, s.unserved_gwh, s.hours_short, s.customer_outage_hours) == (9.0, 17.0, 6.0, 3.0)
