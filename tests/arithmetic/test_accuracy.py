"""Errors of the plain arithmetic in units in the last place, against mpmath's 40 digits."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable

import mpmath as mp
import pytest

from sim.model.arithmetic import LEAST_EXP, LEAST_LOG, MOST_EXP, cos_of_turns, exp, log
from sim.model.normal import DEEPEST, normal

from . import derive

PLACES = 4000
LEAST_MARK = 2.0**-33


def worst(ours: Callable[[float], float], exact: Callable[[mp.mpf], mp.mpf], places: Iterable[float]) -> float:
    """The largest error over the places, in units in the last place of the exact value."""
    with mp.workdps(derive.DIGITS):
        found = [(ours(x), exact(mp.mpf(x))) for x in places]
        return max(float(abs(mp.mpf(value) - true) / mp.mpf(math.ulp(float(true)))) for value, true in found)


def spread(low: float, high: float, seed: int) -> list[float]:
    draw = random.Random(seed)
    return [low, high, *(draw.uniform(low, high) for _ in range(PLACES))]


def marks(seed: int) -> list[float]:
    """Marks as they are drawn, half of them evenly, half evenly in the logarithm of the tail."""
    draw = random.Random(seed)
    even = [draw.randrange(2**32) for _ in range(PLACES // 2)]
    deep = [int(2.0 ** draw.uniform(0.0, 31.0)) for _ in range(PLACES // 4)]
    words = [0, 2**32 - 1, *even, *deep, *(2**32 - 1 - word for word in deep)]
    return [(word + 0.5) * 2.0**-32 for word in words]


def quantile(mark: mp.mpf) -> mp.mpf:
    half = mp.mpf(1) / 2
    return derive.quantile(mark) if mark <= half else -derive.quantile(1 - mark)


@pytest.mark.parametrize(("low", "high"), [(LEAST_EXP, MOST_EXP), (-40.0, 1.0), (-0.35, 0.35), (-1e-3, 1e-3)])
def test_exp_is_within_1_ulp(low, high):
    assert worst(exp, mp.exp, spread(low, high, 1)) < 1.0


@pytest.mark.parametrize(("low", "high"), [(0.5, 2.0), (0.99, 1.01), (1.0 - 1e-6, 1.0), (LEAST_LOG, 1.0), (1.0, 1e308)])
def test_log_is_within_1_ulp(low, high):
    assert worst(log, mp.log, [x for x in spread(low, high, 2) if x != 1.0]) < 1.0


def test_log_of_marks_and_of_all_sizes_is_within_1_ulp():
    assert worst(log, mp.log, marks(3)) < 1.0
    assert worst(log, mp.log, [2.0 ** (x + 0.01) for x in range(-1022, 1023)]) < 1.0
    assert log(1.0) == 0.0


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.26), (0.2499, 0.2501), (0.0, 1e-3), (-3.0, 3.0), (-400.0, 400.0)])
def test_cos_is_within_1_ulp(low, high):
    places = [x for x in spread(low, high, 4) if x % 1.0 not in (0.25, 0.75)]
    assert worst(cos_of_turns, lambda turns: mp.cos(2 * mp.pi * turns), places) < 1.0


def test_cos_of_quarter_turns_is_exact():
    turns = [0.0, 0.25, 0.5, 0.75, 1.0, -0.25, -0.5, 1e6]
    assert [cos_of_turns(t) for t in turns] == [1.0, 0.0, -1.0, 0.0, 1.0, 0.0, -1.0, 1.0]


@pytest.mark.slow
def test_the_normal_is_within_1_ulp():
    assert worst(normal, quantile, marks(5)) < 1.0
    assert normal(0.5) == 0.0


def test_the_normal_is_odd_and_rises():
    made = [normal(mark) for mark in sorted(marks(6))]
    assert made == sorted(made)
    assert all(normal(1.0 - mark) == -normal(mark) for mark in marks(6))


@pytest.mark.parametrize("mark", [1e-21, 1e-300])
def test_beyond_what_can_be_drawn_the_normal_stays_where_it_was(mark):
    assert normal(mark) == normal(math.exp(-DEEPEST - 1.0)) < normal(LEAST_MARK)


def test_ends_of_the_ranges():
    assert exp(LEAST_EXP) > 0.0 == exp(math.nextafter(LEAST_EXP, -math.inf)) == exp(-math.inf)
    assert exp(MOST_EXP) < math.inf == exp(math.nextafter(MOST_EXP, math.inf)) == exp(math.inf)
    assert log(LEAST_LOG) > -math.inf == log(0.0) == log(-1.0) == log(5e-324)
    assert exp(0.0) == 1.0
