"""The compiled engine cannot run uncompiled: its work space is made of records that only compiled code can fill."""

from __future__ import annotations

import os


class NotCompiledError(RuntimeError):
    """Numba was told to compile nothing."""


def check_that_numba_compiles() -> None:
    """Raise NotCompiledError where `NUMBA_DISABLE_JIT` is set, as for coverage or a debugger."""
    if os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0"):
        raise NotCompiledError(
            "NUMBA_DISABLE_JIT is set, and the compiled engine does not run uncompiled: unset it, or step through the "
            "SimPy engine, which gives the same histories (--engine simpy)"
        )
