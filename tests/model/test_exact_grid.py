"""One bus, one straight line of load: hours short and energy not served (docs/model.md, "The grid, one bus")."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.integrate import quad

from sim.model.grid import customer_outage, share_of_day_short, unserved

from .runs import NO_STRIKES, OPEN_WAR
from .runs import run_plain as run

DROP = 0.32
STILL = {
    **OPEN_WAR,
    **NO_STRIKES,
    "grid.destroyed_gw": 0,
    "grid.weather_sd": 0,
    "grid.demand_swing_gw": 0,
    "grid.demand_mean_gw": 10.0,
    "grid.night_drop": DROP,
    "grid.nuclear_gw": 0,
    "grid.imports_gw": 0,
    "grid.usable_share": 1,
    "horizon_days": 20,
}


@pytest.mark.parametrize(("supply", "hours"), [(10.0, 0.0), (12.0, 0.0), (6.8, 480.0), (5.0, 480.0)])
def test_supply_above_the_peak_serves_all_and_below_the_night_is_short_all_day(supply, hours):
    rows = run({**STILL, "grid.other_gw": supply}, 3).rows
    assert rows["hours_short"] == pytest.approx(hours, rel=1e-12)
    assert (rows["unserved_gwh"] > 0).all() == (hours > 0)


@pytest.mark.parametrize("supply", [9.9, 8.5, 7.0, 6.8, 3.0])
def test_energy_not_served_is_the_area_between_load_and_supply(supply):
    def lost(share_of_day):
        return max(0.0, 10.0 * (1 - DROP * share_of_day) - supply)

    crossing = min(1.0, (1 - supply / 10.0) / DROP)
    area = 24.0 * quad(lost, 0.0, crossing)[0]
    rows = run({**STILL, "grid.other_gw": supply, "grid.sheddable_share": 0.5}, 3).rows
    assert rows["hours_short"] == pytest.approx(20 * 24.0 * crossing, rel=1e-12)
    assert rows["unserved_gwh"] == pytest.approx(20 * area, rel=1e-9)
    assert rows["worst_day_gwh"] == pytest.approx(area, rel=1e-9)
    a_day = min(24.0, area / (0.5 * 10.0 * (1 - DROP / 2)))
    assert rows["customer_outage_hours"] == pytest.approx(20 * a_day, rel=1e-9)


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_hours_grow_linearly_between_peak_and_night(share):
    peak = 12.0
    supply = peak * (1 - DROP * share)
    assert share_of_day_short(supply, peak, DROP) == pytest.approx(share, abs=1e-12)
    assert unserved(supply, peak, DROP, share) == pytest.approx(12.0 * peak * DROP * share**2, abs=1e-9)


def test_a_customer_is_off_for_a_day_at_most():
    class Share:
        grid_sheddable_share, grid_night_drop = 0.5, DROP

    assert customer_outage(Share, 1000.0, 10.0) == 24.0


def test_supply_adds_nuclear_by_season_other_plants_by_damage_and_imports():
    settings = {
        **OPEN_WAR,
        **NO_STRIKES,
        "grid.nuclear_gw": 8.0,
        "grid.nuclear_summer": 0.7,
        "grid.nuclear_winter": 0.95,
        "grid.imports_gw": 1.5,
        "grid.other_gw": 10.0,
        "grid.usable_share": 0.8,
        "grid.destroyed_gw": 4.0,
        "grid.restored_share": 0.5,
        "grid.block_gw": 0.5,
        "grid.repair_days": 1e4,
        "grid.demand_mean_gw": 14.0,
        "grid.demand_swing_gw": 2.0,
        "grid.weather_sd": 0,
        "horizon_days": 200,
    }
    made = run({**settings, "grid.crews": 0}, 2, days=True)
    days = np.arange(1, 201)
    swing = np.cos(2 * math.pi * (days - 82) / 365.25)
    nuclear = 8.0 * (0.7 + 0.25 * (1 + swing) / 2)
    assert made.daily["supply_gw"][0] == pytest.approx(nuclear + 0.8 * (10.0 - 0.5 * 4) + 1.5, rel=1e-12)
    assert made.daily["demand_gw"][1] == pytest.approx(14.0 + 2.0 * swing, rel=1e-12)


def test_light_damage_heals_exponentially_from_the_strike_on():
    settings = {
        **OPEN_WAR,
        "strikes.ukraine.per_day": 0,
        "strikes.russia.per_day": 0.02,
        "strikes.russia.light_share": 1,
        "strikes.russia.damage_gw": 2.0,
        "strikes.reciprocity.ukraine_by_russia": 0,
        "grid.light_repair_days": 15.0,
        "grid.destroyed_gw": 0,
        "grid.usable_share": 1,
        "grid.nuclear_gw": 0,
        "grid.imports_gw": 0,
        "grid.other_gw": 100.0,
        "horizon_days": 300,
    }
    made = run(settings, 20, days=True, log=True)
    waves = made.log[made.log["what"] == 0]
    assert len(waves) > 100
    for replicate in range(20):
        out = 100.0 - made.daily["supply_gw"][replicate]
        own = waves[waves["replicate"] == replicate]
        for k, day in enumerate(range(1, 301)):
            before = own[own["day"] <= day]
            left = before["light"][-1] * math.exp(-(day - before["day"][-1]) / 15.0) if len(before) else 0.0
            assert out[k] == pytest.approx(left, abs=1e-9)


def test_weather_is_autocorrelated_with_its_standard_deviation():
    """Relative deviation of the peak: from 0, variance sd^2 (1 - memory^(2k)) on day k, lag-one correlation memory."""
    sd, memory, n = 0.05, 0.7, 4000
    settings = {**STILL, "grid.weather_sd": sd, "grid.weather_memory": memory, "grid.other_gw": 50.0}
    z = (run(settings, n, days=True).daily["demand_gw"] / 10.0 - 1.0) / sd
    for day in (1, 2, 20):
        expected = 1.0 - memory ** (2 * day)
        found = float(np.mean(z[:, day - 1] ** 2))
        assert abs(found - expected) < 4.0 * expected * math.sqrt(2.0 / n)  # variance of a normal's square
        assert abs(float(np.mean(z[:, day - 1]))) < 4.0 * math.sqrt(expected / n)
    slope = float(np.sum(z[:, 18] * z[:, 19]) / np.sum(z[:, 18] ** 2))
    assert abs(slope - memory) < 4.0 * math.sqrt((1 - memory**2) / np.sum(z[:, 18] ** 2))
