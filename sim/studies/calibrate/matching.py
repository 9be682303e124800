"""History matching: which sets of parameters the record rules out (Craig et al. 1997; Vernon et al. 2010).

The implausibility of a set by a summary is the distance of its mean from what was observed, over the standard deviation
of all that stands between them: one history's luck, the error of the mean, the error of the observation, and the
model's
own discrepancy. The record is one history, so luck has its place; but a set whose histories are noisy must not win by
that: no set is granted more luck than the middle one of all sets has.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.studies.calibrate.form import Calibration

Floats = np.ndarray[Any, np.dtype[np.float64]]


def implausibility(calibration: Calibration, sampled: Floats, *, capped: bool = True) -> Floats:
    """Shape (sets, summaries), from summaries of shape (sets, summaries, histories).

    With `capped` False each set has all the luck of its own histories, as the check of noisy sets wants it.
    """
    mean, luck = sampled.mean(axis=2), sampled.var(axis=2, ddof=1)
    granted = np.minimum(luck, np.median(luck, axis=0)) if capped else luck
    fixed = np.array([one.error**2 + one.discrepancy**2 for one in calibration.summaries])
    observed = np.array([one.observed for one in calibration.summaries])
    found: Floats = np.abs(observed - mean) / np.sqrt(granted + luck / sampled.shape[2] + fixed)
    return found


def not_ruled_out(found: Floats, cutoff: float) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """The sets whose largest implausibility is below the cutoff."""
    kept: np.ndarray[Any, np.dtype[np.bool_]] = found.max(axis=1) < cutoff
    return kept


def noise_check(calibration: Calibration, sampled: Floats, cutoff: float) -> list[dict[str, float | str]]:
    """For each summary how noisy the sets are that stay, against all: the ratio of their mean standard deviations, with
    luck capped as it is and with each set's own luck. Ratios far above 1 would be sets that win by their noise.
    """
    spread = sampled.std(axis=2, ddof=1)
    stay = {
        name: not_ruled_out(implausibility(calibration, sampled, capped=name == "capped"), cutoff)
        for name in ("capped", "own")
    }
    rows: list[dict[str, float | str]] = []
    for i, one in enumerate(calibration.summaries):
        everyone = float(spread[:, i].mean()) or 1.0
        row: dict[str, float | str] = {"summary": one.name}
        for name, kept in stay.items():
            row[name] = float(spread[kept, i].mean()) / everyone if kept.any() else float("nan")
        rows.append(row)
    return rows


def perturbed(points: Floats, chosen: list[int], count: int, generator: np.random.Generator) -> Floats:
    """`count` new points around those given: the chosen coordinates moved by a normal step twice their spread over the
    square root of their number and reflected into the cube, the others drawn anew from their prior.
    """
    start = points[generator.integers(len(points), size=count)]
    moved = generator.random(start.shape)
    scale = 2.0 * points[:, chosen].std(axis=0) / np.sqrt(len(chosen)) + 1e-3
    moved[:, chosen] = reflected(start[:, chosen] + scale * generator.standard_normal((count, len(chosen))))
    return moved


def reflected(x: Floats) -> Floats:
    """Fold numbers back into 0..1 at the ends."""
    folded = np.abs(x) % 2.0
    inside: Floats = np.where(folded > 1.0, 2.0 - folded, folded)
    return np.clip(inside, 0.0, np.nextafter(1.0, 0.0))
