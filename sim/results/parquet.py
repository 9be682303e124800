"""Parquet files whose bytes depend on the rows alone, not on parts, threads or the way they were resumed.

Everything that shapes the bytes is pinned here. polars gathers rows into row groups of exactly the size asked for,
whatever pieces they come in; a test holds it to that.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

ROW_GROUP = 50_000


def write_frame(frame: pl.DataFrame | pl.LazyFrame, path: Path) -> None:
    """Write rows in their order, streaming: memory does not grow with the rows. Raises `OSError` on a full disk."""
    import polars as pl

    try:
        frame.lazy().sink_parquet(
            path,
            compression="zstd",
            compression_level=3,
            statistics=True,
            row_group_size=ROW_GROUP,
            maintain_order=True,
            mkdir=False,
        )
    except pl.exceptions.ComputeError as error:
        # polars reports some failures of the disk as its own errors, with the system's words inside.
        raise OSError(f"cannot write {path}: {error}") from error
