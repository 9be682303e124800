"""The scores as tidy tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from sim.outcomes.intervals import wilson
from sim.outcomes.scores import pit_histogram
from sim.studies.hindcast.scoring import Scored
from sim.studies.hindcast.summary import LABELS, MODELS, Line, group_of

PIT_BINS, RELIABILITY_BINS = 5, 5
_FIGURES = ("p", "mean", "q05", "q25", "q50", "q75", "q95", "brier", "log", "ignorance", "crps")
_INSIDE = ("inside_50", "inside_80", "inside_90")


def scores_frame(rows: Sequence[Scored]) -> pl.DataFrame:
    """One row a question and forecaster: what was said, what came, every score; null where there is none."""
    lines: list[dict[str, Any]] = []
    for row in rows:
        seen = row.observed
        for who, told in row.forecasters.items():
            lines.append(
                {
                    "hindcast": row.hindcast, "question": row.question, "kind": row.kind, "group": group_of(row),
                    "month": row.month, "observed": None if seen is None else seen.value,
                    "low": None if seen is None else min(seen.values),
                    "high": None if seen is None else max(seen.values),
                    "forecaster": who, **{name: told.get(name) for name in (*_FIGURES, *_INSIDE)},
                    "pit_low": told.get("pit", [None, None])[0], "pit_high": told.get("pit", [None, None])[1],
                }
            )  # fmt: skip
    words = ("hindcast", "question", "kind", "group", "month", "forecaster")
    numbers = ("observed", "low", "high", *_FIGURES, *_INSIDE, "pit_low", "pit_high")
    schema = dict.fromkeys(words, pl.String) | dict.fromkeys(numbers, pl.Float64)
    order = (*words[:5], "observed", "low", "high", "forecaster", *numbers[3:])
    return pl.DataFrame(lines, schema={name: schema[name] for name in order})


def table_frame(lines: Sequence[Line]) -> pl.DataFrame:
    """The score table: one row a kind of question and forecaster."""
    return pl.DataFrame(
        [
            {
                "group": line.group, "forecaster": line.forecaster, "score": line.score, "n": line.n, "mean": line.mean,
                "ignorance": line.ignorance, **{f"inside_{level}": line.inside.get(level) for level in (50, 80, 90)},
                "less_the_model": line.against.value, "low": line.against.low, "high": line.against.high,
            }
            for line in lines
        ],
        schema={
            "group": pl.String, "forecaster": pl.String, "score": pl.String, "n": pl.Int64, "mean": pl.Float64,
            "ignorance": pl.Float64, "inside_50": pl.Float64, "inside_80": pl.Float64, "inside_90": pl.Float64,
            "less_the_model": pl.Float64, "low": pl.Float64, "high": pl.Float64,
        },
    ).with_columns(pl.col("low", "high").fill_nan(None))  # fmt: skip


def months_frame(scores: pl.DataFrame) -> pl.DataFrame:
    """What the model, in doubt, said of each month's waves, and what came."""
    who = "uncertain" if "uncertain" in scores["forecaster"] else "model"
    return scores.filter(group="waves", forecaster=who).select(
        "hindcast", "month", "q05", "q25", "q50", "q75", "q95", "observed", "low", "high"
    )


def reliability_frame(scores: pl.DataFrame) -> pl.DataFrame:
    """Of what was given a probability: bins of a fifth, with the share that came true and its 95% interval."""
    lines = []
    known = scores.filter(pl.col("kind") == "share", pl.col("observed").is_not_null())
    for who in MODELS:
        told = known.filter(forecaster=who)
        at = (told["p"].to_numpy() * RELIABILITY_BINS).astype(int).clip(0, RELIABILITY_BINS - 1)
        for place in range(RELIABILITY_BINS):
            held = told.filter(pl.Series(at == place))
            if held.height:
                share = wilson(int(held["observed"].sum()), held.height)
                lines.append((LABELS[who], held["p"].mean(), share.value, share.low, share.high, held.height))
    schema = {"forecaster": pl.String, "p": pl.Float64, "observed": pl.Float64, "low": pl.Float64, "high": pl.Float64}
    return pl.DataFrame(lines, schema={**schema, "n": pl.Int64}, orient="row")


def pit_frame(rows: Sequence[Scored]) -> pl.DataFrame:
    """Histograms of the probability integral transform of the model's numbers."""
    lines = []
    for who in MODELS:
        ends = [row.ends[who] for row in rows if who in row.ends]
        if ends:
            edges = np.linspace(0, 1, PIT_BINS + 1)
            for low, high, height in zip(edges, edges[1:], pit_histogram(ends, PIT_BINS), strict=False):
                lines.append((LABELS[who], float(low), float(high), float(height), len(ends)))
    schema = {"forecaster": pl.String, "low": pl.Float64, "high": pl.Float64, "height": pl.Float64, "n": pl.Int64}
    return pl.DataFrame(lines, schema=schema, orient="row")
