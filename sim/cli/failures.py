"""What went wrong, in words, with the exit code: 1 a run failed or was interrupted, 2 the input is wrong."""

from __future__ import annotations

import sys

_FOR_PEOPLE = (
    ("sim.scenario.problems", "ScenarioError", 2),
    ("sim.studies.errors", "StudyError", 2),
    ("sim.record.row", "RecordError", 2),
    ("sim.results.errors", "ResultsError", 1),
    ("sim.engine.pending", "TooManyAnswersError", 2),
    ("sim.studies.explore.shipped", "StaleError", 1),
)
"""Errors whose text is meant for the person at the keyboard: module, class, exit code."""


def explain(error: BaseException) -> tuple[str | None, int]:
    """The message and the exit code for a failure; no message for a fault of ours, which shows its traceback.

    Classes are looked up among the modules already imported: what was never imported cannot have been raised.
    """
    if isinstance(error, KeyboardInterrupt):
        return "interrupted", 1
    for module, name, code in _FOR_PEOPLE:
        if _is(error, module, name):
            return str(error), int(getattr(error, "exit_code", code))
    if isinstance(error, BrokenPipeError):
        return None, 1
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or error}", 1
    if isinstance(error, ModuleNotFoundError) and (error.name or "").partition(".")[0] in ("numba", "llvmlite"):
        return "the compiled engine needs Numba (pip install numba); or give --engine simpy", 1
    if isinstance(error, MemoryError):
        return "out of memory; try fewer --workers", 1
    return None, 1


def _is(error: BaseException, module: str, name: str) -> bool:
    loaded = sys.modules.get(module)
    return loaded is not None and isinstance(error, getattr(loaded, name, ()))
