"""Other limited truces against the life of a deal in the model, before any of them was looked at.

The scenario is `limited_truce`, its uncertain parameters drawn from their ranges: a prior-predictive distribution.
The score
is logarithmic, over classes of days, beside a lognormal fitted to all truces but the one in question. A dozen truces
chosen by hand from other wars can embarrass the model and cannot validate it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from sim.engine.ensemble import EnsembleOptions, ensemble
from sim.outcomes.distributions import t_tail
from sim.outcomes.intervals import plain
from sim.record.truces import Truce, read_truces
from sim.scenario import load
from sim.studies.hindcast.doubt import doubted
from sim.studies.run.parameter_sets import parameter_sets

SCENARIO = "limited_truce"
EDGES = (0.0, 3.0, 7.0, 14.0, 30.5, 60.5, 90.5, 180.0, 365.0, 730.0, 1460.0, 3650.0, math.inf)
"""Classes of days; a term of 30 or 60 days falls below the edge that it would lie on."""

KINDS = {True: "complete", False: "tacit"}


@dataclass(frozen=True)
class Judged:
    """One truce: where it lies in the model's lives, and what both forecasters gave to its class (nats)."""

    truce: Truce
    below: float
    """Share of the model's lives that are shorter."""
    model: float
    lognormal: float

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        truce = self.truce
        return {
            "id": truce.id, "name": truce.name, "text": truce.text, "days": truce.days, "low": truce.low,
            "high": truce.high, "ended": truce.ended, "source": truce.source, "shorter_in_model": plain(self.below),
            "log_model": plain(self.model), "log_lognormal": plain(self.lognormal),
        }  # fmt: skip


@dataclass(frozen=True)
class Truces:
    """All of them, with the model's quantiles of life by kind."""

    judged: tuple[Judged, ...]
    lives: dict[str, tuple[float, float, float]]
    """Kind (`complete`, `tacit`) to the 5, 50 and 95% quantiles of its life in the model, in days."""

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "truces": [one.as_dict() for one in self.judged],
            "model_lives": {kind: [plain(x) for x in life] for kind, life in self.lives.items()},
            "log_model": plain(self.mean("model")),
            "log_lognormal": plain(self.mean("lognormal")),
        }

    def mean(self, who: str) -> float:
        """Mean logarithmic score of `model` or `lognormal`, in nats."""
        return float(np.mean([getattr(one, who) for one in self.judged]))


def judge(n: int, seed: int, draws: int, workers: int = 0) -> Truces:
    """Run the generic scenario under doubt, for truces with a text and without, and judge each truce."""
    lives = {kind: lives_of(kind, n, seed, max(2, draws), workers) for kind in KINDS.values()}
    truces = read_truces()
    judged = [
        Judged(
            truce,
            float(np.mean(lives[KINDS[truce.text]] < truce.days)),
            surprise(classes_of(lives[KINDS[truce.text]]), truce),
            surprise(lognormal_classes([other.days for other in truces if other is not truce]), truce),
        )
        for truce in truces
    ]
    spread = {kind: tuple(float(x) for x in np.quantile(life, (0.05, 0.5, 0.95))) for kind, life in lives.items()}
    return Truces(tuple(judged), spread)  # type: ignore[arg-type]


def lives_of(kind: str, n: int, seed: int, draws: int, workers: int) -> np.ndarray[Any, Any]:
    """Days that the first spell of `kind` lives, of about `n` histories; the horizon for those that outlive it."""
    scenario = doubted(load(SCENARIO, {"moratorium.initial": kind}))
    each = max(1, n // draws)
    sets = parameter_sets(scenario, each, seed, draws, scramblings=1)
    found = []
    for place, one in enumerate(sets.scenarios):
        options = EnsembleOptions(workers=workers, bands=0)
        for chunk in ensemble(one, (place + 1) * each, seed, options=options, start=place * each):
            first = chunk.spells[chunk.spells["start"] == 0.0]
            found.append(first["end"] - first["start"])
    return np.concatenate(found)


def classes_of(lives: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Probability of each class of days, half a case added to each."""
    counts = np.histogram(lives, bins=np.array([*EDGES[:-1], 1e9]))[0] + 0.5
    classes: np.ndarray[Any, Any] = counts / counts.sum()
    return classes


def lognormal_classes(days: Sequence[float]) -> np.ndarray[Any, Any]:
    """The same from a lognormal fitted to `days`: Student's t on the logarithm, for mean and variance are estimated."""
    logs = np.log(days)
    scale = logs.std(ddof=1) * math.sqrt(1 + 1 / logs.size)
    at = [0.0, *(t_tail(float((logs.mean() - math.log(edge)) / scale), logs.size - 1) for edge in EDGES[1:-1]), 1.0]
    return np.diff(np.array(at))


def surprise(classes: np.ndarray[Any, Any], truce: Truce) -> float:
    """Minus the logarithm of what was given to the truce's class; the mean over the days that sources allow."""
    spread = np.linspace(truce.low, truce.high, 21)
    places = [next(i for i, (low, high) in enumerate(pairwise(EDGES)) if low <= day < high) for day in spread]
    return float(np.mean([-math.log(classes[place]) for place in places]))
