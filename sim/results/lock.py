"""One writer at a time: a lock file that says who holds it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sim.results.errors import ResultsError, Stopped
from sim.results.inside import open_file, read_file

_held_here: set[Path] = set()


class Lock:
    """Hold `path` as a lock file while the `with` block runs; `what` names the thing in the message.

    The operating system drops the lock when its process dies, however it dies, so a stale file is simply taken
    over; what is no ordinary file (a link that someone planted) is refused (`Refused`). A second writer, in this
    process or another, gets `Stopped` with the holder's process id, host and start.
    Record locks rather than `flock`: they do not pass to worker processes, which might outlive their parent.
    """

    def __init__(self, path: Path, what: str) -> None:
        """Touch nothing yet."""
        self.path = path.absolute()
        self.what = what
        self._handle: int | None = None

    def __enter__(self) -> Lock:
        """Take the lock at once, or raise `Stopped`."""
        if self.path in _held_here:
            raise Stopped(f"{self.what} is being written by this very process; wait for it, or write elsewhere")
        while self._handle is None:
            self._handle = self._try()
        _held_here.add(self.path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it up and remove the file."""
        _held_here.discard(self.path)
        # The name goes while the lock is still held: whoever waits on the old file sees that it has no name.
        with contextlib.suppress(OSError):
            self.path.unlink()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _try(self) -> int | None:
        """The locked handle; None when the file lost its name in between and another try is due."""
        handle = open_file(self.path, os.O_RDWR | os.O_CREAT)
        try:
            _claim(handle)
        except (BlockingIOError, PermissionError):
            os.close(handle)
            holder = self._holder()
            raise Stopped(f"{self.what} is being written by {holder}; wait for it, or write elsewhere") from None
        try:
            same = os.path.samestat(os.fstat(handle), os.stat(self.path))  # noqa: PTH116
        except FileNotFoundError:
            same = False
        if not same:
            os.close(handle)
            return None
        os.ftruncate(handle, 0)
        start = datetime.now().astimezone().isoformat(timespec="seconds")
        os.write(handle, json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "start": start}).encode())
        return handle

    def _holder(self) -> str:
        try:
            about = json.loads(read_file(self.path))
            return f"process {about['pid']} on {about['host']} since {about['start']}"
        except (ResultsError, OSError, ValueError, KeyError, TypeError):
            return "another process"


def _claim(handle: int) -> None:
    """Take the system's lock on an open file, or raise `OSError` at once."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
