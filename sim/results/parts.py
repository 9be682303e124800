"""Parts: what is done so far, in pieces that are whole, checksummed and never rewritten.

A store of parts is a folder with one file a table and part, and a journal, one JSON line a part, appended once
the files are on the disk. A kill at any moment costs at most what was not yet in the journal. A study of
many points gives each part its `point`; a run has the one point 0.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.results.atomic import sync_folder
from sim.results.errors import Refused
from sim.results.inside import atomic_write, open_file, own_folder, read_file
from sim.results.parquet import scan_frame

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

JOURNAL = "parts.jsonl"


@dataclass(frozen=True)
class Part:
    """Replicates `first` to `first + count - 1` of a point; `files` maps a table to its file's name and sha256."""

    point: int
    first: int
    count: int
    files: dict[str, tuple[str, str]]

    @property
    def end(self) -> int:
        """The first replicate after this part."""
        return self.first + self.count


class PartStore:
    """The parts in `folder`, in order of point and replicate; `damaged` names the files that failed their checksum.

    Opening reads every file once and drops the parts that are not whole, so that they count as missing. The folder is
    the store's own: what the journal does not name is removed from it.
    """

    def __init__(self, folder: Path) -> None:
        """Make the folder if need be; read the journal and check every file."""
        self.folder = folder
        own_folder(folder.parent)
        own_folder(folder)
        self.damaged: list[str] = []
        self._parts = {(part.point, part.first): part for part in self._journal() if self._whole(part)}
        # The journal loses what is no longer there, or the same damage would be reported for ever.
        atomic_write(folder / JOURNAL, b"".join(_line(part) for part in self.parts))
        known = {name for part in self.parts for name, _ in part.files.values()} | {JOURNAL}
        for path in folder.iterdir():
            if path.name not in known and not (path.is_dir() and not path.is_symlink()):
                path.unlink()

    @property
    def parts(self) -> list[Part]:
        """Every whole part, in order."""
        return [self._parts[key] for key in sorted(self._parts)]

    def part(self, first: int, point: int = 0) -> Part | None:
        """The part of `point` that begins with `first`; None if there is none."""
        return self._parts.get((point, first))

    def done(self, point: int = 0) -> int:
        """How many replicates of `point` are kept."""
        return sum(part.count for part in self.parts if part.point == point)

    def end(self, point: int = 0) -> int:
        """The replicate after the last one kept of `point`, whatever is missing before it."""
        return max((part.end for part in self.parts if part.point == point), default=0)

    def missing(self, n: int, point: int = 0) -> Iterator[tuple[int, int]]:
        """The ranges (first, end) of replicates below `n` that no part holds."""
        at = 0
        for part in self.parts:
            if part.point != point or at >= n:
                continue
            if part.first > at:
                yield at, min(part.first, n)
            at = max(at, part.end)
        if at < n:
            yield at, n

    def add(
        self, first: int, count: int, tables: Mapping[str, pl.DataFrame | np.ndarray[Any, Any]], point: int = 0
    ) -> None:
        """Keep one part; when this returns, it survives a kill and a power cut."""
        files = {}
        for table, data in tables.items():
            content, ending = _encode(data)
            name = f"{table}-{point:06d}-{first:012d}.{ending}"
            _write(self.folder / name, content)
            files[table] = (name, hashlib.sha256(content).hexdigest())
        self._record(Part(point, first, count, files))

    def adopt(self, first: int, count: int, tables: Mapping[str, Path], point: int = 0) -> None:
        """Keep finished Parquet files as one part, by a link where the file system has them."""
        files = {}
        for table, source in tables.items():
            name = f"{table}-{point:06d}-{first:012d}.parquet"
            target = self.folder / name
            target.unlink(missing_ok=True)
            try:
                os.link(source, target, follow_symlinks=False)
            except OSError:
                shutil.copyfile(source, target)
            files[table] = (name, file_digest(target))
        self._record(Part(point, first, count, files))

    def paths(self, table: str, n: int, point: int = 0) -> list[tuple[Part, Path]]:
        """The files of `table` that hold replicates below `n` of `point`, in order of replicate."""
        chosen = [part for part in self.parts if part.point == point and part.first < n and table in part.files]
        return [(part, self.folder / part.files[table][0]) for part in chosen]

    def table(self, name: str, n: int) -> pl.LazyFrame:
        """The rows of one table for replicates below `n`, in order, scanned and not read."""
        import polars as pl

        def scan(part: Part, path: Path) -> pl.LazyFrame:
            frame = scan_frame(path)
            return frame if part.end <= n else frame.filter(pl.col("replicate") < n)

        return pl.concat([scan(part, path) for part, path in self.paths(name, n)])

    def array(self, name: str, n: int) -> np.ndarray[Any, Any] | None:
        """The rows of one array for replicates below `n`, in order; None when there are none."""
        import numpy as np

        pieces = [np.load(path)[: n - part.first] for part, path in self.paths(name, n)]
        return np.concatenate(pieces) if pieces else None

    def _record(self, part: Part) -> None:
        sync_folder(self.folder)
        handle = open_file(self.folder / JOURNAL, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        with os.fdopen(handle, "ab") as journal:
            journal.write(_line(part))
            journal.flush()
            os.fsync(journal.fileno())
        self._parts[part.point, part.first] = part

    def _journal(self) -> Iterator[Part]:
        path = self.folder / JOURNAL
        for line in read_file(path).splitlines() if path.exists() or path.is_symlink() else ():
            try:
                about = json.loads(line)
                files = {str(table): (str(name), str(digest)) for table, (name, digest) in about["files"].items()}
                part = Part(int(about["point"]), int(about["first"]), int(about["count"]), files)
                if all(name in _names(table, part) for table, (name, _) in files.items()):
                    yield part
            except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
                # A torn last line is what a kill leaves; its part was not promised to anyone.
                continue

    def _whole(self, part: Part) -> bool:
        bad = [name for name, digest in part.files.values() if not _matches(self.folder / name, digest)]
        self.damaged += bad
        return not bad


def _names(table: str, part: Part) -> tuple[str, ...]:
    """What the file of a table may be called: a journal that someone sent cannot name a file elsewhere."""
    stem = f"{table}-{part.point:06d}-{part.first:012d}"
    return (f"{stem}.parquet", f"{stem}.npy") if table.isidentifier() else ()


def file_digest(path: Path) -> str:
    """The sha256 of an ordinary file, in hexadecimal, read in pieces. Raises `OSError`, and `Refused` for a link."""
    with os.fdopen(open_file(path), "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _matches(path: Path, digest: str) -> bool:
    try:
        return file_digest(path) == digest
    except (OSError, Refused):
        return False


def _line(part: Part) -> bytes:
    return json.dumps(asdict(part)).encode() + b"\n"


def _write(path: Path, content: bytes) -> None:
    """Write a file to the disk; on a full disk it goes again, and the error names it."""
    try:
        path.unlink(missing_ok=True)
        with os.fdopen(open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise OSError(error.errno, error.strerror, str(path)) from error


def _encode(data: pl.DataFrame | np.ndarray[Any, Any]) -> tuple[bytes, str]:
    """The bytes of one table: Parquet for a frame, NumPy's own format for an array of trajectories."""
    import numpy as np

    buffer = io.BytesIO()
    if isinstance(data, np.ndarray):
        np.save(buffer, data, allow_pickle=False)
        return buffer.getvalue(), "npy"
    data.write_parquet(buffer, compression="lz4", statistics=False)
    return buffer.getvalue(), "parquet"
