"""Where compiled code is kept: a folder a digest, made whole or not at all.

Numba keys its own cache on one source file, so that an edited rule elsewhere would run stale code without
a word. Here the folder's name is a digest of every source that the kernel is built from, of the versions and
of the processor; it is filled under another name and renamed, so that two processes do each other no harm.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sim.engine.digest import rule_sources
from sim.engine.own_folder import ours_alone

SOURCES = ("allocation", "pending", "compiled", "code_cache", "intrinsics")
"""Modules of the engine that the compiled code is made from, beside those that decide histories."""

FOREIGN = "{} holds what others may have written; compiled code there is not used (docs/performance.md says more)"

# No array is made in compiled code, so that nothing there needs counting references ("_nrt": it took 40% of the time).
OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}

# Numba's cache folder is a setting of the process: two threads that compile would write in each other's.
_ONE_AT_A_TIME = threading.RLock()


def cache_root() -> Path:
    """The user's cache folder: $XDG_CACHE_HOME (a relative one is ignored, as its standard says) or ~/.cache."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path("~/.cache").expanduser()) / "moratorium"  # noqa: PTH117


def code_digest() -> str:
    """Digest of all that the compiled code depends on: sources, where they lie, versions, processor."""
    import llvmlite
    import numba
    import numpy as np
    from llvmlite import binding

    digest = hashlib.sha256()
    engine = Path(__file__).resolve().parent
    for path in [
        *rule_sources(),
        *(engine / f"{name}.py" for name in SOURCES),
    ]:
        digest.update(str(path).encode() + path.read_bytes())
    # Numba looks at the time stamp of the file that it compiles, too.
    digest.update(str((engine / "kernel.py").stat().st_mtime_ns).encode())
    versions = (sys.version, numba.__version__, llvmlite.__version__, np.__version__, platform.machine())
    processor = (binding.get_host_cpu_name(), binding.get_host_cpu_features().flatten())
    digest.update(repr((versions, processor)).encode())
    return digest.hexdigest()[:32]


def compile_cached(function: Callable[..., Any], warm_up: Callable[[Callable[..., Any]], None]) -> Callable[..., Any]:
    """`function` compiled; from the cache if it has it, else compiled now and kept if that is possible.

    A cache folder that is missing, read-only or damaged costs time and nothing else; one that others may write in,
    or that holds what is not this user's, is neither read nor written, and is told.
    """
    try:
        home = cache_root() / code_digest()
        kept = home.is_dir()
        if home.parent.is_dir() and not (ours_alone(home.parent) and (not kept or ours_alone(home, deep=True))):
            print(FOREIGN.format(home.parent), file=sys.stderr, flush=True)
            return _compile_only(function, warm_up)
    except (OSError, RuntimeError):  # a folder that may not be looked at, or a user without any
        _announce()
        return _compile_only(function, warm_up)
    if kept:
        try:
            return _compile_into(home, function, warm_up)
        except Exception:  # a damaged entry can fail in any way; compile afresh
            shutil.rmtree(home, ignore_errors=True)
    _announce()
    try:
        home.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not ours_alone(home.parent):
            return _compile_only(function, warm_up)
        aside = Path(tempfile.mkdtemp(prefix=f".{home.name}.", dir=home.parent))
    except OSError:
        return _compile_only(function, warm_up)
    try:
        made = _compile_into(aside, function, warm_up)
        aside.rename(home)
    except OSError:  # another process was first, or the disk is full
        made = _compile_only(function, warm_up) if not home.is_dir() else _compile_into(home, function, warm_up)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return made


def _announce() -> None:
    print("Compiling the rules (once for this version; some seconds) ...", file=sys.stderr, flush=True)


def _compile_into(folder: Path, function: Callable[..., Any], warm_up: Callable[..., None]) -> Callable[..., Any]:
    import numba
    from numba.core import config as numba_config

    config: Any = numba_config  # its settings are made at run time
    with _ONE_AT_A_TIME:
        before, config.CACHE_DIR = config.CACHE_DIR, str(folder)
        try:
            made: Callable[..., Any] = numba.njit(cache=True, **OPTIONS)(function)
            warm_up(made)
        finally:
            config.CACHE_DIR = before
    return made


def _compile_only(function: Callable[..., Any], warm_up: Callable[..., None]) -> Callable[..., Any]:
    import numba

    made: Callable[..., Any] = numba.njit(**OPTIONS)(function)
    warm_up(made)
    return made
