"""Scenario simulation of an energy-strike moratorium.

The verbs (`sim.load`, `sim.run`, ...) come from `sim.api` when one is first used, so that `import sim` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.api import *  # noqa: F403 - what `sim.api` lists is what a type checker sees here

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Python asks a module for all sorts of names with underscores; none of them is a verb.
    if not name.startswith("_") and name in (api := import_module("sim.api")).__all__:
        return getattr(api, name)
    raise AttributeError(f"module 'sim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *import_module("sim.api").__all__})
