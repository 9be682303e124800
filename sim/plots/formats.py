"""In which formats, and how fine, pictures are written."""

from __future__ import annotations

from collections.abc import Sequence

DPI = 110
"""Of PNG pictures: sharp on a page, and twice as quick as print quality (which SVG and PDF have)."""


class Formats(tuple[str, ...]):
    """Formats of pictures, as a tuple of words, with the dots an inch of those that have any."""

    dpi: int = DPI

    @classmethod
    def of(cls, words: Sequence[str], dpi: int | None = None) -> Formats:
        """The formats named; `dpi` for PNG, 110 unless given."""
        made = cls(words)
        made.dpi = dpi or DPI
        return made


def dpi_of(formats: Sequence[str]) -> int:
    """Dots an inch for `formats`, which may be plain words."""
    return formats.dpi if isinstance(formats, Formats) else DPI
