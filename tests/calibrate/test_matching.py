"""History matching and sequential Monte Carlo on models whose answers are known."""

import datetime as dt

import numpy as np
import pytest

from sim.scenario import load
from sim.scenario.questions import check_question
from sim.scenario.questions.question import Question
from sim.studies.calibrate.checks import shared_table_ranks, uniform_p_values
from sim.studies.calibrate.form import Budget, Calibration, Summary
from sim.studies.calibrate.matching import implausibility, noise_check, not_ruled_out, reflected
from sim.studies.calibrate.screening import strongest
from sim.studies.calibrate.sequential import Population, distance, first_population, next_population, resampled
from sim.studies.calibrate.settings import CalibrationSettings
from sim.studies.calibrate.study import Runner

BASE = load("baseline")


def made(*observed: float, error: float = 0.0, discrepancy: float = 0.1) -> Calibration:
    """A calibration with so many summaries; only their figures matter here."""
    checked = check_question(Question("q", "breaches"), BASE.start, BASE.horizon_days)
    summaries = tuple(
        Summary(f"s{i}", "p", checked, value, error, discrepancy, "made") for i, value in enumerate(observed)
    )
    return Calibration("made", "Made", dt.date(2024, 10, 30), {"p": BASE}, summaries)


def test_implausibility_by_hand() -> None:
    """Mean 3 and variance 4 of four histories, 5 observed with error 1 and discrepancy 2."""
    sampled = np.array([[[1.0, 1.0, 5.0, 5.0]], [[3.0, 3.0, 3.0, 3.0]]])
    found = implausibility(made(5.0, error=1.0, discrepancy=2.0), sampled)
    luck = np.array([16 / 3, 0.0])
    granted = np.minimum(luck, np.median(luck))
    np.testing.assert_allclose(found[:, 0], 2 / np.sqrt(granted + luck / 4 + 5))


def test_a_noisy_set_does_not_win_by_its_noise() -> None:
    generator = np.random.Generator(np.random.Philox(key=1))
    quiet = generator.normal(4.0, 1.0, (40, 1, 16))
    noisy = generator.normal(4.0, 30.0, (8, 1, 16))
    sampled = np.concatenate([quiet, noisy - noisy.mean(axis=2, keepdims=True) + 4.0])
    calibration = made(10.0, discrepancy=0.5)
    capped, own = (not_ruled_out(implausibility(calibration, sampled, capped=cap), 3.0) for cap in (True, False))
    assert own[40:].all(), "with its own luck every noisy set stays"
    (check,) = noise_check(calibration, sampled, 3.0)
    assert not capped[:40].any()
    assert capped[40:].sum() <= own[40:].sum()
    assert check["own"] > 3


def test_the_parameters_that_move_a_summary_are_found() -> None:
    generator = np.random.Generator(np.random.Philox(key=2))
    points = generator.random((400, 6))
    means = np.stack([points[:, 1] ** 3, -points[:, 4]], axis=1)
    sampled = means[:, :, None] + generator.normal(0, 0.2, (400, 2, 8))
    assert strongest(points, sampled, 2) == [1, 4]


def test_steps_are_folded_back_into_the_cube() -> None:
    np.testing.assert_allclose(reflected(np.array([-0.2, 0.5, 1.3, 2.1])), [0.2, 0.5, 0.7, 0.1])


def test_sequential_monte_carlo_finds_a_known_posterior() -> None:
    """One coordinate decides a normal summary; the other is free and must stay uniform.

    The posterior of u given 0.3 with noise 0.05 is close to normal(0.3, sqrt(0.05^2 + tolerance^2 / 3)).
    """
    generator = np.random.Generator(np.random.Philox(key=3))

    def simulate(points: np.ndarray) -> np.ndarray:
        return points[:, :1] + generator.normal(0, 0.05, (len(points), 1))

    def judge(sampled: np.ndarray) -> np.ndarray:
        return distance(sampled, np.array([0.3]), np.array([1.0]))

    points = generator.random((4000, 2))
    population: Population | None = first_population(points, judge(simulate(points)), 1000)
    for _ in range(4):
        assert population is not None
        population = next_population(population, [0], simulate, judge, generator)
    assert population is not None
    mean = population.weights @ population.points
    spread = np.sqrt(population.weights @ (population.points - mean) ** 2)
    assert mean[0] == pytest.approx(0.3, abs=0.012)  # four standard errors of some 800 effective particles
    assert spread[0] == pytest.approx(np.hypot(0.05, population.tolerance / np.sqrt(3)), rel=0.15)
    assert (mean[1], spread[1]) == (pytest.approx(0.5, abs=0.05), pytest.approx(12**-0.5, rel=0.1))
    assert len(resampled(population, 50)) == 50


def test_ranks_of_synthetic_records_are_uniform_for_what_is_a_posterior() -> None:
    """200 synthetic records on one shared table; false-alarm rate 0.01 over all parameters (Bonferroni)."""
    generator = np.random.Generator(np.random.Philox(key=4))
    points = generator.random((6200, 4))
    sampled = np.stack([points[:, 0], points[:, 1] + points[:, 2]], axis=1) + generator.normal(0, 0.2, (6200, 2))
    ranks = shared_table_ranks(points, sampled, np.ones(2), 200, generator)
    assert len(ranks) > 150
    assert uniform_p_values(ranks).min() > 0.01 / 4
    sure = np.clip(0.5 + (ranks - 0.5) * 3, 0, 1)  # draws a third as wide as they should be
    assert uniform_p_values(sure).min() < 1e-6


def test_stages_are_taken_up_and_change_nothing() -> None:
    calibration = made(0.3, 0.6, discrepancy=0.05)
    settings = CalibrationSettings(Budget(64, 4, 2, 32, 2, 3, 3.0, 600.0, 16))
    calls: list[int] = []

    def simulate(points: np.ndarray, histories: int, stage: int) -> np.ndarray:
        calls.append(stage)
        noise = np.random.Generator(np.random.Philox(key=np.array([9, stage], dtype=np.uint64)))
        means = points[:, :2]
        return means[:, :, None] + noise.normal(0, 0.1, (len(points), 2, histories))

    saved: dict[str, dict[str, np.ndarray]] = {}

    def save(name: str, arrays: dict[str, np.ndarray]) -> None:
        saved[name] = arrays

    whole = Runner(calibration, settings, simulate=simulate, save=save).run()
    first = len(calls)
    again = Runner(calibration, settings, simulate=simulate, stages=dict(saved)).run()
    assert len(calls) == first, "a stage that was put down was run again"
    np.testing.assert_array_equal(whole.ensemble, again.ensemble)
    part = {name: saved[name] for name in ("wave1", "wave2")}
    half = Runner(calibration, settings, simulate=simulate, stages=part).run()
    np.testing.assert_array_equal(whole.ensemble, half.ensemble)
    assert len(whole.sets()) == 16
