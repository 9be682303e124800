"""Scenario simulation of an energy-strike moratorium.

The verbs (`sim.load`, `sim.run`, ...) come from `sim.api` when they are first used, so that `import sim` costs nothing.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_VERBS = {
    "load": "sim.api.core",
    "run": "sim.api.core",
    "open_results": "sim.api.core",
    "Result": "sim.api.result",
    "Refused": "sim.results.errors",
    "Stopped": "sim.results.errors",
    "Interrupted": "sim.results.errors",
    "ScenarioError": "sim.scenario",
    "compare": "sim.api.compare",
    "Comparison": "sim.api.compare",
    "sweep": "sim.api.sweep",
    "open_sweep": "sim.api.sweep",
    "Sweep": "sim.api.sweep",
    "sensitivity": "sim.api.sensitivity",
    "open_sensitivity": "sim.studies.sensitivity.folder",
    "StudyError": "sim.studies.errors",
    "conditions": "sim.api.conditions",
    "whatif": "sim.api.whatif",
    "WhatIf": "sim.api.whatif",
    "explain": "sim.api.explain",
    "explore": "sim.api.explore",
    "trace": "sim.api.trace",
    "Trace": "sim.api.trace",
}
"""Where each verb or class lives."""

__all__ = ["__version__", *sorted(_VERBS)]


def __getattr__(name: str) -> Any:
    if name in _VERBS:
        return getattr(import_module(_VERBS[name]), name)
    raise AttributeError(f"module 'sim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_VERBS})
