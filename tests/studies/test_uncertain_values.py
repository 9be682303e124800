"""Values of uncertain parameters by inversion: the distribution that was asked for, within what is allowed."""

import numpy as np
import pytest

from sim.scenario import REGISTRY, Distribution
from sim.studies.unknowns import value_of

U = (np.arange(2000) + 0.5) / 2000


def test_whole_numbers_of_a_range_have_equal_chances():
    crews = REGISTRY["grid.crews"]
    values = [value_of(Distribution("uniform", (20, 36)), crews, float(u)) for u in U]
    numbers, counts = np.unique(values, return_counts=True)
    assert list(numbers) == list(range(20, 37))
    assert max(counts) - min(counts) <= 1


def test_whole_numbers_of_a_range_lie_evenly_on_each_side_of_the_default():
    crews = REGISTRY["grid.crews"]
    values = [value_of(Distribution("range", (10, 12, 30)), crews, float(u)) for u in U]
    assert np.median(values) == 12
    assert (min(values), max(values)) == (10, 30)
    on_the_edge = [value_of(Distribution("range", (3, 5, 5)), crews, float(u)) for u in U]
    assert np.mean(np.asarray(on_the_edge) == 5) > 0.5


def test_other_whole_numbers_are_the_nearest_to_the_quantile():
    crews = REGISTRY["grid.crews"]
    values = [value_of(Distribution("triangular", (20, 30, 36)), crews, float(u)) for u in U]
    assert all(isinstance(value, int) for value in values)
    assert np.mean(values) == pytest.approx((20 + 30 + 36) / 3, abs=0.05)
    assert value_of(Distribution("choice", (20, 36)), crews, 0.9) == 36


@pytest.mark.parametrize(
    ("distribution", "mean"),
    [
        (Distribution("uniform", (0.2, 0.6)), 0.4),
        (Distribution("range", (0.0, 0.2, 1.0)), 0.35),
        (Distribution("triangular", (0.0, 0.3, 0.9)), 0.4),
        (Distribution("normal", (0.5, 0.1)), 0.5),
        (Distribution("choice", (0.1, 0.3)), 0.2),
    ],
)
def test_the_mean_is_that_of_the_distribution(distribution, mean):
    values = [value_of(distribution, REGISTRY["talks.mediator"], float(u)) for u in U]
    assert np.mean(values) == pytest.approx(mean, abs=1e-3)
    assert values == sorted(values)


def test_the_ends_of_the_unit_interval_give_values():
    for distribution in (Distribution("normal", (0.5, 0.1)), Distribution("lognormal", (0.5, 0.1))):
        assert all(0 <= value_of(distribution, REGISTRY["talks.mediator"], u) <= 1 for u in (0.0, 1 - 2**-53))
