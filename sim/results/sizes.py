"""How large the files of a folder are: bytes, and rows of a table. Cheap to know, and so looked at every time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sim.results.parquet import rows_in


def sizes_of(folder: Path, names: Iterable[str]) -> dict[str, list[int]]:
    """For each file its bytes, and its rows if it is a table."""
    return {
        name: [(folder / name).stat().st_size, *([rows_in(folder / name)] if name.endswith(".parquet") else [])]
        for name in sorted(names)
    }
