"""Small functions for tests of what compiling makes of them: they compile in no time."""

from __future__ import annotations

import math
from typing import Any, NamedTuple


class Pair(NamedTuple):
    """Arguments within an argument, as the kernel has them."""

    numbers: Any  # (any,) f8
    negative: bool


def total(pair: Pair, table: Any, first: int) -> tuple[int, int]:
    """Write the sum of the numbers into a table, shape (any, any), and say where and how large."""
    found = 0.0
    for i in range(pair.numbers.size):
        found += pair.numbers[i]
    table[first, 1] = -found if pair.negative else math.sqrt(found)
    return first, table.shape[0] * 10 + table.shape[1]


def power(n: int) -> tuple[int, int]:
    """Calls the C library."""
    return n, int(math.exp(float(n)))
