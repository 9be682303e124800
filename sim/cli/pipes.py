"""A reader that has seen enough: `moratorium list | head -1` ends in silence, and it is no failure."""

from __future__ import annotations

import os
import select
import sys
from typing import Any


def reader_gone() -> bool:
    """Whether whoever reads our output has closed it; what is left to be said is then dropped."""
    gone = False
    for stream in (sys.stdout, sys.stderr):
        if _closed(stream):
            # Python flushes once more when it ends: into nothing, so that it cannot fail again.
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, stream.fileno())
            os.close(nothing)
            gone = True
    return gone


def _closed(stream: Any) -> bool:
    """Whether a stream is a pipe that nobody reads."""
    try:
        stream.flush()
        if hasattr(select, "poll"):
            poll = select.poll()
            poll.register(stream.fileno(), 0)
            return any(event & select.POLLERR for _, event in poll.poll(0))
    except BrokenPipeError:
        return True
    except (OSError, ValueError):  # no file behind it, as in a test or a notebook
        pass
    return False
