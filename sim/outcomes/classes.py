"""Which histories changed: the class of outcome of each replicate, and those whose class differs between scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    import polars as pl

CLASSES = (
    "no formal deal",
    "a formal deal that ended",
    "a formal deal in force at the end",
    "broader talks opened",
)
"""How a history turned out as far as talks go, from least to most agreement; each replicate is in exactly one."""


def classes(runs: pl.DataFrame, spells: pl.DataFrame) -> pl.DataFrame:
    """Return `replicate, outcome_class` for every row of `runs`, sorted by replicate.

    A formal spell (partial or complete) that is censored at the horizon (cause `in_force`) counts as in force.
    """
    in_force = spells.filter(
        pl.col("kind").cast(pl.String).is_in(["partial", "complete"]) & (pl.col("cause").cast(pl.String) == "in_force")
    )
    held = pl.col("replicate").is_in(in_force["replicate"].unique().to_list())
    chosen = (
        pl.when(pl.col("broader_talks_day").is_not_null())
        .then(pl.lit(CLASSES[3]))
        .when(held)
        .then(pl.lit(CLASSES[2]))
        .when(pl.col("first_deal_day").is_not_null())
        .then(pl.lit(CLASSES[1]))
        .otherwise(pl.lit(CLASSES[0]))
    )
    return runs.sort("replicate").select("replicate", chosen.cast(pl.Enum(CLASSES)).alias("outcome_class"))


def transitions(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Return `replicate, before, after` for every replicate that both frames of `classes` hold."""
    renamed = after.rename({"outcome_class": "after"})
    return before.rename({"outcome_class": "before"}).join(renamed, on="replicate", how="inner").sort("replicate")


def flipped(moves: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of `transitions` whose class differs."""
    return moves.filter(pl.col("before") != pl.col("after"))


def counts(moves: pl.DataFrame) -> pl.DataFrame:
    """Return `before, after, histories, share`: how many replicates made each move, all of them, commonest first."""
    total = max(1, moves.height)
    return (
        moves.group_by("before", "after")
        .len("histories")
        .with_columns((pl.col("histories") / total).alias("share"))
        .sort(["histories", "before", "after"], descending=[True, False, False])
    )


def no_moves() -> pl.DataFrame:
    """An empty table of `counts`, with all its columns."""
    classes = pl.Enum(CLASSES)
    return pl.DataFrame(schema={"before": classes, "after": classes, "histories": pl.UInt32, "share": pl.Float64})
