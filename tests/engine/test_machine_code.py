"""Machine code as it is kept: it does what the function does, needs no Numba, and takes no argument amiss."""

from __future__ import annotations

import re
import subprocess
import sys

import numba
import numpy as np
import pytest

from sim.engine import compiled, machine_code, one_module

from .tiny import Pair, power, total

ARGUMENTS = (Pair(np.zeros(1), False), np.zeros((1, 1)), 0)


@pytest.fixture(scope="module")
def code() -> bytes:
    return machine_code.make(total, ARGUMENTS)


@pytest.fixture(scope="module")
def call(code):
    return machine_code.load(code, ARGUMENTS)


@pytest.mark.parametrize("negative", [False, True])
def test_it_does_what_the_function_does(call, negative):
    numbers = np.array([1.5, 2.5, 5.0])
    by_machine, by_python = np.zeros((3, 2)), np.zeros((3, 2))
    found = call(Pair(numbers, negative), by_machine, 2)
    assert found == total(Pair(numbers, negative), by_python, 2) == (2, 32)
    assert np.array_equal(by_machine, by_python)
    assert by_machine[2, 1] == (-9.0 if negative else 3.0)


def test_a_pair_that_is_used_again_is_read_again(call):
    pair, table = Pair(np.array([4.0]), False), np.zeros((1, 2))
    call(pair, table, 0)
    pair.numbers[0] = 16.0
    call(pair, table, 0)
    assert table[0, 1] == 4.0


@pytest.mark.parametrize(
    "wrong",
    [
        (Pair(np.zeros(1, np.float32), False), np.zeros((1, 1)), 0),
        (Pair(np.zeros(1), False), np.zeros(1), 0),
        (Pair(np.zeros(1), False), np.zeros((2, 2)).T[:1], 0),
        (Pair(np.zeros(1), 1), np.zeros((1, 1)), 0),
        (Pair(np.zeros(1), False), np.zeros((1, 1)), 1.5),
        (Pair(np.zeros(1), False), np.zeros((1, 1))),
    ],
    ids=["type", "axes", "order", "number for a yes", "part of a number", "too few"],
)
def test_arguments_of_other_types_are_refused(call, wrong):
    with pytest.raises(TypeError, match="other types"):
        call(*wrong)


def test_what_calls_a_library_is_refused():
    """The linker of LLVM ends the process over a name that it does not find; and the bits would be the library's."""
    with pytest.raises(RuntimeError, match=r"llvm\.exp\.f64, which is no plain arithmetic"):
        machine_code.make(power, (1,))


def test_whole_numbers_may_overflow():
    """The digests do, by design. Numba says that nothing does, and from that LLVM made other fingerprints."""
    raw, _, _ = one_module.written(total, tuple(map(numba.typeof, ARGUMENTS)))
    assert re.search(r"= mul i64", str(raw))
    assert not re.search(r"= (add|sub|mul|shl)[a-z ]* (nsw|nuw)", str(raw))


WARM = """
import sys
from sim.engine import compiled
compiled.compiled_run_block()
assert not [name for name in sys.modules if name.split(".")[0] == "numba"], "numba is imported"
"""


def test_what_is_in_the_cache_is_run_without_numba():
    compiled.compiled_run_block()  # so that it is there
    done = subprocess.run([sys.executable, "-c", WARM], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
