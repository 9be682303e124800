"""Reading a results folder of any kind: nothing is believed unread.

Opening looks at the manifest and at the sizes of all files; a file's checksum is taken when it is first used, so that a
folder of a million rows costs what is asked of it. What does not agree is a message that names file and cure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.results.errors import Refused, ResultsError
from sim.results.inside import is_stranger, read_file
from sim.results.kinds import RUN, command_of, mending
from sim.results.manifest import WRONG_CHECKSUM, Manifest, damaged, read_manifest
from sim.results.parquet import rows_in, scan_frame
from sim.results.parts import file_digest

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario


class CheckedFolder:
    """A whole folder of one `kind`; nothing is ever written through it.

    `own` is for a folder that this process has just written, whose checksums are not known yet; without `sizes` a file
    of another size is found when it is used, and not before. Raises `Refused` when `path` is missing, not of the kind,
    or damaged.
    """

    def __init__(self, path: str | Path, kind: str, *, own: bool = False, sizes: bool = True) -> None:
        """Read the manifest, look at sizes; the rest waits."""
        self.path = Path(path)
        if not _is_folder(self.path):
            raise Refused(f"{self.path}: no such folder of results")
        manifest = read_manifest(self.path, kind)
        if manifest is None:
            what = "a results folder: it has no manifest.json written by" if kind == RUN else "a folder of"
            raise Refused(f"{self.path} is not {what} `{command_of(kind)}`")
        self.manifest: Manifest = manifest
        self._own = own
        self._seen: set[str] = set()
        if not own and manifest.state != "whole":
            raise Refused(f"{self.path} is not whole: run again with --resume")
        if not own and sizes:
            self._check_sizes()

    def _check_sizes(self) -> None:
        for name, (size, *_) in self.manifest.sizes.items():
            path = self.path / name
            if is_stranger(path):
                raise self.damage(name, "it is a link, or no file at all")
            if path.is_file() and path.stat().st_size != size:
                raise self.damage(name, f"it has {path.stat().st_size:,} bytes and had {size:,}")

    def damage(self, name: str, what: str) -> Refused:
        """The error for one file."""
        return damaged(self.path / name, what, self.manifest.kind)

    def file(self, name: str) -> Path:
        """The path of a file that is there, ordinary and as it was written. Raises `Refused`."""
        path = self.path / name
        if self._own or name in self._seen:
            return path
        inner = path.parent
        if is_stranger(path) or (inner != self.path and (inner.is_symlink() or not inner.is_dir())):
            raise self.damage(name, "it is a link, or no file at all")
        if not path.is_file():
            raise Refused(f"{self.path}: {name} is missing; `{mending(self.manifest.kind)}` mends it")
        kept = self.manifest.files.get(name)
        if kept is None and self.manifest.checksum:  # manifests without their own checksum listed fewer files
            raise self.damage(name, "the manifest holds no checksum of it")
        if kept is not None and file_digest(path) != kept:
            raise self.damage(name, WRONG_CHECKSUM)
        self._seen.add(name)
        return path

    @contextmanager
    def reading(self, name: str) -> Iterator[None]:
        """While the block reads what is in a file, what is missing there or of the wrong kind is damage."""
        import polars as pl

        try:
            yield
        except ResultsError:
            raise
        except (KeyError, TypeError, ValueError, IndexError, AttributeError, AssertionError) as error:
            if type(error).__name__ == "ScenarioError":
                raise
            raise self.damage(name, f"{error or 'something'} is missing or wrong in it") from error
        except pl.exceptions.PolarsError as error:
            raise self.damage(name, "its table is not what it should be") from error

    def named(self, name: str, called: str) -> Scenario:
        """The scenario in a resolved file, under the name that it had."""
        from sim.scenario import load

        return replace(load(self.file(name)), name=called)

    def json(self, name: str) -> dict[str, Any]:
        """What a JSON file holds. Raises `Refused` unless it is a table of values."""
        try:
            about = json.loads(read_file(self.file(name)))
        except (ValueError, RecursionError):
            raise self.damage(name, "it is not JSON") from None
        if not isinstance(about, dict):
            raise self.damage(name, "it is not a table of values")
        return about

    def scan(self, name: str) -> pl.LazyFrame:
        """The rows of a table, read when they are asked for. Raises `Refused` for a wrong number of them."""
        path = self.file(name)
        if not self._own:
            self._check_rows(name, path)
        return scan_frame(path)

    def _check_rows(self, name: str, path: Path) -> None:
        import polars as pl

        try:
            rows = rows_in(path)
        except (pl.exceptions.PolarsError, OSError) as error:
            raise self.damage(name, "it is no table") from error
        size = self.manifest.sizes.get(name, [])
        wanted = size[1] if len(size) > 1 else self.rows_of(name)
        if wanted is not None and rows != wanted:
            raise self.damage(name, f"it has {rows:,} rows and had {wanted:,}")

    def rows_of(self, name: str) -> int | None:
        """How many rows a table must have by what the manifest says; None if that says nothing."""
        return None


def _is_folder(path: Path) -> bool:
    try:
        str(path).encode()
        return path.is_dir()
    except (OSError, ValueError):
        return False
