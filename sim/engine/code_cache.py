"""Where compiled code is kept: a folder a digest, made whole or not at all.

Numba keys its own cache on one source file, so that an edited rule elsewhere would run stale code without
a word. Here the folder's name is a digest of every source that the kernel is built from, of the versions and
of the processor; it is filled under another name and renamed, so that two processes do each other no harm.
What is kept is an object file with its checksum in front, as `machine_code` makes it.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from sim.engine.digest import rule_sources
from sim.engine.own_folder import ours_alone

SOURCES = ("allocation", "pending", "compiled", "machine_code", "one_module", "code_cache", "intrinsics")
"""Modules of the engine that the compiled code is made from, beside those that decide histories."""

FOREIGN = "{} holds what others may have written; compiled code there is not used (docs/performance.md says more)"

FILE = "kernel.o"
"""The one file of an entry: the SHA-256 of what follows, and the machine code."""


def cache_root() -> Path:
    """The user's cache folder: $XDG_CACHE_HOME (a relative one is ignored, as its standard says) or ~/.cache."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path("~/.cache").expanduser()) / "moratorium"  # noqa: PTH117


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
    """Machine code: from the cache if it has it, else made now and kept if that is possible.

    A cache folder that is missing, read-only or damaged costs time and nothing else; one that others may write in,
    or that holds what is not this user's, is neither read nor written, and is told.
    """
    try:
        home = cache_root() / code_digest()
        there = home.is_dir()
        if home.parent.is_dir() and not (ours_alone(home.parent) and (not there or ours_alone(home, deep=True))):
            print(FOREIGN.format(home.parent), file=sys.stderr, flush=True)
            return make()
    except (OSError, RuntimeError):  # a folder that may not be looked at, or a user without any
        _announce()
        return make()
    if there:
        found = _read(home)
        if found is not None:
            return found
        shutil.rmtree(home, ignore_errors=True)
    _announce()
    code = make()
    _keep(home, code)
    return code


def _announce() -> None:
    print("Compiling the rules (once for this version; some seconds) ...", file=sys.stderr, flush=True)


def _read(home: Path) -> bytes | None:
    """The code of an entry; None where it is damaged."""
    try:
        content = (home / FILE).read_bytes()
    except OSError:
        return None
    checksum, code = content[:32], content[32:]
    return code if hashlib.sha256(code).digest() == checksum else None


def _keep(home: Path, code: bytes) -> None:
    """Keep the code, unless that cannot be, or another process was first."""
    try:
        home.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not ours_alone(home.parent):
            return
        aside = Path(tempfile.mkdtemp(prefix=f".{home.name}.", dir=home.parent))
    except OSError:
        return
    try:
        (aside / FILE).write_bytes(hashlib.sha256(code).digest() + code)
        aside.rename(home)
    except OSError:  # another process was first, or the disk is full
        pass
    finally:
        shutil.rmtree(aside, ignore_errors=True)
