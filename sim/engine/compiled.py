"""The compiled engine: the rules of `sim.model` and the loop of `kernel.py` through Numba.

`sim.model` knows nothing of Numba: its functions are registered from here. Plain `exp`, `log` and `cos` of
the C library on both sides (no vector variants), so that both engines give the same bits.
"""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import threading
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np

os.environ.setdefault("NUMBA_DISABLE_INTEL_SVML", "1")

import sim.model
from sim.engine import candidates, code_cache, draws, due_events, kernel, windows, workspace
from sim.engine.allocation import grow, make_plan_arrays, make_workspace
from sim.engine.chunk import Chunk
from sim.engine.plan import Plan
from sim.engine.workspace import DONE
from sim.model import fingerprint
from sim.model.records import DAILY_DTYPE, ROW_DTYPE

WITHIN_LOOPS = (draws.philox, draws.uniform)  # inlined early, so that a loop over them becomes vector code
NOT_COMPILED = ("parameters", "records")
_compiling = threading.Lock()


def rule_modules() -> list[ModuleType]:
    """The modules whose functions the kernel may call."""
    names = [m.name for m in pkgutil.iter_modules(sim.model.__path__) if m.name not in NOT_COMPILED]
    return [importlib.import_module(f"sim.model.{name}") for name in names] + [
        draws,
        candidates,
        workspace,
        due_events,
        windows,
        kernel,
    ]


def own_functions(module: ModuleType) -> list[Callable[..., Any]]:
    """Functions that a module defines itself."""
    found = inspect.getmembers(module, inspect.isfunction)
    return [f for _, f in found if f.__module__ == module.__name__]


def _register() -> None:
    """Tell Numba of every rule; `words` becomes the machine's own bit cast."""
    from llvmlite import ir
    from numba import types
    from numba.extending import intrinsic, overload

    @intrinsic
    def bit_cast(typing_context: Any, x: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.bitcast(arguments[0], ir.IntType(64))

        return types.int64(types.float64), generate

    cast: Any = bit_cast  # called from compiled code only

    options: Any = {"error_model": "numpy", "_nrt": False}  # as code_cache.OPTIONS

    @overload(fingerprint.words, jit_options=options)
    def words(a: Any, b: Any, c: Any, d: Any, e: Any) -> Any:
        def implementation(a: Any, b: Any, c: Any, d: Any, e: Any) -> Any:
            return cast(a), cast(b), cast(c), cast(d), cast(e)

        return implementation

    for module in rule_modules():
        for function in own_functions(module):
            if function is not fingerprint.words and function is not kernel.run_block:
                inline: Any = "always" if function in WITHIN_LOOPS else "never"
                overload(function, jit_options=options, strict=False, inline=inline)(_itself(function))


def _itself(function: Callable[..., Any]) -> Callable[..., Any]:
    """What Numba asks for: a function of the arguments' types that gives the one to compile."""
    return lambda *types: function


@cache
def compiled_run_block() -> Callable[..., tuple[int, int]]:
    """`kernel.run_block`, compiled for the types it is called with, from the cache where that is possible."""
    with _compiling:
        _register()
        return code_cache.compile_cached(kernel.run_block, warm_up)


def warm_up(function: Callable[..., Any]) -> None:
    """Call the kernel once on no replicates, which compiles it."""
    arrays = make_plan_arrays(Plan(0, (), (), (), (), (), ()), log=False)
    function(arrays, make_workspace(0), 0, 0, np.zeros(0, ROW_DTYPE), np.zeros((1, 0), DAILY_DTYPE))


def run_chunk(plan: Plan, first: int, count: int, seed: int, kept_days: int, log: bool) -> Chunk:
    """Replicates first .. first + count - 1; the first `kept_days` of them keep their days.

    Runs without the global interpreter lock. Raises TooManyAnswersError where pending answers outgrow memory.
    """
    run_block = compiled_run_block()
    arrays = make_plan_arrays(plan, log)
    work = make_workspace(len(plan.scheduled), (count if plan.cuts else 1, len(plan.cuts)))
    rows = np.zeros(count, ROW_DTYPE)
    daily = np.zeros((kept_days + 1, plan.horizon), DAILY_DTYPE)
    done = 0
    while done < count:
        left = daily[min(done, kept_days) :]
        more, code = run_block(arrays, work, first + done, seed, rows[done:], left)
        done += more
        if code != DONE:
            work = grow(work, code)
    return Chunk(
        first=first,
        rows=rows,
        spells=work.spells[: work.used[0]].copy(),
        daily=daily[:kept_days],
        log=work.log[: work.used[1]].copy() if log else None,
        windows=work.windows if plan.cuts else None,
    )
