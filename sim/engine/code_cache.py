"""The compiled code that is kept in the user's cache, and what it is kept under.

Numba keys its own cache on one source file, so that an edited rule elsewhere would run stale code without
a word. Here the entry's name is a digest of every source that the kernel is built from, of the versions and
of the processor. What is kept is an object file, as `machine_code` makes it.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from sim.engine import cache_entry
from sim.engine.digest import rule_sources

SOURCES = ("allocation", "pending", "compiled", "machine_code", "one_module", "code_cache", "cache_entry", "intrinsics")
"""Modules of the engine that the compiled code is made from, beside those that decide histories."""

FOREIGN = "{} holds what others may have written; compiled code there is not used (docs/performance.md says more)"

FILE = "kernel.o"
"""The one file of an entry: the machine code."""


def code_digest() -> str:
    """Digest of all that the compiled code depends on: sources, where they lie, versions, processor, Numba's settings.

    Numba is asked nothing: whoever finds the code in the cache need not import it.
    """
    from llvmlite import binding

    digest = hashlib.sha256()
    engine = Path(__file__).resolve().parent
    for path in [
        *rule_sources(),
        *(engine / f"{name}.py" for name in SOURCES),
    ]:
        digest.update(str(path).encode() + path.read_bytes())
    versions = (sys.version, *map(version, ("numba", "llvmlite", "numpy")), platform.machine())
    processor = (binding.get_host_cpu_name(), binding.get_host_cpu_features().flatten())
    told = sorted((name, value) for name, value in os.environ.items() if name.startswith("NUMBA_"))
    digest.update(repr((versions, processor, told)).encode())
    return digest.hexdigest()[:32]


def kept(make: Callable[[], bytes]) -> bytes:
    """Machine code: from the cache if it has it, else made now, which is announced, and kept if that is possible.

    A folder that is not believed is told: it costs some seconds at every start.
    """
    return cache_entry.kept(code_digest(), FILE, make, making=_announce, foreign=_warn)


def _announce() -> None:
    print("Compiling the rules (once for this version; some seconds) ...", file=sys.stderr, flush=True)


def _warn(folder: Path) -> None:
    print(FOREIGN.format(folder), file=sys.stderr, flush=True)
