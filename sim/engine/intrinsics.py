"""What compiled code does in its own way: looking into the bits of a float, and reading a table.

In Python the rules take a float apart with `struct` or `math.frexp` and read tuples; a machine casts bits in one step
and reads an array. Both ways are exact, so that no bit of a history depends on which was taken. Nothing here calls the
C library: what is compiled is plain arithmetic throughout.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from sim.model import arithmetic, fingerprint, normal

_FRACTION = (1 << 52) - 1
_ROOT_HALF = int(np.float64(arithmetic.ROOT_HALF).view(np.int64))
_SHIFT = int(np.float64(1.0).view(np.int64)) - _ROOT_HALF
# 2^52 as bits: a whole number below 2^52 put into its fraction is that number plus 2^52, and vector units can do it.
_WHOLE = int(np.float64(2.0**52).view(np.int64))
_WHOLE_AND_BIAS = 2.0**52 + 1023.0


def register(options: Any) -> tuple[Callable[..., Any], ...]:
    """Tell Numba of the machine's own forms; returns the functions of the model that have one."""
    from numba.extending import overload

    bits, number = _casts()
    table = np.array(normal.TAIL)

    @overload(fingerprint.words, jit_options=options)
    def words(a: Any, b: Any, c: Any, d: Any, e: Any) -> Any:
        def implementation(a: Any, b: Any, c: Any, d: Any, e: Any) -> Any:
            return bits(a), bits(b), bits(c), bits(d), bits(e)

        return implementation

    @overload(arithmetic.split, jit_options=options, inline="always")
    def split(x: Any) -> Any:
        def implementation(x: Any) -> Any:
            shifted = bits(x) + _SHIFT
            return number((shifted & _FRACTION) + _ROOT_HALF), number((shifted >> 52) | _WHOLE) - _WHOLE_AND_BIAS

        return implementation

    @overload(arithmetic.power_of_two, jit_options=options)
    def power_of_two(k: Any) -> Any:
        def implementation(k: Any) -> Any:
            return number((int(k) + 1023) << 52)

        return implementation

    @overload(normal.coefficient, jit_options=options)
    def coefficient(place: Any) -> Any:
        def implementation(place: Any) -> Any:
            return table[place]

        return implementation

    return fingerprint.words, arithmetic.split, arithmetic.power_of_two, normal.coefficient


def _casts() -> tuple[Any, Any]:
    """The bits of a float as a whole number, and back; called from compiled code only."""
    from llvmlite import ir
    from numba import types
    from numba.extending import intrinsic

    @intrinsic
    def bits(typing_context: Any, x: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.bitcast(arguments[0], ir.IntType(64))

        return types.int64(types.float64), generate

    @intrinsic
    def number(typing_context: Any, n: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.bitcast(arguments[0], ir.DoubleType())

        return types.float64(types.int64), generate

    return bits, number
