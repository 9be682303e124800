"""Campaigns: levels shift by a normal mark, keep the mean rate, and multiply the base rates."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.model import codes
from sim.model.campaign import MOST_FACTOR, MOST_LEVEL, next_level, shift, shift_rate
from sim.model.strikes import base_russia, base_ukraine, refinery_bound, wave_bound

from .world import world

SHIFTING = {
    "strikes.shift_sd": 0.4,
    "strikes.shift_memory": 0.5,
    "strikes.russia.shift_per_day": 0.02,
    "strikes.ukraine.shift_per_day": 0.03,
}
MEDIAN = 0.5


def test_each_side_shifts_at_its_own_pace():
    _, p = world(SHIFTING)
    assert (shift_rate(p, codes.RUSSIA), shift_rate(p, codes.UKRAINE)) == (0.02, 0.03)
    _, p = world({**SHIFTING, "strikes.shift_sd": 0.0})
    assert (shift_rate(p, codes.RUSSIA), shift_rate(p, codes.UKRAINE)) == (0.0, 0.0)


def test_a_shift_keeps_part_of_the_level_and_adds_a_normal():
    _, p = world(SHIFTING)
    drift = -0.16 / 3.0
    assert next_level(p, 0.8, MEDIAN) == pytest.approx(0.4 + drift)
    assert next_level(p, 0.0, 0.5 * math.erfc(-1.0 / math.sqrt(2.0))) == pytest.approx(0.4 + drift)


def test_a_level_stays_within_four_times_and_a_quarter():
    _, p = world({**SHIFTING, "strikes.shift_sd": 3.0})
    assert next_level(p, 0.0, 1.0 - 1e-9) == MOST_LEVEL == pytest.approx(math.log(4.0))
    assert next_level(p, 0.0, 1e-9) == -MOST_LEVEL
    s, p = world({**SHIFTING, "strikes.shift_sd": 3.0})
    shift(s, p, codes.RUSSIA, 1.0 - 1e-9)
    assert s.campaign_russia == pytest.approx(4.0)
    assert s.campaign_russia <= MOST_FACTOR


def test_the_mean_rate_stays_what_it_was():
    # The long run of the recursion itself, over 200,000 shifts of a fixed seed: mean of the factor 1 within 4 errors.
    _, p = world({**SHIFTING, "strikes.shift_sd": 0.2})
    marks = np.random.default_rng(7).random(200_000).tolist()
    level, factors = 0.0, []
    for mark in marks:
        level = next_level(p, level, mark)
        factors.append(math.exp(level))
    blocks = np.asarray(factors).reshape(200, -1).mean(axis=1)
    assert abs(blocks.mean() - 1.0) < 4.0 * blocks.std() / math.sqrt(200)


@pytest.mark.parametrize("side", [codes.RUSSIA, codes.UKRAINE])
def test_a_shift_moves_its_own_side_only(side):
    s, p = world(SHIFTING, kind=codes.NONE)
    before = (base_russia(s, p, 30.0), base_ukraine(s, p))
    shift(s, p, side, 0.9)
    level = (s.level_russia, s.level_ukraine)[side]
    assert level > 0.0
    assert (s.level_russia, s.level_ukraine)[1 - side] == 0.0
    after = (base_russia(s, p, 30.0), base_ukraine(s, p))
    assert after[side] == pytest.approx(before[side] * math.exp(level))
    assert after[1 - side] == before[1 - side]


def test_a_rate_set_later_leaves_the_level():
    s, p = world(SHIFTING, kind=codes.NONE)
    shift(s, p, codes.RUSSIA, 0.9)
    p.assign("strikes.russia.per_day", 0.5)
    assert base_russia(s, p, 265.0) == pytest.approx(0.5 * s.campaign_russia, rel=1e-3)


def test_bounds_allow_for_the_highest_level_only_where_levels_shift():
    s, p = world(SHIFTING)
    most = (wave_bound(s, p), refinery_bound(s, p))
    s, p = world({**SHIFTING, "strikes.shift_sd": 0.0})
    assert most == (pytest.approx(4.0 * wave_bound(s, p)), pytest.approx(4.0 * refinery_bound(s, p)))
