"""A calibration as tidy tables."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from sim.studies.calibrate.matching import not_ruled_out
from sim.studies.calibrate.study import Calibrated, noise, screening

BINS = 8
BIN_COLUMNS = ("low", "high", "density", "kept", "least", "middle")


def ensemble_frame(found: Calibrated) -> pl.DataFrame:
    """The sets that are kept: one row a set, a column a calibrated parameter, in its unit."""
    sets = found.sets()
    return pl.DataFrame({path: [float(one[path]) for one in sets] for path in found.paths})


def parameters_frame(found: Calibrated) -> pl.DataFrame:
    """Every parameter: how much it moves the summaries, whether it was calibrated, and what was learnt of it.

    `contraction` is 1 less the variance of its prior quantile in the ensemble over that of the prior (1/12): near 1 the
    record has said much, near 0 nothing: it stays unidentified.
    """
    places = {path: place for place, path in enumerate(found.calibration.paths)}
    rows = []
    for path, moved in screening(found):
        used = path in found.paths
        gain = 1 - float(found.ensemble[:, places[path]].var() * 12) if used else None
        rows.append({"parameter": path, "moves": moved, "calibrated": used, "contraction": gain})
    schema = {"parameter": pl.String, "moves": pl.Float64, "calibrated": pl.Boolean, "contraction": pl.Float64}
    return pl.DataFrame(rows, schema=schema)


def bins_frame(found: Calibrated) -> pl.DataFrame:
    """For each calibrated parameter, by eighths of its prior: density of the ensemble, share of the first wave that is
    not ruled out, and the largest implausibility over all summaries of its least implausible and of its middle set.
    """
    edges = np.linspace(0, 1, BINS + 1)
    wave = found.stages["wave1"]
    kept = not_ruled_out(wave["implausibility"], found.budget.cutoff)
    worst = wave["implausibility"].max(axis=1)
    rows: list[dict[str, Any]] = []
    for path, place in zip(found.paths, found.chosen, strict=True):
        density = np.histogram(found.ensemble[:, place], bins=edges)[0] * BINS / len(found.ensemble)
        at = np.minimum((wave["points"][:, place] * BINS).astype(int), BINS - 1)
        for k in range(BINS):
            row = {"parameter": path, "low": edges[k], "high": edges[k + 1], "density": density[k]}
            here = at == k
            if here.any():
                row |= {"kept": float(kept[here].mean()), "least": worst[here].min(), "middle": np.median(worst[here])}
            rows.append(row)
    schema = {"parameter": pl.String, **dict.fromkeys(BIN_COLUMNS, pl.Float64)}
    return pl.DataFrame(rows, schema=schema)


def checks_frame(found: Calibrated) -> pl.DataFrame:
    """For each summary what histories give under the prior and under the ensemble, and how implausible both are."""
    prior, after = found.stages["wave1"], found.stages["predictive"]
    rows: list[dict[str, Any]] = []
    for i, one in enumerate(found.calibration.summaries):
        row: dict[str, Any] = {
            "summary": one.name, "question": one.checked.question.text, "observed": one.observed,
            "spread": float(np.hypot(one.error, one.discrepancy)),
        }  # fmt: skip
        for part, stage in (("prior_", prior), ("", after)):
            spread = np.quantile(stage["sampled"][:, i], (0.05, 0.5, 0.95))
            row |= {f"{part}q{q}": float(x) for q, x in zip(("05", "50", "95"), spread, strict=True)}
            row[f"{part}implausibility"] = float(np.median(stage["implausibility"][:, i]))
        rows.append(row)
    return pl.DataFrame(rows)


def waves_frame(found: Calibrated) -> pl.DataFrame:
    """Each wave: how many sets were run, and how many are not ruled out at its cutoff and at 3."""
    rows = []
    for number in range(1, found.budget.waves + 1):
        stage = found.stages.get(f"wave{number}")
        if stage is not None:
            cutoff = found.budget.cutoff_of(number)
            kept = not_ruled_out(stage["implausibility"], cutoff)
            rows.append({"wave": number, "sets": len(kept), "cutoff": cutoff, "kept": int(kept.sum())})
    return pl.DataFrame(rows, schema={"wave": pl.Int64, "sets": pl.Int64, "cutoff": pl.Float64, "kept": pl.Int64})


def noise_frame(found: Calibrated) -> pl.DataFrame:
    """How noisy the sets are that stay, over all sets: with luck capped, and with each set's own."""
    return pl.DataFrame(noise(found), schema={"summary": pl.String, "capped": pl.Float64, "own": pl.Float64})


def frames_of(found: Calibrated) -> dict[str, pl.DataFrame]:
    """Every table by name."""
    return {
        "ensemble": ensemble_frame(found),
        "parameters": parameters_frame(found),
        "bins": bins_frame(found),
        "checks": checks_frame(found),
        "waves": waves_frame(found),
        "noise": noise_frame(found),
    }
