"""The tipping point: the value of a parameter at which an outcome crosses a level, or two scenarios change places.

All values are seen with the same luck, so the outcome is a function of the parameter and bisection finds where it
crosses. The interval is the set of values at which the level lies within the outcome's own 95% interval: its ends are
found by bisection too, where the upper and the lower limit cross the level. It covers luck alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from sim.engine.ensemble import EnsembleOptions, ensemble
from sim.outcomes.estimates import estimate
from sim.outcomes.paired import estimate_difference
from sim.outcomes.row_values import row_values
from sim.results.journal import Journal
from sim.scenario import REGISTRY, Scenario, common_ceilings
from sim.studies.errors import StudyError
from sim.studies.strike_rates import is_strike_rate
from sim.studies.tip.data import Question
from sim.studies.tip.result import Tip
from sim.studies.unknowns import as_it_stands, uncertain

LOOKS = 9
"""Values over the range that are looked at first, for a crossing may hide between the ends."""

MOST_VALUES = 40
"""About so many values are tried; only the progress bar needs to know."""

FINE = 1 / 500
"""Bisection ends at this part of the range."""


def tip(
    question: Question,
    n: int,
    seed: int,
    *,
    workers: int = 0,
    progress: Callable[[int], None] = lambda _: None,
    kept: Journal | None = None,
) -> Tip:
    """Find the tipping point with `n` histories at each value. `progress` takes the number of values tried.

    What each value gave goes to the journal `kept`, and what it has of this question is not run again.

    Raises StudyError for a parameter that is not a number, or bounds that are not valid; a strike rate is searched
    only within the registry's plausible range, as an uncertainty. Other uncertain parameters stand at their medians.
    """
    check(question)
    other = None if question.against is None else as_it_stands(question.against)
    medians = tuple(path for path in uncertain(question.scenario) if path != question.path)
    question = replace(question, scenario=as_it_stands(question.scenario), against=other)
    curve = _Curve(question, n, seed, workers, progress, kept)
    first = curve.looks()
    beside = [x for x in first if curve.at(x)[0] != 0]
    brackets = [(a, b) for a, b in pairwise(beside) if curve.crosses(a, b, 0)]
    if not brackets:
        return Tip(question, None, None, None, 0, curve.frame(), n, seed, medians)
    value = curve.bisect(*brackets[0], 0)
    low, high = _ends(curve, first, value, rising=curve.at(brackets[0][0])[0] < 0)
    return Tip(question, value, low, high, len(brackets), curve.frame(), n, seed, medians)


def check(question: Question) -> None:
    """Raise StudyError for a question that has no answer of this kind."""
    parameter = REGISTRY.get(question.path)
    if parameter is None or not parameter.numeric:
        raise StudyError(f"--tip searches along a number, and {question.path} is none")
    if not question.low < question.high:
        raise StudyError(
            f"--tip searches from a lower to a higher value, not from {question.low:g} to {question.high:g}"
        )
    if is_strike_rate(question.path):
        bounds = parameter.range
        if bounds is None or question.low < bounds[0] or question.high > bounds[1]:
            told = "it has none" if bounds is None else f"{bounds[0]:g} to {bounds[1]:g}"
            raise StudyError(
                f"{question.path} says how the sides strike: it is an uncertainty here, never a lever, and is searched "
                f"only within its plausible range ({told})"
            )


class _Curve:
    """The outcome over the parameter, each value run once: (estimate, lower limit, upper limit) less the level."""

    def __init__(
        self,
        question: Question,
        n: int,
        seed: int,
        workers: int,
        progress: Callable[[int], None],
        kept: Journal | None = None,
    ) -> None:
        """Nothing is run yet."""
        self.kept = kept
        self.question, self.n, self.seed, self.workers, self.progress = question, n, seed, workers, progress
        self.known: dict[float, tuple[float, float, float]] = {}
        parameter = REGISTRY[question.path]
        self.whole = parameter.type == "integer"

    def looks(self) -> list[float]:
        """The values to look at first."""
        low, high = self.question.low, self.question.high
        xs = [low + (high - low) * k / (LOOKS - 1) for k in range(LOOKS)]
        return sorted({float(round(x)) for x in xs}) if self.whole else xs

    def at(self, x: float) -> tuple[float, float, float]:
        """Estimate and limits at `x`, less the level."""
        if x not in self.known:
            value, low, high = self._estimate(x)
            level = self.question.level
            self.known[x] = (value - level, low - level, high - level)
            self.progress(len(self.known))
        return self.known[x]

    def _estimate(self, x: float) -> tuple[float, float, float]:
        key = f"{self.n} {x!r}"
        found = self.kept.get(key) if self.kept is not None else None
        if found is None:
            estimate = self._run(int(x) if self.whole else x)
            found = (float(estimate.value), float(estimate.low), float(estimate.high))
            if self.kept is not None:
                self.kept.add(key, found)
        value, low, high = found
        return value, low, high

    def crosses(self, a: float, b: float, which: int) -> bool:
        """Whether the estimate (0), the lower (1) or the upper limit (2) is on different sides of the level.

        Where the histories support no interval it has no ends: nothing there rules the level out.
        """
        return self._below(a, which) != self._below(b, which)

    def _below(self, x: float, which: int) -> bool:
        limit = self.at(x)[which]
        return which == 1 if math.isnan(limit) else limit < 0

    def bisect(self, a: float, b: float, which: int) -> float:
        """Where it leaves the side of `a` between two values on different sides, whichever sides these are."""
        fine = 1.0 if self.whole else FINE * (self.question.high - self.question.low)
        while b - a > fine:
            middle = float(math.floor((a + b) / 2)) if self.whole else (a + b) / 2
            if self.at(middle)[which] == 0 or self.crosses(a, middle, which):
                b = middle
            else:
                a = middle
        return b if self.whole else (a + b) / 2

    def frame(self) -> pl.DataFrame:
        """The values tried, in rising order."""
        level = self.question.level
        rows = [(x, *(part + level for part in self.known[x])) for x in sorted(self.known)]
        frame = pl.DataFrame(rows, schema=dict.fromkeys(("x", "value", "low", "high"), pl.Float64), orient="row")
        return frame.fill_nan(None)

    def _run(self, x: float) -> Any:
        asked = [self.question.scenario, *([self.question.against] if self.question.against else [])]
        scenarios = [scenario.replace({self.question.path: x}) for scenario in asked]
        ceilings = common_ceilings(scenarios)
        values = [self._values(scenario.replace({}, ceilings=ceilings)) for scenario in scenarios]
        outcome = self.question.outcome
        if len(values) == 2:
            return estimate_difference(outcome, values[1], values[0])
        return estimate(outcome, values[0])

    def _values(self, scenario: Scenario) -> Any:
        chunks = ensemble(scenario, self.n, self.seed, options=EnsembleOptions(workers=self.workers, bands=0))
        rows = np.concatenate([chunk.rows for chunk in chunks])
        if rows["clips"].any():
            raise StudyError(
                f"{self.question.path} = {scenario.values[self.question.path]}: a rate went above its ceiling"
            )
        values = row_values(rows, [self.question.outcome])[:, 0]
        return values > 0 if self.question.outcome.kind == "share" else values


def _ends(curve: _Curve, xs: list[float], value: float, *, rising: bool) -> tuple[float | None, float | None]:
    """The ends of the interval around `value`; None where the limit does not cross within the range.

    Where the outcome rises, its upper limit reaches the level first and its lower limit last; where it falls, the
    other way round.
    """
    first, last = (2, 1) if rising else (1, 2)
    reach = 0.0 if curve.whole else FINE * (curve.question.high - curve.question.low)
    inner = sorted({*xs, value})

    def crossings(which: int) -> list[float]:
        pairs = pairwise(inner)
        return [curve.bisect(a, b, which) for a, b in pairs if curve.crosses(a, b, which)]

    below = [x for x in crossings(first) if x <= value + reach]
    above = [x for x in crossings(last) if x >= value - reach]
    low, high = max(below, default=None), min(above, default=None)
    return (None if low is None else min(low, value)), (None if high is None else max(high, value))
