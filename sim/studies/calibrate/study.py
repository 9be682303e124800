"""The whole calibration: screen, match in waves, narrow by sequential Monte Carlo, keep an ensemble.

Every stage is put down when it is done, so that a calibration that was stopped goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.studies.calibrate.form import Budget, Calibration
from sim.studies.calibrate.matching import implausibility, noise_check, not_ruled_out, perturbed
from sim.studies.calibrate.sampling import summaries_of, values_of
from sim.studies.calibrate.screening import strength, strongest
from sim.studies.calibrate.sequential import (
    Population,
    distance,
    first_population,
    next_population,
    resampled,
)
from sim.studies.calibrate.settings import CalibrationSettings
from sim.studies.designs import sobol
from sim.studies.errors import StudyError
from sim.studies.settings import quiet

Floats = np.ndarray[Any, np.dtype[np.float64]]
Stages = dict[str, dict[str, Floats]]
"""What each stage left, by name: `wave1` ..., `generation1` ..., `predictive`."""


@dataclass
class Calibrated:
    """What a calibration leaves, before it is told: the stages, and the parameters that were chosen."""

    calibration: Calibration
    budget: Budget
    seed: int
    chosen: list[int]
    stages: Stages
    ensemble: Floats
    notes: list[str] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """The parameters that were calibrated."""
        return [self.calibration.paths[place] for place in self.chosen]

    def sets(self) -> list[dict[str, float | int]]:
        """The values of the calibrated parameters, a set each."""
        paths = set(self.paths)
        return [
            {path: value for path, value in values_of(self.calibration, point).items() if path in paths}
            for point in self.ensemble
        ]


class Runner:
    """Runs the stages one after the other, each under luck of its own; `save(name, arrays)` puts one down."""

    def __init__(
        self,
        calibration: Calibration,
        settings: CalibrationSettings,
        *,
        stages: Stages | None = None,
        save: Callable[[str, dict[str, Floats]], None] = quiet,
        simulate: Callable[[Floats, int, int], Floats] | None = None,
    ) -> None:
        """Begin, or go on from `stages`. `simulate` stands in for the engine in checks."""
        self.calibration, self.settings, self.budget = calibration, settings, settings.budget
        self.stages: Stages = dict(stages or {})
        self.save, self.say = save, settings.say
        self.began = time.monotonic()
        self.simulate = simulate or self._engine
        self.observed = np.array([one.observed for one in calibration.summaries])
        self.notes: list[str] = []

    def run(self) -> Calibrated:
        """Every stage. Raises StudyError if the record rules out every set."""
        dims = len(self.calibration.paths)
        points = sobol(dims, self.budget.sets, self.settings.seed)
        stage = self._stage("wave1", lambda: self._wave(points, 0))
        chosen = strongest(stage["points"], stage["sampled"], self.budget.most)
        for number in range(2, self.budget.waves + 1):
            if not self._time():
                break
            kept = self._kept(stage, number - 1)
            later = perturbed(kept, chosen, self.budget.sets, self._generator(number))
            stage = self._stage(f"wave{number}", lambda number=number, later=later: self._wave(later, number))  # type: ignore[misc]
        last = max(number for number in range(1, self.budget.waves + 1) if f"wave{number}" in self.stages)
        population = self._sequence(self._kept(stage, last), chosen)
        ensemble = resampled(population, self.budget.kept)
        self._stage("predictive", lambda: self._wave(ensemble, 900, self.budget.histories))
        return Calibrated(self.calibration, self.budget, self.settings.seed, chosen, self.stages, ensemble, self.notes)

    def _wave(self, points: Floats, number: int, histories: int = 0) -> dict[str, Floats]:
        sampled = self.simulate(points, histories or self.budget.histories, number)
        found = implausibility(self.calibration, sampled)
        return {"points": points, "sampled": sampled, "implausibility": found}

    def _kept(self, stage: dict[str, Floats], wave: int) -> Floats:
        cutoff = self.budget.cutoff_of(wave)
        kept = not_ruled_out(stage["implausibility"], cutoff)
        share = f"wave {wave}: {kept.sum():,} of {len(kept):,} sets are not ruled out at {cutoff:g}"
        self.say(share)
        if kept.sum() >= 8:
            points: Floats = stage["points"][kept]
            return points
        nearest = np.argsort(stage["implausibility"].max(axis=1))[:8]
        if not kept.any():
            self.notes.append(f"{share}: the eight least implausible go on, and the model is off by more than said")
        points = stage["points"][nearest]
        return points

    def _sequence(self, kept: Floats, chosen: list[int]) -> Population:
        """Sequential Monte Carlo, started around the sets that are not ruled out."""
        luck = np.median(self.stages["wave1"]["sampled"].std(axis=2, ddof=1), axis=0)
        fixed = np.array([one.error**2 + one.discrepancy**2 for one in self.calibration.summaries])
        scale = np.sqrt(luck**2 + fixed)
        count = 4 * self.budget.particles
        inside = np.array([self._box(kept[:, place]) for place in chosen])

        def start() -> dict[str, Floats]:
            generator = self._generator(100)
            points = generator.random((count, kept.shape[1]))
            points[:, chosen] = inside[:, 0] + points[:, chosen] * (inside[:, 1] - inside[:, 0])
            gaps = distance(self.simulate(points, 1, 100)[:, :, 0], self.observed, scale)
            return _kept_population(first_population(points, gaps, self.budget.particles))

        population = _population(self._stage("generation1", start))
        for number in range(2, self.budget.generations + 1):
            found = self._generation(population, chosen, scale, number)
            if found is None:
                self.notes.append(f"generation {number} was not full in the time there was; the one before is kept")
                break
            population = found
            self.say(f"generation {number}: distance {population.tolerance:.3f}, effective {population.effective:.0f}")
        return population

    def _generation(self, before: Population, chosen: list[int], scale: Floats, number: int) -> Population | None:
        name, calls = f"generation{number}", iter(range(1, 10_000))
        if name in self.stages:
            return _population(self.stages[name])

        def one_history(points: Floats) -> Floats:
            return self.simulate(points, 1, 100 + 50 * number + next(calls))[:, :, 0]

        def judge(sampled: Floats) -> Floats:
            return distance(sampled, self.observed, scale)

        found = next_population(before, chosen, one_history, judge, self._generator(100 + number), go_on=self._time)
        if found is not None:
            self._stage(name, lambda: _kept_population(found))
        return found

    def _box(self, column: Floats) -> tuple[float, float]:
        """The stretch of a coordinate that is not ruled out, a tenth wider at each end."""
        return max(0.0, float(column.min()) - 0.1), min(1.0, float(column.max()) + 0.1)

    def _stage(self, name: str, make: Callable[[], dict[str, Floats]]) -> dict[str, Floats]:
        if name not in self.stages:
            self.stages[name] = make()
            self.save(name, self.stages[name])
        return self.stages[name]

    def _time(self) -> bool:
        return time.monotonic() - self.began < self.budget.seconds

    def _generator(self, stage: int) -> np.random.Generator:
        return np.random.Generator(np.random.Philox(key=np.array([self.settings.seed, stage], dtype=np.uint64)))

    def _engine(self, points: Floats, histories: int, stage: int) -> Floats:
        """Summaries from the engine; each stage has replicates of its own."""
        first = stage * 2_000_000
        if first + len(points) * histories >= 2**32:
            raise StudyError("a calibration of this size has no luck left; ask for fewer sets or histories")
        return summaries_of(self.calibration, points, histories, self.settings.seed, first, self.settings.workers)


def _kept_population(found: Population) -> dict[str, Floats]:
    return {
        "points": found.points,
        "weights": found.weights,
        "distances": found.distances,
        "tolerance": np.array([found.tolerance]),
    }


def _population(stage: dict[str, Floats]) -> Population:
    return Population(stage["points"], stage["weights"], stage["distances"], float(stage["tolerance"][0]))


def screening(found: Calibrated) -> list[tuple[str, float]]:
    """Every parameter with how much it moves the summaries, the strongest first."""
    stage = found.stages["wave1"]
    moved = strength(stage["points"], stage["sampled"])
    return sorted(zip(found.calibration.paths, moved.tolist(), strict=True), key=lambda pair: -pair[1])


def noise(found: Calibrated) -> list[dict[str, float | str]]:
    """The check that noisy sets do not win, over the first wave."""
    return noise_check(found.calibration, found.stages["wave1"]["sampled"], found.budget.cutoff)
