"""What in a results folder is the user's own, and how it comes along when the folder is replaced.

Ours is what the manifest says that we wrote, and a picture of the same name in another format. All else is a stranger:
a note, a folder of notes, a link, a pipe, also among the pictures. Strangers are never opened.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sim.results.inside import is_temporary
from sim.results.manifest import NAME, Manifest

PICTURES = (".png", ".svg", ".pdf")
TABLES = (".yaml",)


class Ours:
    """Which paths (with `/`, relative to the folder) a manifest claims."""

    def __init__(self, manifest: Manifest) -> None:
        """Read the list of what was written."""
        self.files = {NAME, *manifest.written}
        self.drawn = {str(PurePosixPath(path).with_suffix("")) for path in self.files if path.startswith("plots/")}
        # Before paths were listed, a folder of ours stood there by its name alone.
        self.old = {path for path in ("plots", "scenarios") if path in self.files}

    def __contains__(self, path: str) -> bool:
        """Whether we wrote it."""
        pure = PurePosixPath(path)
        if path in self.files - self.old or is_temporary(pure.name):
            return True
        if str(pure.with_suffix("")) in self.drawn and pure.suffix in PICTURES:
            return True
        return str(pure.parent) in self.old and pure.suffix in (*PICTURES, *TABLES)

    def below(self, path: str) -> bool:
        """Whether a folder of this path may hold something of ours."""
        return path in self.old or any(file.startswith(f"{path}/") for file in self.files)


def strangers(folder: Path, ours: Ours, inner: str = "") -> Iterator[str]:
    """The paths of what is not ours; a folder that holds nothing of ours is one stranger."""
    with os.scandir(folder / inner) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = f"{inner}/{entry.name}" if inner else entry.name
            if entry.is_dir(follow_symlinks=False) and ours.below(path):
                yield from strangers(folder, ours, path)
            elif path not in ours or not entry.is_file(follow_symlinks=False):
                yield path


def carry(source: Path, paths: Iterator[str], into: Path) -> list[str]:
    """Bring strangers along from `source`; where `into` has such a name, under another. Says which those are."""
    moved = []
    for path in paths:
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        while os.path.lexists(target):
            target = target.with_name(f"{target.name}.yours")
        if target != into / path:
            moved.append(f"{path} is one of ours now; yours is kept as {target.relative_to(into)}")
        bring(source / path, target)
    return moved


def bring(source: Path, target: Path, *, link: bool = False) -> None:
    """Copy a file or a whole folder; links stay links, and what cannot be copied (a pipe, a device) gets a second name.

    With `link` ordinary files get a second name, too, where the file system has them: that costs neither time nor room.
    """
    mode = source.lstat().st_mode
    if stat.S_ISDIR(mode):
        target.mkdir()
        for path in source.iterdir():
            bring(path, target / path.name, link=link)
        shutil.copystat(source, target)
    elif stat.S_ISLNK(mode):
        target.symlink_to(os.readlink(source))  # noqa: PTH115 - as it was written
    elif link or not stat.S_ISREG(mode):
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError:
            if not stat.S_ISREG(mode):
                raise
            shutil.copy2(source, target)
    else:
        shutil.copy2(source, target)
