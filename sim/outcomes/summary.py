"""One ensemble in figures: a dictionary for JSON, the same bytes for the same rows however they were cut."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from sim.outcomes.certain import settled
from sim.outcomes.ends import Ends
from sim.outcomes.estimates import Runs, estimate_headlines
from sim.outcomes.headlines import HEADLINES
from sim.outcomes.intervals import LEVEL, plain
from sim.outcomes.lives import LIVES, FirstLives, Lasting, firsts_in
from sim.outcomes.restricted import follow_up, restricted_mean
from sim.outcomes.spell_pieces import in_pieces
from sim.outcomes.survival import KaplanMeier, kaplan_meier

if TYPE_CHECKING:
    from sim.scenario import Scenario

LASTING_DAYS = (30, 60, 90, 180)
WITHIN_DAYS = 180.0


def summarise(runs: Runs, spells: Runs, scenario: Scenario, level: float = LEVEL, *, draws: int = 1) -> dict[str, Any]:
    """Summarise rows and spells (frames or lazy scans) of one scenario.

    Returns a dictionary of plain values in a fixed order: `n`, `horizon_days`, `level`, `scenario` (name, title,
    question, start), `headlines` (name -> value, low, high, se, n, label, unit, kind, better, and
    note where there is no interval, saying why), `lives` (first tacit
    and first formal spell: n, median, restricted mean, share lasting so many days), `ends` (causes of end by group),
    `clips` (all of them) and `events` (mean a history). Figures carry ten significant digits; None is "cannot be
    said". Of the rows one column is held at a time, of the spells the lives of the first; all else is read in pieces.
    Over several `draws` of the parameters the intervals of headlines are for luck and for which sets were drawn; those
    of lives and ends stay for luck alone.
    """
    totals = runs.lazy().select(n=pl.len(), clips=pl.col("clips").sum(), events=pl.col("events").mean()).collect()
    n, clips, events = totals.row(0)
    estimates = settled(estimate_headlines(runs, scenario.horizon_days, level=level, draws=draws), scenario)
    lives, ends = _spells(spells)  # after the columns of the rows, so that a million of both are not held at once
    return {
        "n": int(n),
        "horizon_days": scenario.horizon_days,
        "level": level,
        "scenario": {
            "name": scenario.name,
            "title": scenario.title,
            "question": scenario.question,
            "start": scenario.start.isoformat(),
        },
        "headlines": {name: {**found.as_dict(), **_words(name)} for name, found in estimates.items()},
        "lives": {name: _life(lasting, name, scenario.horizon_days, level) for name, lasting in lives.items()},
        "ends": _ends(ends, level),
        "clips": int(clips),
        "events": plain(events if events is not None else math.nan),
    }


def to_json(summary: Mapping[str, Any]) -> str:
    """The summary as JSON text, indented, in its own order, with a final newline."""
    return json.dumps(summary, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _words(name: str) -> dict[str, str]:
    headline = HEADLINES[name]
    return {"label": headline.label, "unit": headline.unit, "kind": headline.kind, "better": headline.better}


def _life(lasting: Lasting, name: str, horizon_days: float, level: float) -> dict[str, Any]:
    life = LIVES[name]
    told: dict[str, Any] = {"label": life.label, "n": lasting.n}
    if not lasting.n:
        return {**told, "median": None, "restricted_mean": None, "lasting": {}}
    days, seen = lasting.days, lasting.ended_by(life.failures) > 0
    within = min(WITHIN_DAYS, horizon_days, follow_up(days, seen))
    area = restricted_mean(days, seen, within, level)
    curve = kaplan_meier(days, seen, level, read_at=LASTING_DAYS)
    return {
        **told,
        "median": plain(curve.median()),
        "restricted_mean": {**area.as_dict(), "unit": "d", "within_days": plain(within)},
        "lasting": _lasting(curve),
    }


def _lasting(curve: KaplanMeier) -> dict[str, Any]:
    lines = zip(LASTING_DAYS, *curve.at(LASTING_DAYS), strict=True)
    return {
        str(day): {"value": plain(value), "low": plain(low), "high": plain(high)} for day, value, low, high in lines
    }


def _spells(spells: Runs) -> tuple[dict[str, Lasting], Ends]:
    """The lives of first spells, and what ends them and all others; spells are read once, in pieces."""
    first, ends = FirstLives(), Ends()
    for piece in in_pieces(spells):
        firsts = firsts_in(piece)
        first.add(firsts)
        ends.add(piece, firsts)
    return first.whole(), ends


def _ends(ends: Ends, level: float) -> dict[str, Any]:
    groups: dict[str, Any] = {}
    for row in ends.frame(level).iter_rows(named=True):
        figures = {"value": row["share"], "low": row["low"], "high": row["high"]}
        ended = {name: None if figure is None else plain(figure) for name, figure in figures.items()}
        groups.setdefault(row["which"], {"n": row["n"], "causes": {}})["causes"][row["cause"]] = {
            "count": row["count"],
            **ended,
        }
    return groups
