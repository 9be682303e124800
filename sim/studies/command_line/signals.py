"""Ctrl-C and termination signals: heard once, for certain, and however often the key is pressed."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

PATIENCE = 5.0
"""Seconds for which a stop may take its time; the key pressed again after that ends the process at once."""

_asked: list[float] = []


@contextmanager
def interrupts() -> Iterator[None]:
    """While the block runs, Ctrl-C and a termination signal (a batch system's time limit) stop it cleanly.

    The first raises KeyboardInterrupt. Python loses that one if it falls into a destructor, so `heed` raises it again.
    More of them would only break the clean end, and are passed over.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _asked.clear()
    earlier = {number: signal.signal(number, _ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)


def heed() -> None:
    """Raise KeyboardInterrupt if a stop was asked for; called wherever a run reports how far it is."""
    if _asked:
        raise KeyboardInterrupt


def _ask(number: int, frame: FrameType | None) -> None:
    now = time.monotonic()
    if not _asked:
        _asked.append(now)
        raise KeyboardInterrupt
    if now - _asked[0] > PATIENCE:
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
