"""The most typical of the histories that changed class: the one to trace."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Typical:
    """The flipped history that stands for the commonest flip, ready for `moratorium trace`.

    `share` is the share of all flips that are of its kind (`before` to `after`).
    """

    replicate: int
    before: str
    after: str
    share: float


def typical(divergence: pl.DataFrame, runs: tuple[pl.DataFrame, pl.DataFrame], flips: pl.DataFrame) -> Typical | None:
    """The most typical flipped history: of the commonest flip, the one nearest the middle in every respect.

    Respects are the day of the first step apart, and the differences in days under a deal, Russian waves and unserved
    energy; the middle is the median rank of each, and nearness the sum of distances in ranks. None without flips.
    """
    if divergence.is_empty():
        return None
    common = (
        divergence.group_by("before", "after").len().sort(["len", "before", "after"], descending=[True, False, False])
    )
    before, after = common.row(0)[:2]
    group = divergence.filter((pl.col("before") == before) & (pl.col("after") == after))
    columns = ["formal_days", "russian_waves", "unserved_gwh"]
    a, b = (frame.select("replicate", *columns) for frame in runs)
    joined = group.join(a, on="replicate").join(b, on="replicate", suffix="_other")
    respects = [pl.col("step_day").fill_null(0.0)]
    respects += [pl.col(f"{name}_other").cast(pl.Float64) - pl.col(name).cast(pl.Float64) for name in columns]
    middle = (joined.height + 1) / 2
    distance = pl.sum_horizontal([(respect.rank("average") - middle).abs() for respect in respects])
    nearest = joined.with_columns(distance.alias("distance")).sort(["distance", "replicate"]).row(0, named=True)
    alike = flips.filter((pl.col("before") == before) & (pl.col("after") == after)).height
    return Typical(int(nearest["replicate"]), str(before), str(after), alike / max(1, flips.height))
