"""How large a sensitivity study is, and how it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sim.engine.workers import worker_count
from sim.studies.settings import quiet


@dataclass(frozen=True)
class SensitivitySettings:
    """How large a study is. `rows` (a power of 2) of the Sobol design; `n` histories at each of its points.

    The way of one history takes `single_rows` rows. With more than `most` factors, the tornado chooses: those of the
    largest swings go on to the indices. `progress(done, all)` counts histories.
    """

    rows: int = 512
    n: int = 100
    single_rows: int = 2048
    most: int = 12
    seed: int = 1
    workers: int = 0
    cluster: str | None = None
    progress: Callable[[int, int], None] = quiet

    def worker_count(self) -> int:
        """Workers on this machine."""
        return worker_count(self.workers)
