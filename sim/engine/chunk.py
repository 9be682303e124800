"""A chunk of an ensemble: what a run of neighbouring replicates leaves."""

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
    daily: NDArray[Any]  # (kept, horizon) DAILY_DTYPE: the chunk's replicates below Options.bands
    log: NDArray[Any] | None  # (any,) LOG_DTYPE, if asked for
