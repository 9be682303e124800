"""How a study runs its histories."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.engine.ensemble import EnsembleOptions

if TYPE_CHECKING:
    from sim.engine.ensemble import Engine, EnsembleOptions

MOST = 2**32
"""Histories of a run: a replicate's number is one word of the address of its luck."""


def quiet(*_: object) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class Settings:
    """How to run: `n` replicates under `seed`; `out` None keeps all in memory and writes nothing but
    parts in the folder `kept`, if there is one, from which a run of the same goes on.

    A scenario with uncertain parameters is run for `draws` sets of them (0: as many as `parameter_sets` says), `n`
    replicates each. With `precision`, `n` is the first look. `progress(done, n)` and `say(line)` are for the person
    waiting. Pictures in `formats` and the report are drawn into the folder before it gets its name (none without
    formats), unless `decorate(result)` does that instead. With `windows` outcomes by
    month are kept, whether a question needs them or not. `questions` is a file of questions to ask of every
    scenario of a comparison. `cluster` is the address of a Dask scheduler, or `local`.
    """

    n: int = 2000
    seed: int = 1
    engine: Engine = "compiled"
    workers: int = 0
    chunk: int | None = None
    bands: int = 2000
    precision: float | None = None
    draws: int = 0
    cluster: str | None = None
    out: Path | None = None
    kept: Path | None = None
    resume: bool = False
    csv: bool = False
    xlsx: bool = False
    windows: bool = False
    bridge: bool = False
    questions: Path | None = None
    progress: Callable[[int, int], None] = quiet
    say: Callable[[str], None] = quiet
    formats: Sequence[str] = ()
    decorate: Callable[[Any], object] | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be run (ValueError)."""
        if not 1 <= self.n <= MOST or not 0 <= self.seed < 2**63:
            raise ValueError(f"n is {self.n} and seed {self.seed}; n lies in 1..2^32, seed in 0..2^63-1")
        if self.engine not in ("compiled", "simpy"):
            raise ValueError(f"engine is {self.engine!r}; there are 'compiled' and 'simpy'")
        if self.precision is not None and not 0 < self.precision < math.inf:
            raise ValueError(f"precision is {self.precision}; it lies above 0")
        if min(self.workers, self.bands, self.draws) < 0 or (self.chunk is not None and self.chunk < 1):
            raise ValueError("workers, bands, draws and chunk are counts")

    def options(self, *, bands: int = 0, log: bool = False) -> EnsembleOptions:
        """The same for the engine, which keeps the days of replicates below `bands`."""
        return EnsembleOptions(engine=self.engine, workers=self.workers, chunk=self.chunk, bands=bands, log=log)
