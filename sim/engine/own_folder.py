"""Whether a folder of the cache may be believed: it holds machine code, which does whatever is in it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def ours_alone(folder: Path, *, deep: bool = False) -> bool:
    """Whether `folder` is this user's, and no other user may write in it; with `deep` the same of all that it holds.

    A link, a pipe or another user's file within makes it foreign. A folder that nobody else may enter protects files in
    it that others could write (a umask of 002 makes such). Always true where users have no numbers (Windows).
    """
    if not hasattr(os, "getuid"):
        return True
    try:
        own = folder.lstat().st_uid == os.getuid() and _safe(folder.stat(), forbidden=BY_OTHERS)
        forbidden = BY_OTHERS if folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) else 0
        return own and all(_safe(path.lstat(), forbidden) for path in (folder.rglob("*") if deep else ()))
    except OSError:
        return False


def _safe(status: os.stat_result, forbidden: int) -> bool:
    plain = stat.S_ISDIR(status.st_mode) or stat.S_ISREG(status.st_mode)
    return plain and status.st_uid == os.getuid() and not status.st_mode & forbidden
