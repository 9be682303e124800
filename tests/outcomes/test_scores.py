"""Scores against cases worked by hand, and against `scoringrules` as an independent oracle."""

import math

import numpy as np
import pytest

from sim.outcomes import scores
from sim.outcomes.blocks import block_interval
from sim.outcomes.scores import Chance, between, certain

ONE, ZERO = certain(1), certain(0)


def test_brier_by_hand() -> None:
    assert scores.brier(0.8, ONE) == pytest.approx(0.04)
    assert scores.brier(0.8, ZERO) == pytest.approx(0.64)
    assert scores.brier(0.5, between(1, 0, 1, whole=True)) == pytest.approx(0.25)
    assert scores.brier(0.8, between(1, 0, 1, whole=True)) == pytest.approx(0.34)


def test_logarithms_by_hand_and_never_infinite() -> None:
    assert scores.log_score(Chance(0.25, 10**9), ONE) == pytest.approx(math.log(4), abs=1e-6)
    assert scores.ignorance(math.log(4)) == pytest.approx(2)
    # None of 99 histories: half a case of a hundred.
    assert scores.log_score(Chance(0.0, 99), ONE) == pytest.approx(-math.log(0.005))


def test_crps_by_hand() -> None:
    # E|X - 2| = (1 + 0 + 2) / 3 = 1; E|X - X'| = 2 (1 + 3 + 2) / 9 = 4/3, its half 2/3.
    assert scores.crps(np.array([1.0, 2.0, 4.0]), certain(2)) == pytest.approx(1 / 3)
    assert scores.crps(np.array([3.0]), certain(5)) == pytest.approx(2)  # a point: the absolute error
    assert scores.crps(np.array([3.0]), between(4, 3, 5, whole=True)) == pytest.approx(1)


def test_surprise_by_hand() -> None:
    # Cells 0..3 hold 2, 1, 0, 0 and half a case each: what came, 1, has 1.5 of 5.
    assert scores.surprise(np.array([0.0, 0.0, 1.0]), certain(1)) == pytest.approx(-math.log(1.5 / 4.5))
    assert scores.surprise(np.array([0.0, 0.0, 1.0]), certain(2)) == pytest.approx(-math.log(0.5 / 5))


def test_pit_and_coverage_by_hand() -> None:
    sample = np.array([0.0, 1.0, 1.0, 2.0])
    assert scores.pit(sample, certain(1)) == (0.25, 0.75)
    assert scores.inside(np.arange(101.0), certain(5), 0.9) == 1
    assert scores.inside(np.arange(101.0), certain(4.9), 0.9) == 0
    assert scores.inside(np.arange(101.0), between(5, 4, 5, whole=True), 0.9) == 0.5


def test_the_histogram_of_a_calibrated_forecaster_is_flat() -> None:
    ends = [(k / 100, (k + 1) / 100) for k in range(100)]
    np.testing.assert_allclose(scores.pit_histogram(ends, 5), 1)
    np.testing.assert_allclose(scores.pit_histogram([(0.1, 0.3)], 5), [2.5, 2.5, 0, 0, 0])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_scores_are_those_of_scoringrules(seed: int) -> None:
    oracle = pytest.importorskip("scoringrules")
    generator = np.random.Generator(np.random.Philox(key=seed))
    sample, came = generator.poisson(2.5, 400).astype(float), float(generator.poisson(3))
    assert scores.crps(sample, certain(came)) == pytest.approx(
        float(oracle.crps_ensemble(came, sample, estimator="nrg"))
    )
    p, truth = float(generator.random()), int(generator.random() < 0.5)
    assert scores.brier(p, certain(truth)) == pytest.approx(float(oracle.brier_score(truth, p)))
    assert scores.log_score(Chance(p, 10**12), certain(truth)) == pytest.approx(float(oracle.log_score(truth, p)))


def test_a_proper_score_is_best_for_the_truth() -> None:
    """Over what a Poisson gives, no other mean has a lower CRPS than the true one."""
    generator = np.random.Generator(np.random.Philox(key=7))
    came = generator.poisson(2.0, 400)
    ensembles = {mean: generator.poisson(mean, 2000).astype(float) for mean in (1.0, 2.0, 4.0)}
    told = {mean: np.mean([scores.crps(sample, certain(float(y))) for y in came]) for mean, sample in ensembles.items()}
    assert min(told, key=lambda mean: told[mean]) == 2.0


def test_blocks_are_wider_than_single_months_where_neighbours_are_alike() -> None:
    months = [f"2024-{month:02d}" for month in range(1, 13)]
    alike = [1.0] * 6 + [-1.0] * 6
    single, blocks = block_interval(alike, months, length=1), block_interval(alike, months, length=3)
    assert blocks.high - blocks.low > single.high - single.low
    assert block_interval(alike, months) == block_interval(alike, months)
    assert math.isnan(block_interval([1.0, 2.0], ["2024-01", "2024-02"]).low)


def test_forecasts_of_one_month_are_drawn_together() -> None:
    """Ten copies of each month's difference say no more than one of each."""
    months = [f"2024-{month:02d}" for month in range(1, 13)]
    gaps = [float(k % 5) - 2 for k in range(12)]
    once, often = block_interval(gaps, months), block_interval(gaps * 10, months * 10)
    assert (often.low, often.high) == pytest.approx((once.low, once.high))
