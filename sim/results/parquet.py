"""Parquet files whose bytes depend on the rows alone, not on parts, threads or the way they were resumed.

Everything that shapes the bytes is pinned here. polars gathers rows into row groups of exactly the size asked for,
whatever pieces they come in; a test holds it to that. And no path is a pattern: what a user calls a folder, brackets
and question marks included, is a name.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from sim.results.dictionary import metadata

if TYPE_CHECKING:
    import polars as pl

ROW_GROUP = 50_000


def write_frame(frame: pl.DataFrame | pl.LazyFrame, path: Path) -> None:
    """Write rows in their order, streaming: memory does not grow with the rows. Raises `OSError` on a full disk.

    The file says of itself what each column is, and in which unit.
    """
    import polars as pl

    rows = frame.lazy()
    try:
        rows.sink_parquet(
            path.absolute(),
            compression="zstd",
            compression_level=3,
            statistics=True,
            row_group_size=ROW_GROUP,
            maintain_order=True,
            mkdir=False,
            metadata=metadata(path.stem, rows.collect_schema().names()),
        )
    except pl.exceptions.ComputeError as error:
        # polars reports some failures of the disk as its own errors, with the system's words inside.
        raise OSError(errno.EIO, str(error), str(path)) from error


def scan_frame(path: Path) -> pl.LazyFrame:
    """The rows of one file, read when they are asked for."""
    import polars as pl

    return pl.scan_parquet(path.absolute(), glob=False, hive_partitioning=False)


def rows_in(path: Path) -> int:
    """How many rows a file says it has; only its end is read."""
    import polars as pl

    return int(scan_frame(path).select(pl.len()).collect().item())
