"""Commands in processes that die, or whose disk is full, at a named event: not after so many seconds, but at a write.

`python -m tests.folders.dying` reads a JSON line for each command and answers with one. It has imported everything, and
forks for each command, so that a kill costs a fraction of a second.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import resource
import signal
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

from tests.killing import EVENTS, writes


class Dying:
    """A process that runs commands, each in a fork of its own."""

    def __init__(self) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.folders.dying"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            cwd=Path(__file__).parents[2],
        )  # fmt: skip

    def run(self, words: list[str], place: Path, *, kill: int = 0, full: int = 0, limit: int = 0) -> dict[str, Any]:
        """Run a command: `code`, `said` (stderr), and how many `events` (files made, renamed, removed) `place` saw.

        With `kill` it is killed at that event; with `full` no file can be opened for writing from that event on; with
        `limit` no file grows above so many bytes.
        """
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(
            json.dumps({"words": words, "place": str(place), "kill": kill, "full": full, "limit": limit}) + "\n"
        )
        self._process.stdin.flush()
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told

    def close(self) -> None:
        """End it."""
        self._process.communicate()


def _count_and_die(asked: dict[str, Any], told: int) -> None:
    """Count the events of this process, and do at one of them what is asked."""
    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        opened = writes(event, arguments)
        if not (opened or event in EVENTS) or not _within(asked["place"], arguments[0]):
            return
        seen += 1
        os.pwrite(told, str(seen).encode(), 0)
        if seen == asked["kill"]:
            os.kill(os.getpid(), signal.SIGKILL)
        if opened and 0 < asked["full"] <= seen:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))

    sys.addaudithook(hook)


def _within(place: str, path: object) -> bool:
    """Whether a path is below the folder `place`, as far as its name says; one by a descriptor is relative."""
    text = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
    return text.startswith(place) or (text.startswith(".") and text.endswith(".new"))


def _child(asked: dict[str, Any], said: int, told: int) -> None:
    from sim.cli.main import cli

    _quickly()
    os.dup2(said, 2)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if asked["limit"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["limit"], asked["limit"]))
    _count_and_die(asked, told)
    cli(asked["words"])


def _quickly() -> None:
    """Pictures of one dot; many small parts, each kept at once."""
    import pytest

    from sim.engine import ensemble
    from sim.studies.run import keepers
    from tests.blank import blank

    blank(pytest.MonkeyPatch())
    keepers.PART_SECONDS = 0.0
    ensemble.CHUNK_DAYS = dict.fromkeys(ensemble.CHUNK_DAYS, 10 * 60)


def _serve() -> None:
    import tempfile

    _warm()
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as told:
            child = os.fork()
            if child == 0:
                code = 3
                try:
                    _child(json.loads(line), said.fileno(), told.fileno())
                except SystemExit as end:
                    code = end.code if isinstance(end.code, int) else 1
                except BaseException:
                    traceback.print_exc()
                finally:
                    with contextlib.suppress(Exception):
                        sys.stderr.flush()
                    os._exit(code)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            said.seek(0), told.seek(0)
            events = int(told.read() or b"0")
            about = {"code": code, "said": said.read().decode(errors="replace"), "events": events}
        answers.write(json.dumps(about) + "\n")
        answers.flush()


def _warm() -> None:
    """Import all, start no thread: a thread does not survive a fork."""
    import polars  # noqa: F401

    from sim.cli.main import cli
    from sim.studies import STUDIES

    assert cli
    for study in STUDIES.values():
        for part in ("verb", "figures", "page"):
            with contextlib.suppress(ModuleNotFoundError):
                study.part(part)


if __name__ == "__main__":
    _serve()
