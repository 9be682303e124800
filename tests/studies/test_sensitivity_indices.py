"""Sobol indices against functions whose indices are known, and against SciPy and SALib."""

import warnings

import numpy as np
import pytest
from scipy import stats

from sim.outcomes.sobol_indices import indices
from sim.studies.designs import saltelli_design


def ishigami(x):
    x = np.pi * (2 * x - 1)
    return np.sin(x[..., 0]) + 7 * np.sin(x[..., 1]) ** 2 + 0.1 * x[..., 2] ** 4 * np.sin(x[..., 0])


def ishigami_exact(a=7.0, b=0.1):
    v1 = 0.5 * (1 + b * np.pi**4 / 5) ** 2
    v2 = a**2 / 8
    v13 = b**2 * np.pi**8 * (1 / 18 - 1 / 50)
    v = v1 + v2 + v13
    return np.array([v1, v2, 0]) / v, np.array([v1 + v13, v2, v13]) / v


G = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0])


def sobol_g(x):
    return np.prod((np.abs(4 * x - 2) + G) / (1 + G), axis=-1)


def sobol_g_exact():
    part = 1 / (3 * (1 + G) ** 2)
    v = np.prod(1 + part) - 1
    total = np.array([part[i] * np.prod(np.delete(1 + part, i)) for i in range(len(G))])
    return part / v, total / v


@pytest.mark.parametrize(("function", "exact", "factors"), [(ishigami, ishigami_exact, 3), (sobol_g, sobol_g_exact, 6)])
def test_known_indices_lie_in_the_intervals(function, exact, factors):
    found = indices(function(saltelli_design(factors, 2048, seed=3)), level=0.999)
    first, total = exact()
    assert np.all((found.first_low <= first) & (first <= found.first_high))
    assert np.all((found.total_low <= total) & (total <= found.total_high))
    assert np.allclose(found.first, first, atol=0.03)
    assert np.allclose(found.total, total, atol=0.03)


def test_intervals_hold_as_often_as_they_say():
    first, total = ishigami_exact()
    inside = []
    for seed in range(60):
        found = indices(ishigami(saltelli_design(3, 256, seed=seed)), resamples=400)
        inside.append((found.first_low <= first) & (first <= found.first_high))
        inside.append((found.total_low <= total) & (total <= found.total_high))
    # Sobol points vary less than independent ones, for which the bootstrap is right: intervals are if anything wide.
    assert np.mean(inside) > 0.93


def test_equal_to_scipy():
    design = saltelli_design(6, 256, seed=1)
    f = sobol_g(design)
    theirs = stats.sobol_indices(func={"f_A": f[:, 0][None], "f_B": f[:, 1][None], "f_AB": f[:, 2:].T[:, None]}, n=256)
    ours = indices(f)
    assert np.allclose(ours.first, theirs.first_order)
    assert np.allclose(ours.total, theirs.total_order)


def test_within_intervals_of_salib():
    # SALib takes its resamples from NumPy's global state and warns of pandas; neither is ours.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from SALib.analyze.sobol import analyze

        f = ishigami(saltelli_design(3, 1024, seed=5))
        order = [0, 2, 3, 4, 1]  # SALib's rows: A, AB_1 ... AB_d, B
        theirs = analyze({"num_vars": 3, "names": list("abc"), "bounds": [[0, 1]] * 3}, f[:, order].ravel(),
                         calc_second_order=False, seed=1)  # fmt: skip
    ours = indices(f)
    assert np.allclose(ours.first, theirs["S1"], atol=1e-3)
    assert np.allclose(ours.total, theirs["ST"], atol=1e-3)
    half_width = (ours.total_high - ours.total_low) / 2
    assert np.allclose(half_width, theirs["ST_conf"], rtol=0.25)


def test_all_luck_gives_parameters_nothing_and_luck_everything():
    """Three parameters that do nothing and a last column that picks the replicate."""
    luck = np.random.default_rng(0).exponential(size=4096)
    design = saltelli_design(4, 1024, seed=2)
    found = indices(luck[(design[..., 3] * len(luck)).astype(int)])
    for low, high in ((found.first_low, found.first_high), (found.total_low, found.total_high)):
        assert np.all((low[:3] <= 0) & (high[:3] >= 0))
        assert low[3] <= 1 <= high[3]


def test_a_constant_outcome_has_no_indices_and_no_warning():
    found = indices(np.full((64, 5), 0.1))
    assert found.variance == 0
    assert np.all(found.total == 0)


def test_one_factor_keeps_its_axis():
    found = indices(saltelli_design(1, 64, seed=1)[..., 0])
    assert found.total.shape == (1,)
    assert found.total[0] == pytest.approx(1, abs=0.1)


def test_rows_with_a_missing_outcome_are_left_out():
    f = ishigami(saltelli_design(3, 256, seed=1))
    holes = f.copy()
    holes[:10, 2] = np.nan
    assert np.allclose(indices(holes).total, indices(f[10:]).total)
    with pytest.raises(ValueError, match="fewer than 2 rows"):
        indices(np.full((8, 5), np.nan))


def test_rows_must_be_a_power_of_two():
    with pytest.raises(ValueError, match="power of 2"):
        saltelli_design(3, 100, seed=1)
