"""The compiled engine: the rules of `sim.model` and the loop of `kernel.py` through Numba.

`sim.model` knows nothing of Numba: its functions are registered from here, each as it stands. Numba is told nothing of
fast mathematics, so that LLVM keeps every operation and contracts none, and the bits are those of Python.
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
from sim.engine import (
    candidates,
    code_cache,
    draws,
    due_events,
    interventions,
    intrinsics,
    kernel,
    machine_code,
    windows,
    workspace,
)
from sim.engine.allocation import grow, make_plan_arrays, make_workspace
from sim.engine.chunk import Chunk
from sim.engine.plan import Plan
from sim.engine.uncompiled import compiles
from sim.engine.workspace import DONE
from sim.model.records import DAILY_DTYPE, ROW_DTYPE

# LLVM is told to inline all else wherever it is called: the rules and the draws, a tenth of the time.
NOT_INLINED = ("row", "state", "candidates", "workspace", "windows", "kernel")
NOT_COMPILED = ("parameters", "records")
_compiling = threading.Lock()


def rule_modules() -> list[ModuleType]:
    """The modules whose functions the kernel may call."""
    names = [m.name for m in pkgutil.iter_modules(sim.model.__path__) if m.name not in NOT_COMPILED]
    rules = [importlib.import_module(f"sim.model.{name}") for name in names]
    return [*rules, draws, interventions, candidates, workspace, due_events, windows, kernel]


def own_functions(module: ModuleType) -> list[Callable[..., Any]]:
    """Functions that a module defines itself."""
    found = inspect.getmembers(module, inspect.isfunction)
    return [f for _, f in found if f.__module__ == module.__name__]


@cache
def register() -> None:
    """Tell Numba of every rule, once; what looks into a float has the machine's own form."""
    from numba.extending import overload

    from sim.engine.one_module import OPTIONS, Called, Inlined

    options = {**OPTIONS, "no_cfunc_wrapper": True}
    done = {kernel.run_block, *intrinsics.register({**options, "pipeline_class": Inlined})}
    for module in rule_modules():
        name = module.__name__.rpartition(".")[2]
        told: Any = {**options, "pipeline_class": Called if name in NOT_INLINED else Inlined}
        for function in own_functions(module):
            if function not in done:
                overload(function, jit_options=told, strict=False)(_itself(function))


def _itself(function: Callable[..., Any]) -> Callable[..., Any]:
    """What Numba asks for: a function of the arguments' types that gives the one to compile."""
    return lambda *types: function


@cache
def compiled_run_block() -> Callable[..., tuple[int, int]]:
    """`kernel.run_block`, compiled; from the cache where that is possible, and then without importing Numba."""
    with _compiling:
        return machine_code.load(code_cache.kept(_make), nothing_to_do())


def _make() -> bytes:
    register()
    return machine_code.make(kernel.run_block, nothing_to_do())


def nothing_to_do() -> tuple[Any, ...]:
    """Arguments of the kernel for no replicates: they have the types that it is compiled for."""
    arrays = make_plan_arrays(Plan(0, (), (), (), (), (), ()), log=False)
    return arrays, make_workspace(0, 0), 0, 0, np.zeros(0, ROW_DTYPE), np.zeros((1, 0), DAILY_DTYPE)


def run_chunk(plan: Plan, first: int, count: int, seed: int, kept_days: int, log: bool) -> Chunk:
    """Replicates first .. first + count - 1; the first `kept_days` of them keep their days.

    Runs without the global interpreter lock; on SimPy where Numba compiles nothing. Raises TooManyAnswersError where
    pending answers outgrow memory.
    """
    if not compiles():
        from sim.engine import simpy_chunk

        return simpy_chunk.run_chunk(plan, first, count, seed, kept_days, log)
    run_block = compiled_run_block()
    arrays = make_plan_arrays(plan, log)
    work = make_workspace(len(plan.scheduled), plan.horizon, (count if plan.cuts else 1, len(plan.cuts)))
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
