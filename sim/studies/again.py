"""What a study gives when a folder of it is made again, from what lies in the folder: for `moratorium verify`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Again:
    """Tables by name (`NAME.parquet` in the folder), and the values of the JSON file `told_in`, of `histories` run."""

    tables: dict[str, pl.DataFrame]
    told: dict[str, Any] = field(default_factory=dict)
    told_in: str = "summary.json"
    histories: int = 0
    notes: tuple[str, ...] = ()
    """What could not be made again from the folder, and so was held to its checksum alone."""
