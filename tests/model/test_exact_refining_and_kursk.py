"""Idle refining and the area held in Kursk have known means (docs/model.md, "State", "Clocks").

False-alarm rate of each comparison: 6.3e-5 (four standard errors, `errors`).
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from .errors import check_mean, check_share
from .runs import FLAT_RATES, NO_ANSWERS, NO_STRIKES, OPEN_WAR, last_in_log
from .runs import run_plain as run

RATE, SHARE, REPAIR = 0.2, 0.006, 40.0
REFINING = {
    **OPEN_WAR,
    **NO_ANSWERS,
    **FLAT_RATES,
    "strikes.ukraine.per_day": RATE,
    "strikes.ukraine.refining_share": SHARE,
    "refining.repair_days": REPAIR,
}
LONG_RUN = RATE * SHARE * REPAIR


@pytest.mark.parametrize("days", [30, 365])
def test_idle_share_stays_at_rate_times_share_times_repair_time(days):
    rows = run({**REFINING, "refining.idle_at_start": LONG_RUN, "horizon_days": days}, 3000).rows
    check_mean(rows["refining_idle_mean"], LONG_RUN)


@pytest.mark.parametrize("days", [30, 365])
def test_idle_share_approaches_it_exponentially(days):
    made = run({**REFINING, "refining.idle_at_start": 0, "horizon_days": days}, 3000, days=True)
    at_the_end = LONG_RUN * (1.0 - math.exp(-days / REPAIR))
    check_mean(made.daily["idle"][:, -1], at_the_end, "at the end")
    check_mean(made.rows["refining_idle_mean"], LONG_RUN - at_the_end * REPAIR / days, "mean over time")


def test_the_area_held_is_a_pure_death_process():
    held, loss, n = 6, 0.01, 6000
    settings = {**OPEN_WAR, **NO_STRIKES, "kursk.area_km2": 600, "kursk.loss_per_day": loss, "horizon_days": 300}
    made = run(settings, n, log=True)
    kept = math.exp(-loss * 300)
    check_mean(last_in_log(made.log[made.log["what"] == 6], "units", n, held), held * kept)
    for day in (60, 150, 300):
        cleared = np.nan_to_num(made.rows["kursk_clear_day"], nan=np.inf) <= day
        check_share(cleared, (1.0 - math.exp(-loss * day)) ** held, f"cleared by day {day}")
