"""The backlog of heavy damage is a queue with a known law in three cases (docs/model.md, "The grid, one bus").

False-alarm rate of each comparison: 6.3e-5 (four standard errors, `errors`).
"""

from __future__ import annotations

import math

import numpy as np
from scipy.linalg import expm

from .errors import check_mean, check_share, check_variance
from .runs import FLAT_RATES, INTACT_GRID, NO_ANSWERS, NO_STRIKES, OPEN_WAR, last_in_log
from .runs import run_plain as run

WAR = {**OPEN_WAR, **NO_ANSWERS, **FLAT_RATES, **INTACT_GRID, "strikes.ukraine.per_day": 0}


def test_endless_crews_mend_exponentially():
    rate, damage, light, block, repair = 0.04, 2.0, 0.25, 1.0, 40.0  # about as many blocks as waves: rounding tells
    settings = {
        **WAR,
        "strikes.russia.per_day": rate,
        "strikes.russia.damage_gw": damage,
        "strikes.russia.light_share": light,
        "grid.block_gw": block,
        "grid.repair_days": repair,
        "grid.crews": 1000,
        "grid.other_gw": 40.0,
        "ceilings.heavy_repair": 5,
    }
    for days in (15, 60, 240):
        n = 4000
        heavy = last_in_log(run({**settings, "horizon_days": days}, n, log=True).log, "heavy", n, 0)
        blocks_a_day = rate * damage * (1.0 - light) / block
        check_mean(heavy, blocks_a_day * repair * (1.0 - math.exp(-days / repair)), f"day {days}")


def test_a_backlog_without_strikes_clears_block_by_block():
    crews, repair, blocks = 10, 20.0, 33
    settings = {
        **OPEN_WAR,
        **NO_STRIKES,
        "kursk.area_km2": 0,
        "grid.destroyed_gw": 6.6,  # half restored, in blocks of 0.1 GW: 33
        "grid.restored_share": 0.5,
        "grid.crews": crews,
        "grid.repair_days": repair,
        "horizon_days": 600,
    }
    n = 3000
    log = run(settings, n, log=True).log
    assert (last_in_log(log, "heavy", n, blocks) == 0).all()
    waits = repair / np.minimum(crews, np.arange(1, blocks + 1))
    cleared = last_in_log(log, "day", n, 0)
    check_mean(cleared, waits.sum())
    check_variance(cleared, (waits**2).sum())


def test_damage_much_smaller_than_a_block_makes_the_backlog_a_queue():
    """Single blocks arrive by chance at a constant rate, `crews` mend: M/M/c, empty at the start."""
    strikes, crews, repair, days, n = 4.0, 5, 20.0, 100, 1500
    settings = {
        **WAR,
        "strikes.russia.per_day": strikes,
        "ceilings.russian_wave": strikes,
        "strikes.russia.damage_gw": 0.005,
        "strikes.russia.light_share": 0,
        "grid.crews": crews,
        "grid.repair_days": repair,
        "kursk.area_km2": 0,
        "horizon_days": days,
    }
    heavy = last_in_log(run(settings, n, log=True).log, "heavy", n, 0)
    arrive = strikes * 0.05
    most = 80
    generator = np.zeros((most, most))
    for k in range(most - 1):
        generator[k, k + 1] = arrive
        generator[k + 1, k] = min(crews, k + 1) / repair
    generator -= np.diag(generator.sum(axis=1))
    chances = expm(generator * days)[0]
    check_mean(heavy, float(chances @ np.arange(most)))
    for k in (1, 4, 8):
        check_share(heavy <= k, float(chances[: k + 1].sum()), f"at most {k}")
