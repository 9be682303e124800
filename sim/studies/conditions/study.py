"""Which condition did it: every combination of the conditions that act, all sharing their luck.

A design says which conditions are on; the others are switched off by the switches of the register. All designs run the
same replicates under the same ceilings, so that a contribution is a mean of paired differences. The scenario as it
stands is the design with all on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.model.records import WINDOW_DTYPE
from sim.outcomes.headlines import HEADLINES
from sim.outcomes.questions.outcome import PREFIX, outcome_of
from sim.outcomes.row_values import row_values
from sim.scenario import CONDITIONS, SWITCHABLE, Distribution
from sim.scenario.problems import nearest
from sim.studies.conditions.estimates import weigh, weigh_pairs
from sim.studies.conditions.result import Conditions
from sim.studies.conditions.settings import ConditionsSettings
from sim.studies.errors import StudyError
from sim.studies.executors import executor, in_order
from sim.studies.run.asking import asking
from sim.studies.unknowns import as_it_stands

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from sim.outcomes.headlines import Headline
    from sim.scenario import Scenario
    from sim.scenario.questions import Checked

Floats = NDArray[np.float64]

OUTCOMES = ("deal_365", "unserved_gwh", "russian_waves")
"""What is weighed unless other outcomes are asked for."""

BATCH_HISTORIES = 8000
"""Histories of a piece of work, about."""


@dataclass(frozen=True)
class _Piece:
    """Designs to run: scenarios with their conditions switched off."""

    scenarios: tuple[Scenario, ...]
    n: int
    seed: int
    outcomes: tuple[Headline, ...]


def chosen(scenario: Scenario, only: Sequence[str] = ()) -> tuple[str, ...]:
    """The conditions to switch: those that act, or of `only` those. Raises StudyError for one that cannot be."""
    acting = scenario.acting()
    problems = [_refusal(name, scenario) for name in only if name not in acting]
    if not acting:
        problems.append("no condition acts in this scenario: there is nothing to switch off")
    if problems:
        raise StudyError(problems)
    return tuple(name for name in acting if not only or name in only)


def _refusal(name: str, scenario: Scenario) -> str:
    if name not in CONDITIONS:
        return f"no condition {name}{nearest(name, CONDITIONS)}; there are {', '.join(SWITCHABLE)}"
    if name not in SWITCHABLE:
        return f"{name} has no switch: {CONDITIONS[name].no_switch}"
    why = "it is switched off already" if name in scenario.without else "its switch would change nothing"
    return f"{name} does not act in this scenario: {why}"


def usual(horizon_days: float, asked: Sequence[Checked]) -> list[str]:
    """The outcomes of a study that names none: those that the horizon allows, and what the scenario asks."""
    named = [name for name in OUTCOMES if HEADLINES[name].applies(horizon_days)]
    return [*named, *(one.name for one in map(outcome_of, asked) if one.kind != "quantile")]


def study(
    scenario: Scenario, outcomes: Sequence[Headline], ids: Sequence[str], settings: ConditionsSettings
) -> Conditions:
    """Run every combination of `ids` (or, with `pairs`, those with at most two off). Nothing is written."""
    base = as_it_stands(scenario)
    k = len(ids)
    numbers = [d for d in range(1 << k) if not settings.pairs or (k - d.bit_count()) <= 2]
    values: dict[int, Floats] = {}
    with executor(settings.worker_count(), cluster=settings.cluster) as pool:
        for design, found in _run(pool, base, tuple(ids), numbers, tuple(outcomes), settings):
            values[design] = found
    weighed = {
        one.name: weigh_pairs(values, place, k) if settings.pairs else weigh(values, place)
        for place, one in enumerate(outcomes)
    }
    idle = tuple(name for name in SWITCHABLE if name not in base.acting())
    return Conditions(
        scenario, tuple(ids), idle, weighed, len(numbers), settings.n, settings.seed, settings.pairs, _notes(scenario)
    )


def _run(
    pool: Executor,
    base: Scenario,
    ids: tuple[str, ...],
    numbers: list[int],
    outcomes: tuple[Headline, ...],
    settings: ConditionsSettings,
) -> Iterator[tuple[int, Floats]]:
    """Each design's number with its values, shape (histories, outcomes)."""
    size = max(1, BATCH_HISTORIES // settings.n)
    groups = [numbers[first : first + size] for first in range(0, len(numbers), size)]
    pieces = (
        _Piece(tuple(switched(base, ids, design) for design in group), settings.n, settings.seed, outcomes)
        for group in groups
    )
    done = 0
    for group, (_, found) in zip(
        groups, in_order(pool, evaluate, pieces, ahead=2 * settings.worker_count()), strict=True
    ):
        yield from zip(group, found, strict=True)
        done += len(group) * settings.n
        settings.progress(done, len(numbers) * settings.n)


def switched(base: Scenario, ids: Sequence[str], design: int) -> Scenario:
    """The scenario of a design: the conditions whose bit is 0 switched off."""
    return base.without_conditions([name for place, name in enumerate(ids) if not design >> place & 1])


def evaluate(piece: _Piece) -> Floats:
    """Values of the outcomes, shape (designs, histories, outcomes); runs without the interpreter's lock."""
    from sim.engine.many_plans import run_plans

    own = [one for one in piece.outcomes if one.name in HEADLINES]
    asked = [one for one in piece.outcomes if one.name not in HEADLINES]
    # What is not looked at costs nothing: without questions no windows are counted.
    each = [asking(scenario if asked else replace(scenario, questions=())) for scenario in piece.scenarios]
    plans = [one.plan(one.scenario) for one in each]
    kept = (len(plans), piece.n, len(each[0].cuts))
    windows = np.zeros(kept, WINDOW_DTYPE) if each[0].cuts else None
    rows = run_plans(plans, [0] * len(plans), piece.n, piece.seed, windows)
    if rows["clips"].any():
        raise StudyError(["a rate went above its ceiling in some combination; raise it under `ceilings`"])
    if not asked:
        return row_values(rows, own)
    said = [
        _answered(asked, one.of_rows(row, None if windows is None else windows[place]))
        for place, (one, row) in enumerate(zip(each, rows, strict=True))
    ]
    values = np.concatenate([row_values(rows, own), np.stack(said)], axis=2)
    order = [[*own, *asked].index(one) for one in piece.outcomes]
    return values[..., order]


def _answered(asked: Sequence[Headline], frame: pl.DataFrame) -> Floats:
    """What the histories of one design answer, shape (histories, questions). Raises StudyError for no answer."""
    values = frame.select(pl.col(one.name.removeprefix(PREFIX)).cast(pl.Float64) for one in asked)
    for name in values.columns:
        if not values[name].is_finite().fill_null(value=False).all():
            why = "something is divided by nothing there, so that nothing can be added up over the conditions"
            raise StudyError([f"{PREFIX}{name} has no answer in some history: {why}; leave it out with --outcome"])
    return values.to_numpy()


def _notes(scenario: Scenario) -> list[str]:
    undrawn = [path for path, value in scenario.values.items() if isinstance(value, Distribution)]
    notes = [f"{len(undrawn)} uncertain parameters stand at the median of their distributions"] if undrawn else []
    days = [one.name for one in map(outcome_of, asking(scenario).questions) if one.kind == "quantile"]
    return [*notes, *(f"{name} is a day, which has no mean over all histories: ask by(EVENT, DATE)" for name in days)]
