"""Lives and times compared: days until things happen, and how long first spells last, by restricted means."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from sim.outcomes.estimates import Runs
from sim.outcomes.intervals import LEVEL, Estimate
from sim.outcomes.lives import LIVES, durations, ended_by, first_spells
from sim.outcomes.paired import EXACTLY
from sim.outcomes.restricted import follow_up, restricted_difference, restricted_mean
from sim.outcomes.summary import WITHIN_DAYS
from sim.outcomes.table import OUTCOMES

TIMES = {
    "first_deal_day": f"days until the {OUTCOMES['first_deal_day'].label}",
    "first_complete_day": f"days until the {OUTCOMES['first_complete_day'].label}",
    "broader_talks_day": f"days until {OUTCOMES['broader_talks_day'].label}",
}


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Rows and spells of one ensemble, as frames or lazy scans."""

    runs: Runs
    spells: Runs


_Lasting = tuple[np.ndarray, np.ndarray]


def compare_times(
    a: Ensemble, b: Ensemble, horizon_days: float, *, paired: bool, same_plan: bool = False, level: float = LEVEL
) -> pl.DataFrame:
    """Restricted means of `b` against the reference `a`, one row a time of `TIMES` and a life of `LIVES`.

    Returns `name, label, unit, within_days, paired, a, a_low, a_high, b, b_low, b_high, difference, low, high, se,
    variance_ratio, note`. A time that has not come by the horizon counts as the horizon. A life counts up to 180 days,
    less where one of the two was not followed so long; what replaces a spell (signature, upgrade) censors it. For lives
    in pairs a history counts on the side where it has such a spell: those that have none in one of the two are not left
    out of the other. Null where there is no spell, or in the ratio where pairing leaves no variance.
    `same_plan` says that both come of equal scenarios under the same luck: every difference is then exactly 0.
    Raises ValueError if the two are to be paired and their replicates differ.
    """
    ids = [ensemble.runs.lazy().select("replicate").collect()["replicate"].sort() for ensemble in (a, b)]
    if paired and not ids[0].equals(ids[1]):
        raise ValueError("the ensembles differ in `replicate`: rows cannot be paired")
    rows = []
    for column, label in TIMES.items():
        until_a, until_b = (_until(ensemble.runs, column, horizon_days) for ensemble in (a, b))
        rows.append(_row(column, label, (until_a, until_b), horizon_days, (paired, same_plan), level))
    for name, life in LIVES.items():
        lasting = [_lasting(ensemble.spells, name, who) for ensemble, who in zip((a, b), ids, strict=True)]
        within = min(WITHIN_DAYS, horizon_days, *(follow_up(days, seen) or WITHIN_DAYS for days, seen in lasting))
        both = (lasting[0], lasting[1])
        rows.append(_row(f"{name}_life", f"life of the {life.label}", both, within, (paired, same_plan), level))
    frame = pl.DataFrame(rows, schema_overrides={"note": pl.String})
    return frame.with_columns(pl.col(pl.Float64).fill_nan(None))


def _until(runs: Runs, column: str, horizon_days: float) -> _Lasting:
    """Days until it happened, the horizon (censored) where it did not; in order of replicate."""
    day = runs.lazy().select("replicate", column).collect().sort("replicate")[column]
    return day.fill_null(horizon_days).to_numpy().astype(np.float64), day.is_not_null().to_numpy()


def _lasting(spells: Runs, name: str, replicates: pl.Series) -> _Lasting:
    """How long the first spell of each replicate lasted (NaN where it has none), and whether it was seen to fail."""
    first = first_spells(spells, LIVES[name].kinds)
    place = replicates.search_sorted(first["replicate"]).to_numpy()
    days, seen = np.full(replicates.len(), np.nan), np.zeros(replicates.len(), dtype=bool)
    days[place], seen[place] = durations(first), ended_by(first, LIVES[name].failures) > 0
    return days, seen


def _row(
    name: str, label: str, both: tuple[_Lasting, _Lasting], within: float, how: tuple[bool, bool], level: float
) -> dict[str, object]:
    paired, same_plan = how
    of_a, of_b = (restricted_mean(*lasting, within, level) for lasting in both)
    difference = restricted_difference(*both, within, paired=paired, level=level)
    if same_plan and paired and difference.n:
        difference = replace(EXACTLY, n=difference.n)
    unpaired, variance = of_a.se**2 + of_b.se**2, difference.se**2
    return {
        **{"name": name, "label": label, "unit": "d", "within_days": float(within), "paired": paired},
        **_figures(("a", "a_low", "a_high"), of_a),
        **_figures(("b", "b_low", "b_high"), of_b),
        **_figures(("difference", "low", "high"), difference),
        "se": difference.se,
        "variance_ratio": unpaired / variance if paired and variance > 0 else float("nan"),
        "note": difference.note or None,
    }


def _figures(names: tuple[str, str, str], found: Estimate) -> dict[str, float]:
    return dict(zip(names, (found.value, found.low, found.high), strict=True))
