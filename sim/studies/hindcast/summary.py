"""The score table: mean scores by kind of question, and by how much the model is better or worse than a baseline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.outcomes.blocks import block_interval
from sim.outcomes.intervals import Estimate
from sim.studies.hindcast.baselines import BASELINES
from sim.studies.hindcast.scoring import Scored

MODELS = ("model", "uncertain")
FORECASTERS = (*MODELS, *BASELINES)
LABELS = {
    "model": "model, parameters as they stand",
    "uncertain": "model, parameters in doubt",
    "climatology": "climatology",
    "last_twelve_months": "last twelve months",
    "persistence_1": "persistence, one month",
    "persistence_3": "persistence, three months",
    "constant_hazard": "constant hazard",
    "one_half": "always one half",
    "officials": "officials",
}
GROUPS = {
    "waves": "Russian waves by month",
    "propositions": "what is true or false",
    "officials": "where officials had given a figure, in its unit (GW, % of demand)",
    "numbers": "other numbers, in units of their own",
}
SCORES = {"waves": "crps", "propositions": "brier", "officials": "crps", "numbers": "crps"}


@dataclass(frozen=True)
class Line:
    """One forecaster on one kind of question."""

    group: str
    forecaster: str
    score: str
    """`crps` or `brier`."""
    n: int
    """Questions that it answers."""
    mean: float | None
    """None for numbers of several units."""
    ignorance: float | None
    """Mean ignorance in bits, where it gives probabilities."""
    inside: dict[int, float]
    """Level (50, 80, 90) to the share of its central intervals that held what came."""
    against: Estimate
    """The forecaster's score less the model's on the questions that both answer: above 0, the model is better."""
    common: int
    """How many questions both answer."""


def group_of(row: Scored) -> str:
    """The kind of question."""
    if row.kind == "share":
        return "propositions"
    return "waves" if row.question.startswith("waves_2") else "numbers"


def summarise(rows: Iterable[Scored]) -> list[Line]:
    """The table, the model first in each group; questions whose answer is not known yet are left out."""
    known = [row for row in rows if row.observed is not None]
    lines = []
    for group, score in SCORES.items():
        chosen = [row for row in known if _belongs(row, group)]
        for who in FORECASTERS:
            told = [row for row in chosen if score in row.forecasters.get(who, {})]
            if told and (group != "numbers" or who in MODELS):
                lines.append(_line(group, who, score, told))
    return lines


def _belongs(row: Scored, group: str) -> bool:
    """Whether a question is of a kind; one with a figure of officials is of two."""
    if group == "officials":
        return row.kind == "number" and "officials" in row.forecasters
    return group_of(row) == group


def _line(group: str, who: str, score: str, rows: Sequence[Scored]) -> Line:
    own = [float(row.forecasters[who][score]) for row in rows]
    gaps = [mine - float(row.forecasters["model"][score]) for mine, row in zip(own, rows, strict=True)]
    mixed = group == "numbers"
    bits = [row.forecasters[who].get("ignorance") for row in rows]
    levels = {level: [row.forecasters[who].get(f"inside_{level}") for row in rows] for level in (50, 80, 90)}
    return Line(
        group, who, score, len(rows), None if mixed else float(np.mean(own)),
        _mean(bits), {level: mean for level, held in levels.items() if (mean := _mean(held)) is not None},
        block_interval([] if mixed else gaps, [] if mixed else [row.month for row in rows]), len(gaps),
    )  # fmt: skip


def _mean(values: Sequence[Any]) -> float | None:
    return None if not values or any(value is None for value in values) else float(np.mean(values))


def best_baseline(lines: Sequence[Line], group: str) -> Line | None:
    """The baseline with the lowest mean among those that answer every question of the group."""
    here = [line for line in lines if line.group == group]
    whole = max((line.n for line in here if line.forecaster == "model"), default=0)
    others = [line for line in here if line.forecaster not in MODELS and line.n == whole]
    return min(others, key=lambda line: line.mean or 0.0, default=None)


@dataclass(frozen=True)
class Failure:
    """A question on which the model was wrong, with what it said and how much worse than the best baseline it was."""

    row: Scored
    why: str
    excess: float


def failures(rows: Iterable[Scored]) -> list[Failure]:
    """Where the model failed, the worst first: worse than always saying one half, or what came outside of 90%."""
    found = []
    for row in rows:
        told = row.forecasters["model"]
        if row.observed is None:
            continue
        if row.kind == "share" and told["brier"] > 0.25:
            why = f"gave {told['p']:.2f} to what came to be {'true' if row.observed.value else 'false'}"
            found.append(Failure(row, why, told["brier"] / 0.25))
        elif row.kind == "number" and not told["q05"] <= row.observed.value <= told["q95"]:
            low, high = told["q05"], told["q95"]
            why = f"put nine histories in ten from {low:.3g} to {high:.3g}, and {row.observed.value:.3g} came"
            found.append(Failure(row, why, told["crps"] / max(told["q95"] - told["q05"], 1e-9) * 4))
    return sorted(found, key=lambda failure: -failure.excess)
