"""Matrices of tests, of which a sample runs each time and the rest with the slow ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import pytest


def matrix(names: str, *axes: Sequence[object]) -> pytest.MarkDecorator:
    """Every combination of the values of `axes`, as parameters `names`; all but a walk along the diagonal are slow.

    The walk meets each value of each axis at least once.
    """
    longest = max(len(axis) for axis in axes)
    walk = [tuple(step % len(axis) for axis in axes) for step in range(longest)]
    return pytest.mark.parametrize(
        names,
        [
            pytest.param(
                *(axis[place] for axis, place in zip(axes, places, strict=True)),
                marks=() if places in walk else pytest.mark.slow,
            )
            for places in product(*(range(len(axis)) for axis in axes))
        ],
    )


def some(values: Iterable[object], every: int, first: int = 0) -> list[object]:
    """The values as parameters: one of so many, from the one at `first`, runs each time, the others are slow."""
    return [
        value if number % every == first else pytest.param(value, marks=pytest.mark.slow)
        for number, value in enumerate(values)
    ]
