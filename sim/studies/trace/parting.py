"""Where two histories part."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.history import History


def parted(before: History, after: History) -> float | None:
    """The day on which two histories part: of their first event, or first reading of a day, that differs."""
    days = [_first(before.log, after.log, "day"), _first(before.daily, after.daily, None)]
    known = [day for day in days if day is not None]
    return min(known) if known else None


def _first(a: NDArray[Any], b: NDArray[Any], field: str | None) -> float | None:
    """The day of the first record that differs; without a field, records are days of themselves."""
    common = min(len(a), len(b))
    different = np.nonzero(a[:common] != b[:common])[0]
    if different.size == 0 and len(a) == len(b):
        return None
    place = int(different[0]) if different.size else common
    if field is None:
        return float(place + 1)
    return min(float(log[place][field]) for log in (a, b) if place < len(log))
