"""Where and how a sweep runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.engine.workers import worker_count
from sim.studies.settings import quiet

if TYPE_CHECKING:
    from sim.engine.ensemble import Engine


@dataclass(frozen=True)
class SweepSettings:
    """Where and how a sweep runs; nothing here changes a byte of its tables.

    `cluster` is a Dask scheduler's address or `local`. `progress(done, all)` counts histories. Pictures of `outcomes`
    (none: the usual ones) in `formats` and the report are drawn into the folder before it gets its name.
    """

    out: Path | None = None
    resume: bool = False
    engine: Engine = "compiled"
    workers: int = 0
    cluster: str | None = None
    progress: Callable[[int, int], None] = quiet
    say: Callable[[str], None] = quiet
    outcomes: Sequence[str] = ()
    formats: Sequence[str] = ()

    def worker_count(self) -> int:
        """Workers on this machine."""
        return worker_count(self.workers)
