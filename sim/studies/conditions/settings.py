"""How large a study of conditions is, and how it runs."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

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
        return self.workers or os.cpu_count() or 1
