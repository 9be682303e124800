"""How large a study of conditions is, and how it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sim.engine.workers import worker_count
from sim.studies.settings import quiet


@dataclass(frozen=True)
class ConditionsSettings:
    """How large a study is: `n` histories of each design. `pairs`: only what removing one or two does.

    `progress(done, all)` counts histories.
    """

    n: int = 400
    seed: int = 1
    pairs: bool = False
    workers: int = 0
    cluster: str | None = None
    progress: Callable[[int, int], None] = quiet

    def worker_count(self) -> int:
        """Workers on this machine."""
        return worker_count(self.workers)
