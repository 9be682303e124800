"""The tables of a sensitivity study, and what they warn of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.outcomes.slices import binned

if TYPE_CHECKING:
    import polars as pl

    from sim.outcomes.sobol_indices import Indices
    from sim.studies.sensitivity.factors import Factor
    from sim.studies.sensitivity.pieces import Evaluated

SWAMPED = 0.5
"""An index is noisy if replicate noise alone would give this share of it."""


def effects(factors: Sequence[Factor], outcomes: Sequence[str], found: Evaluated) -> pl.DataFrame:
    """The tornado's table. Behind the base in each row of `found` stand the low and the high end of each factor.

    `swing` is the difference between the ends, `se` a bound on its standard error (differences to the base are
    paired). Sorted by outcome, and within it by the size of the swing.
    """
    rows: list[dict[str, Any]] = []
    means = found.means[:, 1:].reshape(-1, len(outcomes))
    errors = np.sqrt(found.noise[:, 1:].reshape(-1, len(outcomes)))
    for place, outcome in enumerate(outcomes):
        for number, factor in enumerate(factors):
            low, high = means[2 * number, place], means[2 * number + 1, place]
            error = errors[2 * number, place] + errors[2 * number + 1, place]
            ends = factor.ends()
            rows.append(
                {
                    "outcome": outcome,
                    "parameter": factor.path,
                    "low_setting": float(ends[0]),
                    "high_setting": float(ends[1]),
                    "at_low": low,
                    "at_high": high,
                    "swing": abs(high - low),
                    "se": error,
                    "base": found.means[0, 0, place],
                }
            )
    table = pl.DataFrame(rows).with_columns(pl.col(pl.Float64).fill_nan(None))
    order = {name: place for place, name in enumerate(outcomes)}
    ranked = table.with_columns(_place=pl.col("outcome").replace_strict(order))
    return ranked.sort("_place", "swing", descending=[False, True], nulls_last=True, maintain_order=True).drop("_place")


def indices_table(
    way: str, outcomes: Sequence[str], names: Sequence[str], found: Sequence[Indices], noise: NDArray[Any] | None
) -> pl.DataFrame:
    """Indices of one way, one row an outcome and factor.

    `noise` (rows, points, outcomes) is that of `Evaluated`: half its mean over rows, over the variance, is what the
    total index of a parameter without any effect on the mean would come to.
    """
    frames = []
    for place, (outcome, one) in enumerate(zip(outcomes, found, strict=True)):
        if noise is None or one.variance == 0:
            by_noise = np.zeros(len(names))
        else:
            by_noise = 0.5 * np.nanmean(noise[:, 2:, place], axis=0) / one.variance
        frames.append(
            pl.DataFrame(
                {
                    "outcome": [outcome] * len(names),
                    "way": [way] * len(names),
                    "parameter": list(names),
                    "first": one.first,
                    "first_low": one.first_low,
                    "first_high": one.first_high,
                    "total": one.total,
                    "total_low": one.total_low,
                    "total_high": one.total_high,
                    "variance": [one.variance] * len(names),
                    "noise": by_noise,
                    "noisy": (by_noise > SWAMPED * one.total) & (by_noise > 0.01),
                }
            )
        )
    return pl.concat(frames)


def curves(
    factors: Sequence[Factor], outcomes: Sequence[str], design: NDArray[np.float64], means: NDArray[np.float64]
) -> pl.DataFrame:
    """Partial effects from the points A and B of a design, which are independent of one another."""
    frames = []
    for number, factor in enumerate(factors):
        x = np.array([float(factor.value(float(u))) for u in design[:, :2, number].ravel()])
        for place, outcome in enumerate(outcomes):
            frame = binned(factor.path, x, means[:, :2, place].ravel())
            frames.append(frame.select(pl.lit(outcome).alias("outcome"), pl.all()))
    return pl.concat(frames)


def warnings(table: pl.DataFrame) -> list[str]:
    """Where replicate noise swamps an index, and what helps; where an outcome never changes."""
    told = []
    for (outcome,), rows in table.filter(pl.col("noisy")).group_by(["outcome"], maintain_order=True):
        names = ", ".join(rows["parameter"])
        told.append(
            f"replicate noise swamps the indices of {outcome} for {names}: with so few replicates a parameter without "
            "any effect on the mean would seem to matter as much; take more --replicates"
        )
    constant = table.filter(pl.col("variance") == 0)
    for (outcome,), rows in constant.group_by(["outcome"], maintain_order=True):
        ways = rows["way"].unique(maintain_order=True).to_list()
        what = f"the mean over luck of {outcome}" if ways == ["mean over luck"] else outcome
        told.append(f"{what} is the same at every point: it has no indices")
    return told


def concat(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The frames below one another."""
    return pl.concat(frames)
