"""How Matplotlib is read: it takes a third of a second, a quarter of that for help on the settings of its classes."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from threading import Thread
from typing import Any

_quick = False


def without_help() -> None:
    """Have `read` leave the help on Matplotlib's classes out, as a command may: its user cannot ask for it."""
    global _quick
    _quick = True


def read() -> None:
    """Read Matplotlib, as far as `sim.plots.rendering` needs it. Raises ImportError."""
    if not _quick or "matplotlib.artist" in sys.modules:
        import_module("sim.plots.rendering")
        return
    artist: Any = import_module("matplotlib.artist")
    parts: tuple[Any, ...] = ((artist, "kwdoc", ""), (getattr(artist, "ArtistInspector", None), "get_setters", []))
    written = [(place, name, getattr(place, name), none) for place, name, none in parts if hasattr(place, name)]
    try:
        for place, name, _, none in written:
            setattr(place, name, lambda _, none=none: none)
        import_module("sim.plots.rendering")
    finally:
        for place, name, kept, _ in written:
            setattr(place, name, kept)


def begin_reading() -> None:
    """Have Matplotlib read while the caller does something else before it draws."""

    def quietly() -> None:
        with suppress(Exception):  # whoever draws is told
            read()

    Thread(target=quietly, name="reads what draws").start()
