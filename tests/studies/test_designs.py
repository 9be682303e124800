"""Designs are what they say, and the same arguments give the same points."""

import numpy as np
import pytest

from sim.studies.designs import grid, latin_hypercube, sobol, steps


def test_grid_has_every_combination_the_last_axis_fastest():
    points = grid({"a": [1, 2], "b": ["x", "y", "z"]})
    assert [tuple(p.values()) for p in points] == [(1, "x"), (1, "y"), (1, "z"), (2, "x"), (2, "y"), (2, "z")]


def test_grid_refuses_nothing_to_vary():
    with pytest.raises(ValueError, match="at least one"):
        grid({})
    with pytest.raises(ValueError, match="no values given for b"):
        grid({"a": [1], "b": []})


def test_steps_are_the_numbers_a_reader_expects():
    assert steps(0, 1, 11) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
    assert steps(0.01, 0.05, 2) == [0.01, 0.05]
    assert steps(5, 5, 1) == [5]
    assert steps(1, 0, 3) == [1, 0.5, 0]
    with pytest.raises(ValueError, match="one step"):
        steps(0, 1, 1)
    with pytest.raises(ValueError, match="at least 1"):
        steps(0, 1, 0)


def test_latin_hypercube_has_one_point_in_each_slice():
    points = latin_hypercube(4, 50, seed=7)
    assert points.shape == (50, 4)
    for axis in points.T:
        assert sorted((axis * 50).astype(int)) == list(range(50))


def test_sobol_points_are_balanced_and_extend():
    points = sobol(5, 64, seed=7)
    for axis in points.T:
        assert sorted((axis * 64).astype(int)) == list(range(64))
    assert np.array_equal(sobol(5, 100, seed=7)[:64], points)


def test_designs_follow_the_seed_alone():
    for design in (latin_hypercube, sobol):
        assert np.array_equal(design(3, 16, 1), design(3, 16, 1))
        assert not np.array_equal(design(3, 16, 1), design(3, 16, 2))
