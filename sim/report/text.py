"""Tables and paragraphs as plain text, as wide as the terminal; in a file and in a pipe tables are whole."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Sequence
from pathlib import Path

WIDEST = 100


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int] = (), optional: Sequence[int] = ()
) -> str:
    """Columns under their headings, two blanks apart; the columns at the places `numeric` align right.

    On a terminal it fits: the columns at the places `optional` go, in that order, and are named below; then headings
    and first column are broken over lines between words; and if that does not do, each row is a block of its own. A
    file or a pipe gets it whole.
    """
    width = shutil.get_terminal_size((_ENDLESS, 24)).columns
    kept = list(range(len(heads)))
    gone: list[str] = []
    for place in optional:
        if _wide([heads, *rows], kept) <= width:
            break
        kept.remove(place)
        gone.append(heads[place])
    chosen = [[line[at] for at in kept] for line in (heads, *rows)]
    aligned = {at for at, place in enumerate(kept) if place in numeric}
    text = _columns(chosen[0], chosen[1:], aligned, width) or _blocks(chosen[0], chosen[1:])
    return text + ("\n" + paragraph(f"(left out for want of width: {', '.join(gone)})") if gone else "")


_ENDLESS = 100_000
_NARROWEST = 16
_CUT = "\x00"  # marks a blank that is none: it goes where the parts stay on one line
_PARTS = re.compile(r"(?<=[._])(?=\w)")  # a path may go on in the next line after a dot


def _wide(lines: Sequence[Sequence[str]], kept: Sequence[int]) -> int:
    return sum(max(len(line[at]) for line in lines) + 2 for at in kept) - 2


def _columns(heads: Sequence[str], rows: Sequence[Sequence[str]], numeric: set[int], width: int) -> str:
    """The table in columns no wider than `width`; nothing if words would have to be broken for that."""
    widths = [max(len(line[at]) for line in (heads, *rows)) for at in range(len(heads))]
    if sum(widths) + 2 * len(widths) - 2 > width:
        heads = [_PARTS.sub(f"{_CUT} ", head) if len(head) > _NARROWEST else head for head in heads]
        natural = widths[0]
        words = [max((len(word.rstrip(_CUT)) for word in head.split()), default=0) for head in heads]
        widths = [max(words[at], *(len(row[at]) for row in rows), 1) if rows else words[at] for at in range(len(heads))]
        rest = width - sum(widths[1:]) - 2 * (len(widths) - 1)
        longest = max((len(word.rstrip(_CUT)) for line in (heads, *rows) for word in line[0].split()), default=1)
        if rest < max(longest, min(_NARROWEST, natural)):
            return ""
        widths[0] = min(widths[0], rest)
    rule = "  ".join("-" * one for one in widths)
    lines = [*_lines(heads, widths, numeric, low=True), rule]
    return "\n".join(lines + [line for row in rows for line in _lines(row, widths, numeric, low=False)])


def _lines(cells: Sequence[str], widths: Sequence[int], numeric: set[int], *, low: bool) -> list[str]:
    """One row, over several lines where a cell is broken; a short cell stands at the bottom (`low`) or the top."""
    broken = [[cell] if len(cell) <= one else _wrapped(cell, one) for cell, one in zip(cells, widths, strict=True)]
    most = max(map(len, broken), default=1)
    padded = [[""] * (most - len(cell)) + cell if low else cell + [""] * (most - len(cell)) for cell in broken]
    return [
        "  ".join(
            cell[at].rjust(one) if place in numeric else cell[at].ljust(one)
            for place, (cell, one) in enumerate(zip(padded, widths, strict=True))
        ).rstrip()
        for at in range(most)
    ]


def _wrapped(cell: str, width: int) -> list[str]:
    lines = textwrap.wrap(cell, width, break_long_words=False, break_on_hyphens=False)
    return [line.replace(f"{_CUT} ", "").rstrip(_CUT) for line in lines] or [""]


def _blocks(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Each row as a block: its first cell, then the others under it with their headings."""
    heads, blocks = [head.replace(f"{_CUT} ", "") for head in heads], []
    for first, *others in rows:
        told = [f"  {head}: {cell}" for head, cell in zip(heads[1:], others, strict=True)]
        blocks.append("\n".join([f"{heads[0]}: {first}" if first[:1].isdigit() else first, *told]))
    return "\n".join(blocks)


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
