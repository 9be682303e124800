"""The grid, one bus, and the daily tick (docs/model.md, "The grid, one bus")."""

from __future__ import annotations

import math

from sim.model.decay import light_now, settle_idle_for_the_day, settle_light_for_the_day
from sim.model.parameters import Parameters
from sim.model.state import State, most_heavy


def repair_rate(s: State, p: Parameters) -> float:
    """Blocks mended per day."""
    return min(p.grid_crews, float(s.heavy)) / p.grid_repair_days


def repair_bound(s: State, p: Parameters) -> float:
    """The most that `repair_rate` can be (the backlog may exceed the plants after `grid.other_gw` was set lower)."""
    return min(p.grid_crews, float(max(s.heavy, most_heavy(p)))) / p.grid_repair_days


def mend_block(s: State) -> None:
    """One block is back."""
    s.heavy -= 1


def supply(s: State, p: Parameters, t: float, swing: float) -> float:
    """Supply in GW at `t`: nuclear, what is left of the other plants, imports."""
    nuclear = p.grid_nuclear_summer + (p.grid_nuclear_winter - p.grid_nuclear_summer) * (1.0 + swing) / 2.0
    others = max(0.0, p.grid_other_gw - p.grid_block_gw * s.heavy - light_now(s, p, t))
    return p.grid_nuclear_gw * nuclear + p.grid_usable_share * others + p.grid_imports_gw


def evening_peak(s: State, p: Parameters, swing: float) -> float:
    """Evening peak of demand in GW."""
    shoulder = p.grid_demand_shoulder_gw * (2.0 * swing * swing - 1.0)  # twice a year: heating and cooling
    season = p.grid_demand_mean_gw + p.grid_demand_swing_gw * swing + shoulder
    return max(0.0, season * (1.0 + p.grid_weather_sd * s.weather))


def share_of_day_short(supply_gw: float, peak_gw: float, night_drop: float) -> float:
    """Share of the day on which load exceeds supply: load falls on a straight line from peak to night."""
    if supply_gw >= peak_gw:
        return 0.0
    return min(1.0, (1.0 - supply_gw / peak_gw) / night_drop)


def unserved(supply_gw: float, peak_gw: float, night_drop: float, short: float) -> float:
    """Energy not served on the day, GWh: the area between the line of load and supply while short."""
    return 24.0 * (peak_gw * short * (1.0 - night_drop * short / 2.0) - supply_gw * short)


def customer_outage(p: Parameters, unserved_gwh: float, peak_gw: float) -> float:
    """Hours off a day for a customer who can be shed."""
    sheddable_gw = p.grid_sheddable_share * peak_gw * (1.0 - p.grid_night_drop / 2.0)
    return min(24.0, unserved_gwh / sheddable_gw)


def tick(s: State, p: Parameters, t: float, swing: float, winter: bool, weather: float) -> None:
    """The daily tick at the end of a day: weather, demand, supply, shortfall, felt averages.

    `swing` is `season.swing` at `t`; `winter` whether the day's date lies in November-March; `weather` is the day's
    draw, a standard normal.
    """
    memory = p.grid_weather_memory
    s.weather = memory * s.weather + math.sqrt(1.0 - memory * memory) * weather
    settle_light_for_the_day(s, p, t)
    settle_idle_for_the_day(s, p, t)
    s.supply_gw = supply(s, p, t, swing)
    s.demand_gw = evening_peak(s, p, swing)
    short = share_of_day_short(s.supply_gw, s.demand_gw, p.grid_night_drop)
    outage = 0.0
    if short > 0.0:
        lost = unserved(s.supply_gw, s.demand_gw, p.grid_night_drop, short)
        outage = customer_outage(p, lost, s.demand_gw)
        count_shortfall(s, 24.0 * short, lost, outage, winter)
        s.schedule_hours += min(24.0, p.grid_schedule_stretch * 24.0 * short)
    s.felt_outage += (outage - s.felt_outage) / p.grid_felt_days
    s.idle_now = s.idle
    s.felt_idle += (s.idle_now - s.felt_idle) / p.refining_felt_days


def count_shortfall(s: State, hours: float, lost: float, outage: float, winter: bool) -> None:
    """Add one day's shortfall to the tally."""
    s.hours_short += hours
    s.unserved_gwh += lost
    s.customer_outage_hours += outage
    s.worst_day_gwh = max(s.worst_day_gwh, lost)
    if winter:
        s.winter_hours_short += hours
        s.winter_unserved_gwh += lost
