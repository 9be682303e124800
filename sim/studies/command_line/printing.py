"""The one way to the terminal: what is printed passes here, and a name or title from a file cannot steer the screen.

A file's name, a scenario's title, a word of the command line and a path in an error may hold an escape sequence, a
carriage return or a sign that turns the direction of writing. Such signs are shown, as JSON would write them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

_KEPT = "\n\t"


def printable(text: str) -> str:
    """`text` with every sign that does not print (but line ends and tabs) as ``\\u001b`` and the like."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign in _KEPT else _escaped(sign) for sign in text)


def on_one_line(text: str) -> str:
    """`text` without line ends either: for a name in a sentence."""
    return printable(text).replace("\n", "\\n").replace("\t", "\\t")


def _escaped(sign: str) -> str:
    number = ord(sign)
    if number < 0x10000:
        return f"\\u{number:04x}"
    return "".join(f"\\u{half:04x}" for half in (0xD800 + (number - 0x10000 >> 10), 0xDC00 + (number & 0x3FF)))


class Printed:
    """A text stream whose words are `printable`; `stream` is the one behind it, for a progress bar's own signs."""

    def __init__(self, stream: Any) -> None:
        """Stand before `stream`."""
        self.stream = stream

    def write(self, text: str) -> int:
        """Write; bytes are refused, as by any text stream."""
        if not isinstance(text, str):
            raise TypeError("a text stream takes text")
        self.stream.write(printable(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write one after the other."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        """Everything else is the stream's own; what lies below it is out of reach, so that nothing goes past."""
        if name in ("buffer", "detach"):
            raise AttributeError(name)
        return getattr(self.stream, name)


@contextmanager
def guarded() -> Iterator[None]:
    """While the block runs, stdout and stderr are `Printed`."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (stream if isinstance(stream, Printed) else Printed(stream) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
