"""A chunk of an ensemble: what a run of neighbouring replicates leaves.

The unit that workers hand back and writers take: arrays of the same types from either engine, so that what
follows need not know which engine ran.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray


@dataclass(frozen=True)
class Chunk:
    """Structured arrays with the dtypes of `sim.model.records`, in order of replicate."""

    first: int
    rows: NDArray[Any]  # (count,) ROW_DTYPE
    spells: NDArray[Any]  # (any,) SPELL_DTYPE, in order of replicate and end
    daily: NDArray[Any]  # (kept, horizon) DAILY_DTYPE: the chunk's replicates below EnsembleOptions.bands
    log: NDArray[Any] | None  # (any,) LOG_DTYPE, if asked for
    windows: NDArray[Any] | None = None  # (count, windows) WINDOW_DTYPE, if the plan has cuts
