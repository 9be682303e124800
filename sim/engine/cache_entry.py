"""What is kept from one command to the next: entries of the user's cache, each made whole or not at all.

An entry is a folder whose name is a digest of all that its one file was made from, so that it can be wrong for nobody.
It is filled under another name and renamed, so that two processes do each other no harm; its file has a checksum in
front. The folder holds machine code, which does whatever is in it, so it is believed only where nobody else may write.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from sim.engine.own_folder import ours_alone


def cache_root() -> Path:
    """The user's cache folder: $XDG_CACHE_HOME (a relative one is ignored, as its standard says) or ~/.cache."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path("~/.cache").expanduser()) / "moratorium"  # noqa: PTH117


def _nothing(*_: object) -> None:
    pass


def kept(
    name: str,
    file: str,
    make: Callable[[], bytes],
    *,
    making: Callable[[], None] = _nothing,
    foreign: Callable[[Path], None] = _nothing,
) -> bytes:
    """The content of `file` in the entry `name`: from the cache if it has it, else made now and kept if possible.

    A cache folder that is missing, read-only or damaged costs time and nothing else; one that others may write in,
    or that holds what is not this user's, is neither read nor written. `making` is called before anything is made,
    `foreign` with a folder that is not used.
    """
    try:
        home = cache_root() / name
        there = home.is_dir()
        if home.parent.is_dir() and not (ours_alone(home.parent) and (not there or ours_alone(home, deep=True))):
            foreign(home.parent)
            return make()
    except (OSError, RuntimeError):  # a folder that may not be looked at, or a user without any
        making()
        return make()
    if there:
        found = _read(home / file)
        if found is not None:
            return found
        shutil.rmtree(home, ignore_errors=True)
    making()
    content = make()
    _keep(home, file, content)
    return content


def _read(path: Path) -> bytes | None:
    """The content of an entry; None where it is damaged."""
    try:
        told = path.read_bytes()
    except OSError:
        return None
    checksum, content = told[:32], told[32:]
    return content if hashlib.sha256(content).digest() == checksum else None


def _keep(home: Path, file: str, content: bytes) -> None:
    """Keep the content, unless that cannot be, or another process was first."""
    try:
        home.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not ours_alone(home.parent):
            return
        aside = Path(tempfile.mkdtemp(prefix=f".{home.name}.", dir=home.parent))
    except OSError:
        return
    try:
        (aside / file).write_bytes(hashlib.sha256(content).digest() + content)
        aside.rename(home)
    except OSError:  # another process was first, or the disk is full
        pass
    finally:
        shutil.rmtree(aside, ignore_errors=True)
