"""A function that compiles in no time, for tests of the cache."""

from __future__ import annotations


def doubled(x: int) -> int:
    return 2 * x
