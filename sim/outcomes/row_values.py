"""Outcomes of single histories as numbers, straight from the engine's rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sim.outcomes.headlines import Headline


def row_values(rows: NDArray[Any], chosen: Sequence[Headline]) -> NDArray[np.float64]:
    """Each outcome of each history: `rows` of any shape gives that shape with an axis of outcomes behind.

    A share is 1 where it happened (within its days) and 0 where not; another outcome is the column itself. The same
    as `Headline.expression` gives on a table, held equal by a test.
    """
    values = np.empty((*rows.shape, len(chosen)))
    for place, headline in enumerate(chosen):
        column = rows[headline.column]
        if headline.kind != "share":
            values[..., place] = column
        elif headline.within is None:
            values[..., place] = ~np.isnan(column)
        else:
            # NaN compares as false: what never happened has not happened within so many days.
            values[..., place] = column <= headline.within
    return values
