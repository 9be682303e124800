"""Python, NumPy and compiled code give the same bits of every function, and the coefficients are the derived ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from types import FunctionType
from typing import Any

import numba
import numpy as np
import pytest
from numpy.typing import NDArray

from sim.engine import compiled, vectors
from sim.engine.one_module import OPTIONS
from sim.model import arithmetic, normal

from . import derive

MANY = 1_000_000
FEW = 200_000  # each time: a million take some seconds

Floats = NDArray[np.float64]


def _exp_places(rng: np.random.Generator, n: int) -> Floats:
    edges = [arithmetic.LEAST_EXP, arithmetic.MOST_EXP, -np.inf, np.inf, 0.0, -0.0, -709.0, 710.0, 1.0]
    return np.concatenate([edges, rng.uniform(-709, 710, n // 4), -rng.exponential(1.0, n - n // 4)])


def _log_places(rng: np.random.Generator, n: int) -> Floats:
    edges = [0.0, -1.0, 5e-324, arithmetic.LEAST_LOG, arithmetic.ROOT_HALF, 0.5, 1.0, 2.0**0.5, 1e308]
    marks = (rng.integers(0, 2**32, n // 2) + 0.5) * 2.0**-32
    return np.concatenate([edges, marks, np.exp2(rng.uniform(-1021, 1023, n - n // 2))])


def _cos_places(rng: np.random.Generator, n: int) -> Floats:
    edges = [0.0, 0.0625, 0.125, 0.25, 0.375, 0.5, 0.75, -0.25, 1e6]
    return np.concatenate([edges, rng.uniform(-1, 1, n // 2), rng.uniform(-400, 400, n - n // 2)])


def _marks(rng: np.random.Generator, n: int) -> Floats:
    edges = [
        0.5,
        0.5 - normal.MIDDLE,
        0.5 + normal.MIDDLE,
        2.0**-33,
        1.0 - 2.0**-33,
        1e-300,
        *np.exp(-np.array(normal.BOUNDS)),
    ]
    even, deep = rng.integers(0, 2**32, n // 2), np.exp2(rng.uniform(0, 31, n - n // 2)).astype(np.int64)
    tails = (deep + 0.5) * 2.0**-32
    return np.concatenate([edges, (even + 0.5) * 2.0**-32, np.where(even[0] % 2, tails, 1.0 - tails)])


FORMS: dict[str, tuple[Any, Callable[..., Any], Callable[..., Floats]]] = {
    "exp": (arithmetic.exp, vectors.exp, _exp_places),
    "log": (arithmetic.log, vectors.log, _log_places),
    "cos_of_turns": (arithmetic.cos_of_turns, vectors.cos_of_turns, _cos_places),
    "normal": (normal.normal, vectors.normal_quantile, _marks),
}


@cache
def in_compiled_code(function: Callable[[float], float]) -> Callable[[Floats, Floats], None]:
    """A compiled loop over places, under the options of the kernel."""
    compiled.register()

    def loop(places: Floats, made: Floats) -> None:
        for i in range(places.size):
            made[i] = function(places[i])

    loop_over: Callable[[Floats, Floats], None] = numba.njit(**OPTIONS)(loop)
    return loop_over


@pytest.mark.parametrize("name", FORMS)
def test_python_numpy_and_compiled_code_give_the_same_bits(name):
    scalar, vector, places_of = FORMS[name]
    places = places_of(np.random.default_rng(7), FEW)
    from_compiled = np.empty_like(places)
    in_compiled_code(scalar)(places, from_compiled)
    np.testing.assert_array_equal(vector(places).view(np.int64), from_compiled.view(np.int64))
    some = np.concatenate([places[:100], places[100::4]])
    from_python = np.array([scalar(x) for x in some.tolist()])
    np.testing.assert_array_equal(vector(some).view(np.int64), from_python.view(np.int64))


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMS)
def test_they_give_the_same_bits_at_a_million_places(name):
    scalar, vector, places_of = FORMS[name]
    places = places_of(np.random.default_rng(8), MANY)
    from_compiled = np.empty_like(places)
    in_compiled_code(scalar)(places, from_compiled)
    from_python = np.array([scalar(x) for x in places.tolist()])
    np.testing.assert_array_equal(vector(places).view(np.int64), from_python.view(np.int64))
    np.testing.assert_array_equal(vector(places).view(np.int64), from_compiled.view(np.int64))


def numbers(value: object) -> Iterator[float]:
    """All numbers in nested lists and tuples."""
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, float):
        yield value


def test_every_coefficient_is_what_the_script_derives():
    """Each derived number stands in the module, as a constant of its own or in the code of a function."""
    written: set[float] = set()
    for module in (arithmetic, normal):
        functions = [value for value in vars(module).values() if isinstance(value, FunctionType)]
        written |= {abs(number) for function in functions for number in numbers(function.__code__.co_consts)}
        written |= {abs(number) for value in vars(module).values() for number in numbers(value)}
    derived = derive.derive()
    assert {abs(number) for number in numbers(list(derived.values()))} - {1.0} <= written
    assert list(numbers(derived["TAIL"])) == list(normal.TAIL)
    assert list(derive.PIECES[1:-1]) == list(normal.BOUNDS)
    assert (derive.MIDDLE, derive.PIECES[-1]) == (normal.MIDDLE, normal.DEEPEST)
