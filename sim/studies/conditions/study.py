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
from sim.outcomes.questions.outcome import outcome_of
from sim.outcomes.row_values import row_values
from sim.outcomes.table import PREFIX
from sim.results.kept_arrays import KeptArrays
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
    from pathlib import Path

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
    """Designs to run (see `switched`) of the conditions `ids`, `n` histories each."""

    base: Scenario
    ids: tuple[str, ...]
    designs: tuple[int, ...]
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
    scenario: Scenario,
    outcomes: Sequence[Headline],
    ids: Sequence[str],
    settings: ConditionsSettings,
    *,
    kept: Path | None = None,
) -> Conditions:
    """Run every combination of `ids` (or, with `pairs`, those with at most two off).

    Pieces of work go to the folder `kept`, and those that lie there already are not run again.
    """
    base = as_it_stands(scenario)
    k = len(ids)
    numbers = [d for d in range(1 << k) if not settings.pairs or (k - d.bit_count()) <= 2]
    values: dict[int, Floats] = {}
    with executor(settings.worker_count(), cluster=settings.cluster) as pool:
        pieces = _pieces(base, tuple(ids), numbers, tuple(outcomes), settings)
        for piece, found in _run(pool, pieces, settings, KeptArrays(kept) if kept is not None else None):
            values.update(zip(piece.designs, found, strict=True))
    weighed = {
        one.name: (weigh_pairs if settings.pairs else weigh)(values, place, one) for place, one in enumerate(outcomes)
    }
    idle = tuple(name for name in SWITCHABLE if name not in base.acting())
    return Conditions(
        scenario, tuple(ids), idle, weighed, len(numbers), settings.n, settings.seed, settings.pairs, _notes(scenario)
    )


def _pieces(
    base: Scenario,
    ids: tuple[str, ...],
    numbers: Sequence[int],
    outcomes: tuple[Headline, ...],
    settings: ConditionsSettings,
) -> list[_Piece]:
    size = max(1, BATCH_HISTORIES // settings.n)
    groups = (tuple(numbers[first : first + size]) for first in range(0, len(numbers), size))
    return [_Piece(base, ids, group, settings.n, settings.seed, outcomes) for group in groups]


def _run(
    pool: Executor, pieces: Sequence[_Piece], settings: ConditionsSettings, kept: KeptArrays | None
) -> Iterator[tuple[_Piece, Floats]]:
    """Each piece with its values, shape (designs, histories, outcomes); those that are kept come first."""
    done, every = 0, sum(len(piece.designs) for piece in pieces) * settings.n
    found = {number: held for number, piece in enumerate(pieces) if (held := _held(kept, number, piece)) is not None}
    for number, values in found.items():
        done += len(pieces[number].designs) * settings.n
        settings.progress(done, every)
        yield pieces[number], values
    missing = [number for number in range(len(pieces)) if number not in found]
    running = in_order(pool, evaluate, (pieces[number] for number in missing), ahead=2 * settings.worker_count())
    for number, (piece, values) in zip(missing, running, strict=True):
        if kept is not None:
            kept.add(number, {"values": values})
        done += len(piece.designs) * settings.n
        settings.progress(done, every)
        yield piece, values


def _held(kept: KeptArrays | None, number: int, piece: _Piece) -> Floats | None:
    """The kept values of a piece, if they are of its shape."""
    values = ((kept.find(number) if kept is not None else None) or {}).get("values")
    return values if values is not None and values.shape == (len(piece.designs), piece.n, len(piece.outcomes)) else None


def switched(base: Scenario, ids: Sequence[str], design: int) -> Scenario:
    """The scenario of a design: the conditions whose bit is 0 switched off."""
    return base.without_conditions([name for place, name in enumerate(ids) if not design >> place & 1])


def evaluate(piece: _Piece) -> Floats:
    """Values of the outcomes, shape (designs, histories, outcomes); runs without the interpreter's lock."""
    from sim.engine.many_plans import run_plans

    own = [one for one in piece.outcomes if one.name in HEADLINES]
    asked = [one for one in piece.outcomes if one.name not in HEADLINES]
    # What is not looked at costs nothing: without questions no windows are counted.
    made = [switched(piece.base, piece.ids, design) for design in piece.designs]
    each = [asking(scenario if asked else replace(scenario, questions=())) for scenario in made]
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
