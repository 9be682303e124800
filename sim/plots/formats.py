"""In which formats, and how fine, pictures are written, and whether a report ends in a part to explore."""

from __future__ import annotations

from collections.abc import Sequence

DPI = 110
"""Of PNG pictures: sharp on a page, and twice as quick as print quality (which SVG and PDF have)."""


class Formats(tuple[str, ...]):
    """Formats of pictures, as a tuple of words, with the dots an inch of those that have any.

    `explore` says whether the report that the pictures are for ends in a part in which its assumptions can be moved.
    """

    dpi: int = DPI
    explore: bool = True

    @classmethod
    def of(cls, words: Sequence[str], dpi: int | None = None, *, explore: bool = True) -> Formats:
        """The formats named; `dpi` for PNG, 110 unless given."""
        made = cls(words)
        made.dpi = dpi or DPI
        made.explore = explore
        return made


def dpi_of(formats: Sequence[str]) -> int:
    """Dots an inch for `formats`, which may be plain words."""
    return formats.dpi if isinstance(formats, Formats) else DPI


def explore_of(formats: Sequence[str]) -> bool:
    """Whether a report drawn with `formats`, which may be plain words, ends in a part to explore."""
    return formats.explore if isinstance(formats, Formats) else True
