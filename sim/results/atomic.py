"""Folders that are either there and whole, or not there: write beside, then rename in one step.

Sweeps and comparisons use these too; nothing here knows what a results folder holds.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from pathlib import Path

from sim.results.inside import atomic_write, is_own_folder, is_stranger

__all__ = ["atomic_write", "recover_folder", "replace_folder", "sync_folder", "sync_tree"]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux renameat2
_RENAME_SWAP = 2  # macOS renamex_np


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut, where the system allows a folder to be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_tree(folder: Path) -> None:
    """Flush every file under `folder` to the disk, then the folders' own names."""
    for place, _, files in os.walk(folder):
        for name in files:
            path = Path(place, name)
            if not is_stranger(path):
                with path.open("rb") as file:
                    os.fsync(file.fileno())
        sync_folder(Path(place))


def replace_folder(new: Path, target: Path) -> None:
    """Put the folder `new` at `target` in one step; what was there is removed after it.

    Linux and macOS exchange the two names in a single call, so there is no moment without a folder at
    `target`. Elsewhere the old one steps aside as `.NAME.old` first; `recover_folder` puts it back after a
    kill between the two renames. Both must lie on one file system.
    """
    if not is_own_folder(target):
        new.rename(target)
    elif _exchange(new, target):
        shutil.rmtree(new, ignore_errors=True)
    else:
        aside = _aside(target)
        shutil.rmtree(aside, ignore_errors=True)
        target.rename(aside)
        new.rename(target)
        shutil.rmtree(aside, ignore_errors=True)
    sync_folder(target.parent)


def recover_folder(target: Path) -> None:
    """Undo a replacement that was killed half-way: the folder that stepped aside comes back."""
    aside = _aside(target)
    if is_own_folder(aside):
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(target)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names in one system call; False where the system or the file system cannot."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            done = libc.renamex_np(os.fsencode(one), os.fsencode(other), ctypes.c_uint(_RENAME_SWAP))
        else:
            done = libc.renameat2(
                _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE)
            )
    except (AttributeError, OSError, TypeError):
        return False
    return bool(done == 0)
