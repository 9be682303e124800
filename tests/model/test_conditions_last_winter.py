"""The decisive tests of C8: last winter's understanding, its end as the cold passes, and what follows.

One side's temptation is at work: Ukraine's in `last_winter`, as the article tells it, Russia's in `mirror`.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.model.codes import BREACH, RUSSIAN_WAVE, TACIT
from sim.model.parameters import Parameters, flat
from sim.model.state import State, begin
from sim.model.strikes import refinery_rate, wave_rate
from sim.scenario import load

from .pairs import more_on_average
from .runs import run

MONTHS = {"january": (92, 123), "february": (123, 152), "march": (152, 183)}  # days from 1 October 2023


# The means to strike refineries from the first day, and no shifting: the rates differ by the season alone.
ABLE = {"inherit_events": False, "strikes.ukraine.per_day": 0.1, "strikes.shift_sd": 0}


def able(name):
    return load({"extends": name, **ABLE})


def hazards(base, n, **changes):
    """Breach hazard of the first tacit spell in each month (1/d), and its standard error."""
    spells = run({"horizon_days": 190, **changes}, n, base=base).spells
    first = spells[spells["start"] == 0.0]
    assert (first["kind"] == TACIT).all()
    breached = first["cause"] == BREACH
    made = {}
    for month, (start, end) in MONTHS.items():
        exposure = np.clip(np.minimum(first["end"], end) - start, 0, None).sum()
        ended = np.count_nonzero(breached & (first["end"] >= start) & (first["end"] < end))
        made[month] = ended / exposure, math.sqrt(ended) / exposure
    return made


def distance(made):
    """March's hazard above January's, in standard errors."""
    (march, march_error), (january, january_error) = made["march"], made["january"]
    return (march - january) / math.hypot(march_error, january_error)


@pytest.mark.slow
def test_c8_as_the_article_tells_it_breaches_become_likelier_in_march():
    """One-sided at 3.7 standard errors (1e-4); the distance is about 15 of them."""
    made = hazards(able("last_winter"), 100_000)
    assert distance(made) > 3.7
    assert made["january"][0] == pytest.approx(0.0050, rel=0.1)
    assert made["march"][0] == pytest.approx(0.0060, rel=0.1)


@pytest.mark.slow
def test_c8_with_the_temptations_swapped_they_become_less_likely():
    """One-sided at 3.7 standard errors (1e-4); weak, so that it takes 300,000 histories: about 6 of them."""
    made = hazards(able("mirror"), 300_000)
    assert distance(made) < -3.7
    assert made["january"][0] == pytest.approx(0.0082, rel=0.1)
    assert made["march"][0] == pytest.approx(0.0063, rel=0.1)


@pytest.mark.slow
def test_c8_without_temptation_no_month_is_worse_than_the_other():
    made = hazards(able("last_winter"), 100_000, **{"moratorium.temptation.ukraine": 0})
    assert abs(distance(made)) < 4.0


def tacit(base):
    p = Parameters(flat(able(base)))
    s = State()
    begin(s, p)
    assert s.kind == TACIT
    return s, p


@pytest.mark.parametrize(
    ("base", "rate", "other"), [("last_winter", refinery_rate, wave_rate), ("mirror", wave_rate, refinery_rate)]
)
def test_c8_the_rate_under_restraint_moves_with_the_cold_on_the_tempted_side_only(base, rate, other):
    """January, February, March 2024, on the 15th: up for Ukraine, down for Russia; by exp(temptation * change)."""
    s, p = tacit(base)
    rates = [rate(s, p, t, 0.5) for t in (106.0, 137.0, 166.0)]
    assert rates == sorted(rates, reverse=base == "mirror")
    cold = [max(0.0, math.cos(2 * math.pi * (t - 111) / 365.25)) for t in (106.0, 166.0)]  # 20 January is day 111
    change = cold[1] - cold[0] if base == "mirror" else cold[0] - cold[1]
    assert rates[2] / rates[0] == pytest.approx(math.exp(change), rel=1e-12)
    assert len({other(s, p, t, 0.5) for t in (106.0, 137.0, 166.0)}) == 1


def waves_around_collapse(retaliation):
    """Waves in the 60 d up to the breach that ends the first understanding, itself included, and in the 60 d after."""
    paths = (f"moratorium.collapse_retaliation.{side}" for side in ("russia", "ukraine"))
    made = run(dict.fromkeys(paths, retaliation), 3000, base=able("last_winter"), log=True)
    day = made.rows["tacit_end_day"]
    whole = (made.rows["tacit_end_cause"] == BREACH) & (day >= 60) & (day <= 305)
    waves = made.log[made.log["what"] == RUSSIAN_WAVE]
    since = waves["day"] - day[waves["replicate"]]

    def count(which):
        return np.bincount(waves["replicate"][which], minlength=len(day))[whole]

    return count((since >= -60) & (since <= 0)), count((since > 0) & (since <= 60))


def test_c8_a_collapse_is_followed_by_a_wave_of_retaliation():
    before, after = waves_around_collapse(4)
    _, unprovoked = waves_around_collapse(0)
    assert len(before) == len(unprovoked) > 1500  # up to the first collapse both are the same histories
    more_on_average(before, after)
    more_on_average(unprovoked, after)
    assert before.mean() == pytest.approx(0.54, abs=0.1)
    assert after.mean() == pytest.approx(4.6, rel=0.1)
    assert unprovoked.mean() == pytest.approx(2.2, rel=0.1)
