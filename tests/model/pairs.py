"""A paired mean difference of what `sim.testing` has no column for: counts taken from the log.

All other pairs are those of `varied.py`, judged by the assertions of `sim.testing`.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray


def more_on_average(low: NDArray[Any], high: NDArray[Any], what: str = "") -> None:
    """The paired mean difference is above 0, by 3.7 of its standard errors or more.

    Were there no effect, this would pass with a probability of 1e-4. Every effect asserted here is eight errors or
    more, so that sound rules fail it with a probability of at most 1e-5 if the draws change.
    """
    difference = np.asarray(high, dtype=float) - np.asarray(low, dtype=float)
    error = float(np.std(difference, ddof=1)) / math.sqrt(len(difference))
    mean = float(np.mean(difference))
    assert mean > 3.7 * error, f"{what}: mean difference {mean:.4g}, standard error {error:.2g}"
