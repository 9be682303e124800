"""Files inside a folder, whoever sent it: links in it are never followed, and what is no ordinary file is not opened.

A results folder may come by mail. A link in it, planted or not, could make us read, truncate, overwrite or remove a
file elsewhere; a pipe or a device could make us wait for ever. So a file is opened relative to the descriptor of its
folder, never through a link, and is looked at once it is open.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.results.errors import Refused

NO_LINK = getattr(os, "O_NOFOLLOW", 0)
NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
FOLDER = getattr(os, "O_DIRECTORY", 0)
BY_DESCRIPTOR = os.open in os.supports_dir_fd and os.rename in os.supports_dir_fd

INNER = ("plots", "scenarios")
"""Folders in a results folder."""

TEMPORARY = 16
"""Hexadecimal digits in the name of a file that is being written: `.<digits>.new`."""


@contextmanager
def descriptor(folder: Path, within: Path | None = None) -> Iterator[int | None]:
    """The descriptor of `folder`; below `within` no step of the way may be a link. None where the system has none.

    Raises `OSError`, also for a link.
    """
    if not BY_DESCRIPTOR:
        yield None
        return
    root = within if within is not None else folder
    handle = os.open(root, os.O_RDONLY | FOLDER | NO_WAIT)
    try:
        for step in folder.relative_to(root).parts:
            below = os.open(step, os.O_RDONLY | FOLDER | NO_LINK | NO_WAIT, dir_fd=handle)
            os.close(handle)
            handle = below
        yield handle
    finally:
        os.close(handle)


def open_file(path: Path, flags: int = os.O_RDONLY, mode: int = 0o666) -> int:
    """Open an ordinary file that has one name, never through a link; the handle is the caller's to close.

    Raises `OSError`, and `Refused` for what is a link, a pipe, a device or a folder.
    """
    try:
        handle = os.open(path, flags | NO_LINK | NO_WAIT, mode)
    except OSError as error:
        if is_stranger(path):
            raise Refused(f"{path} is not an ordinary file (a link, a pipe or a folder); it is left alone") from error
        raise
    status = os.fstat(handle)
    writes = flags & (os.O_WRONLY | os.O_RDWR)
    if not stat.S_ISREG(status.st_mode) or (writes and status.st_nlink > 1):
        os.close(handle)
        raise Refused(f"{path} is not an ordinary file of its own (a pipe, a device, a second name); it is left alone")
    return handle


def read_file(path: Path) -> bytes:
    """The content of an ordinary file. Raises as `open_file`."""
    with os.fdopen(open_file(path), "rb") as file:
        return file.read()


def is_stranger(path: Path) -> bool:
    """Whether something is there that is no ordinary file: a link, a pipe, a socket, a device, a folder."""
    try:
        return not stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def is_own_folder(path: Path) -> bool:
    """Whether `path` is a folder and no link; False where nothing is. Raises `Refused` for anything else."""
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):
        return False
    if not stat.S_ISDIR(mode):
        raise Refused(f"{path} is not a folder of its own (a link or a file); it is left alone")
    return True


def own_folder(path: Path) -> Path:
    """`path`, made if nothing is there. Raises `Refused` for a link or a file, `OSError` if it cannot be made."""
    if not is_own_folder(path):
        path.mkdir()
    return path


def atomic_write(path: Path, data: bytes, *, within: Path | None = None) -> None:
    """Write `data` to `path` so that a reader, or a power cut, sees the old file or the new one, never a piece.

    The name in between cannot be guessed and is new; a link at `path` is replaced, not followed, and below `within` no
    folder on the way may be one (nor `plots` in any folder: `Refused`). Raises `OSError` (a full disk, a read-only
    folder) with the old file untouched and no litter left.
    """
    beside = f".{secrets.token_hex(TEMPORARY // 2)}.new"
    if path.parent.name in INNER:
        is_own_folder(path.parent)
        within = within or path.parent.parent
    try:
        with descriptor(path.parent, within) as folder:
            _write_beside(path, beside, folder, data)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def _write_beside(path: Path, beside: str, folder: int | None, data: bytes) -> None:
    # Without descriptors the whole path stands for the name.
    new, name = (beside, path.name) if folder is not None else (str(path.with_name(beside)), str(path))
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINK | NO_WAIT, 0o666, dir_fd=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(new, dir_fd=folder)
        raise
    if folder is not None:
        with contextlib.suppress(OSError):
            os.fsync(folder)


def is_temporary(name: str) -> bool:
    """Whether a file of this name is what a kill left of `atomic_write`."""
    digits = name.removeprefix(".").removesuffix(".new")
    return name == f".{digits}.new" and len(digits) == TEMPORARY and set(digits) <= set("0123456789abcdef")
