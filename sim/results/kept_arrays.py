"""Arrays that a study keeps on its way, piece by piece, so that what is done is not done again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.results.parts import PartStore

if TYPE_CHECKING:
    import numpy as np


class KeptArrays:
    """Named arrays of numbered pieces (each of a `stage`), in the folder `place`; see `PartStore` for what survives."""

    def __init__(self, place: Path) -> None:
        """Read what is there; a piece that is not as it was written counts as missing."""
        self._parts = PartStore(place)

    def find(self, number: int, stage: int = 0) -> dict[str, np.ndarray[Any, Any]] | None:
        """What is kept of a piece; None if nothing is, or if it cannot be read."""
        import numpy as np

        part = self._parts.part(number, stage)
        if part is None:
            return None
        try:
            return {name: np.load(self._parts.folder / file) for name, (file, _) in part.files.items()}
        except (OSError, ValueError):
            return None

    def add(self, number: int, arrays: Mapping[str, np.ndarray[Any, Any]], stage: int = 0) -> None:
        """Keep a piece; when this returns, it survives a kill and a power cut."""
        self._parts.add(number, 1, arrays, point=stage)
