"""Shapley values and interactions against their definitions, by orders and by hand."""

from __future__ import annotations

from itertools import permutations
from math import factorial

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.outcomes import shapley

Floats = NDArray[np.float64]


def table(k: int, histories: int = 5) -> Floats:
    return np.random.default_rng(k).normal(size=(1 << k, histories))


@pytest.mark.parametrize("k", [1, 2, 3, 5])
def test_the_value_is_the_mean_over_all_orders(k: int) -> None:
    values = table(k)
    by_orders = np.zeros((k, values.shape[1]))
    for order in permutations(range(k)):
        design = 0
        for i in order:
            by_orders[i] += values[design | 1 << i] - values[design]
            design |= 1 << i
    np.testing.assert_allclose(shapley.contributions(values), by_orders / factorial(k))


@pytest.mark.parametrize("k", [1, 4, 11])
def test_contributions_add_to_all_on_less_all_off(k: int) -> None:
    values = table(k)
    np.testing.assert_allclose(shapley.contributions(values).sum(axis=0), values[-1] - values[0], atol=1e-12)


def test_a_switch_that_does_nothing_contributes_nothing_and_equals_share() -> None:
    designs = np.arange(8)
    values = np.array([[10.0 if d & 1 and d & 2 else 0.0] for d in designs])  # the third does nothing
    np.testing.assert_allclose(shapley.contributions(values).ravel(), [5.0, 5.0, 0.0])
    np.testing.assert_allclose(shapley.alone(values).ravel(), [0.0, 0.0, 0.0])
    np.testing.assert_allclose(shapley.last(values).ravel(), [10.0, 10.0, 0.0])
    found = {pair: float(one[0]) for pair, one in shapley.interactions(values).items()}
    assert found == pytest.approx({(0, 1): 10.0, (0, 2): 0.0, (1, 2): 0.0})


def test_the_interaction_of_two_is_the_second_difference() -> None:
    values = table(2)
    both = values[3] - values[1] - values[2] + values[0]
    np.testing.assert_allclose(shapley.interactions(values)[0, 1], both)
    np.testing.assert_allclose(shapley.removed_pairs(lambda d: values[d], 2)[0, 1], both)


def test_pairs_removed_last_need_few_designs() -> None:
    values = table(4)
    asked: set[int] = set()

    def of(design: int) -> Floats:
        asked.add(design)
        return values[design]

    found = shapley.removed_pairs(of, 4)
    np.testing.assert_allclose(found[1, 3], values[15] - values[13] - values[7] + values[5])
    assert asked == {d for d in range(16) if d.bit_count() >= 2}
