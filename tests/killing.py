"""Processes that kill themselves at a chosen moment: at the k-th thing that they do to the file system.

Moments are counted in events (files opened to be written, renamed, removed, folders made), not in seconds, so that a
kill falls where it is meant to fall on any machine. One server imports everything once and is copied (`fork`) for each
piece of work, which saves the start of a process for each. `python -m tests.killing MODULE` is that server.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
EVENTS = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate")


@dataclass(frozen=True)
class Done:
    """What became of a piece of work: whether it was killed; else how many events it had, and what it said."""

    killed: bool
    events: int = 0
    said: tuple[str, ...] = ()


class Killing:
    """A server of `work(out, n, resume, say)` of a module; use it in a `with` statement."""

    def __init__(self, module: str) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.killing", module],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self) -> Killing:
        return self

    def __exit__(self, *error: object) -> None:
        self._server.communicate()

    def work(self, out: Path, n: int, *, at: int = 0, resume: bool = False) -> Done:
        """Do the work in a process of its own, killed at event `at` (0: never).

        Where that is the rename of a file just written, half of the file is all that the disk has got.
        """
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        print(json.dumps([str(out), n, at, resume]), file=self._server.stdin, flush=True)
        status, told = json.loads(self._server.stdout.readline())
        if os.WIFSIGNALED(status):
            assert os.WTERMSIG(status) == signal.SIGKILL
            return Done(killed=True)
        assert status == 0, "the work failed; see what it wrote"
        return Done(False, told["events"], tuple(told["said"]))


def writes(event: str, words: tuple[Any, ...]) -> bool:
    """Whether an audited event opens a file that may be made or written."""
    if event != "open" or not isinstance(words[2], int):
        return False
    return bool(words[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


class _Clock:
    """Counts events, and kills this process at the one that was asked for."""

    def __init__(self, at: int) -> None:
        self.events, self._at, self._written = 0, at, ""

    def __call__(self, event: str, words: tuple[Any, ...]) -> None:
        opened = writes(event, words)
        if not opened and event not in EVENTS:
            return
        self.events += 1
        if self.events == self._at:
            if event == "os.rename" and str(words[0]) == self._written:
                os.truncate(self._written, os.path.getsize(self._written) // 2)  # noqa: PTH202
            os.kill(os.getpid(), signal.SIGKILL)
        if opened:
            self._written = str(words[0])


def _child(module: Any, order: list[Any], pipe: int) -> None:
    out, n, at, resume = order
    said: list[str] = []
    clock = _Clock(at)
    try:
        sys.addaudithook(clock)
        module.work(Path(out), n, resume, said.append)
        told = {"events": clock.events, "said": said, "modules": sorted(sys.modules)}
        with os.fdopen(pipe, "w") as answer:
            json.dump(told, answer)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _serve(module: Any) -> None:
    for line in sys.stdin:
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            _child(module, json.loads(line), theirs)
        os.close(theirs)
        with os.fdopen(ours) as pipe:
            told = json.loads(pipe.read() or "null")
        _, status = os.waitpid(child, 0)
        print(json.dumps([status, told]), flush=True)
        for name in told["modules"] if told else ():  # what the next ones need, too
            with contextlib.suppress(ImportError):
                importlib.import_module(name)


if __name__ == "__main__":
    from sim.engine import compiled

    compiled.compiled_run_block()
    _serve(importlib.import_module(sys.argv[1]))
