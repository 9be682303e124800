"""Tables and paragraphs as plain text, the same on a terminal, in a file and in a pipe."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from pathlib import Path

WIDEST = 100


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int] = ()) -> str:
    """Columns under their headings, two blanks apart; the columns at the places `numeric` align right."""
    widths = [max(len(line[at]) for line in (heads, *rows)) for at in range(len(heads))]
    rule = ["-" * width for width in widths]

    def line(cells: Sequence[str]) -> str:
        aligned = [
            cell.rjust(width) if at in numeric else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return "  ".join(aligned).rstrip()

    return "\n".join(line(cells) for cells in (heads, rule, *rows))


def near(path: Path | None) -> str:
    """A path as one would type it here: relative where it lies below the current folder."""
    here = Path.cwd()
    return str(path.relative_to(here) if path is not None and path.is_relative_to(here) else path)


def paragraph(text: str, indent: str = "") -> str:
    """Text wrapped to the terminal, at most 100 wide, behind an indent."""
    width = min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)
    return textwrap.fill(
        text,
        max(width, 40),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
