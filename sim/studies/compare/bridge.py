"""Why do two scenarios differ? From one to the other a change at a time, under the same luck.

Where several things change, what each does depends on what has changed before it. Each change is therefore weighed by
the mean of what it adds over all orders in which the changes could be made (its Shapley value, `outcomes.shapley`),
exactly, from every combination of them; and told beside it is what it adds in the order of the documentation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.engine.many_plans import run_plans
from sim.engine.plan import make_plan
from sim.outcomes import contrasts, enough, shapley
from sim.outcomes.headlines import HEADLINES, Headline
from sim.outcomes.row_values import row_values
from sim.outcomes.spans import comparable, same_span
from sim.scenario import Scenario
from sim.studies.errors import StudyError
from sim.studies.unknowns import as_it_stands

MOST = 8
"""Changes that are walked one by one: 256 combinations. More of them are taken together by section of the file."""

COLUMNS = {
    **dict.fromkeys(("outcome", "label", "unit", "kind", "change"), pl.String),
    **dict.fromkeys(("value", "low", "high", "one_by_one", "start", "end"), pl.Float64),
    "note": pl.String,
}

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Change:
    """One step of the way: what it is called, the values that it sets, and whether it sets the events."""

    name: str
    values: Mapping[str, Any]
    events: bool = False


def changes(a: Scenario, b: Scenario) -> list[Change]:
    """The changes from `a` to `b`, in the order of the documentation.

    Raises StudyError for scenarios of other spans, that do not differ, or that differ in more than 8 sections.
    """
    if not same_span(a, b):
        raise StudyError("--bridge walks between scenarios of the same start and length")
    paths = [path for path in a.values if a.values[path] != b.values[path]]
    found = [Change(path, {path: b.values[path]}) for path in paths]
    events = [Change("events", {}, events=True)] if a.events != b.events else []
    if len(found) + len(events) > MOST:
        sections = dict.fromkeys(path.split(".")[0] for path in paths)
        found = [
            Change(f"{section} ({len(own)} values)" if len(own) > 1 else own[0], {path: b.values[path] for path in own})
            for section in sections
            if (own := [path for path in paths if path.split(".")[0] == section])
        ]
    found += events
    if not found:
        raise StudyError("--bridge has nothing to walk: no value and no event differs")
    if len(found) > MOST:
        raise StudyError(f"--bridge walks at most {MOST} changes; these scenarios differ in {len(found)} sections")
    return found


def bridge(a: Scenario, b: Scenario, n: int, seed: int) -> pl.DataFrame:
    """What each change from `a` to `b` does to every headline share and mean, over `n` histories of the same luck.

    Columns: `outcome, label, unit, kind, change, value` (over all orders), `low, high, one_by_one` (in the order of the
    rows), `start` and `end` (the outcome in `a` and in `b`), `note`. The values of an outcome add to `end` less
    `start`. Uncertain parameters stand at their medians. Raises StudyError as `changes` and for a rate above its
    ceiling.
    """
    first, last = as_it_stands(a), as_it_stands(b)
    steps = changes(first, last)
    chosen = [HEADLINES[name] for name in comparable(a, b) if HEADLINES[name].kind != "quantile"]
    designs = [_mixed(first, last, steps, design) for design in range(1 << len(steps))]
    values = _run(designs, chosen, n, seed)
    rows = [row for place, one in enumerate(chosen) for row in _rows(one, steps, values[:, :, place])]
    return pl.DataFrame(rows, schema=COLUMNS).with_columns(pl.col(pl.Float64).fill_nan(None))


def _mixed(a: Scenario, b: Scenario, steps: Sequence[Change], design: int) -> Scenario:
    """`a` with the changes whose bit is 1."""
    made = [step for place, step in enumerate(steps) if design >> place & 1]
    values = {path: value for step in made for path, value in step.values.items()}
    events = b.events if any(step.events for step in made) else a.events
    return replace(a, values={**a.values, **values}, events=events)


def _run(designs: Sequence[Scenario], chosen: Sequence[Headline], n: int, seed: int) -> Floats:
    """Values, shape (designs, histories, outcomes)."""
    plans = [make_plan(scenario) for scenario in designs]
    rows = run_plans(plans, [0] * len(plans), n, seed)
    if rows["clips"].any():
        raise StudyError("a rate went above its ceiling on the way; raise it under `ceilings`")
    return row_values(rows, chosen)


def _rows(one: Headline, steps: Sequence[Change], values: Floats) -> list[dict[str, Any]]:
    """The steps of one outcome; `values` has the shape (designs, histories)."""
    means = values.mean(axis=1)
    weighed = shapley.contributions(values)
    rows = []
    for place, step in enumerate(steps):
        before = (1 << place) - 1
        found = contrasts.paired_mean(np.zeros(values.shape[1]), weighed[place])
        found = enough.of_difference(found, weighed[place])
        rows.append(
            {
                **{"outcome": one.name, "label": one.label, "unit": one.unit, "kind": one.kind, "change": step.name},
                **{"value": found.value, "low": found.low, "high": found.high, "note": found.note or None},
                "one_by_one": means[before | 1 << place] - means[before],
                **{"start": means[0], "end": means[-1]},
            }
        )
    return rows
