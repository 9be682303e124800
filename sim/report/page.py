"""What a report page is made of: plain data, no HTML.

A page is built from these parts by `run_page` and `compare_page` and written by `render`; every text in it may come
from a scenario file that a stranger wrote, so nothing here is markup and everything is escaped on the way out.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from sim.report.part import Part

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Cell:
    """One cell: the text shown and what the column sorts by (a number, or None to sort by the text)."""

    text: str
    key: float | None = None


@dataclass(frozen=True)
class Column:
    """One column heading; `numeric` aligns right and sorts by the cells' keys."""

    head: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption; the first cell of each row is its heading.

    `name` is a slug, unique on the page. Rows must be as long as the columns: a ragged table is refused here rather
    than shown shifted.
    """

    name: str
    title: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        """Refuse rows of the wrong length (ValueError)."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.name}: a row has {len(row)} cells for {len(self.columns)} columns")


@dataclass(frozen=True)
class Picture:
    """A PNG to embed, with the alternative text that says in words what it shows (never empty)."""

    name: str
    alt: str
    caption: str
    png: bytes

    def __post_init__(self) -> None:
        """Refuse what is not a PNG or has no alternative text (ValueError)."""
        if not self.png.startswith(PNG_SIGNATURE):
            raise ValueError(f"picture {self.name} is not a PNG")
        if not self.alt.strip():
            raise ValueError(f"picture {self.name} has no alternative text")

    @property
    def uri(self) -> str:
        """The picture as a `data:` address, so that the page needs no other file."""
        return "data:image/png;base64," + base64.b64encode(self.png).decode("ascii")

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, from the PNG header, so that the page does not jump while it loads."""
        width, height = struct.unpack(">II", self.png[16:24])
        return int(width), int(height)


@dataclass(frozen=True)
class Finding:
    """A part of the answer: a heading, and short statements that are read one by one."""

    title: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Assumption:
    """One changed number and what stands behind it: texts ready to show."""

    path: str
    change: str
    sentence: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reproduce:
    """How to get the same figures again: the command, and a table of facts (seed, versions, digests)."""

    command: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Page:
    """A whole report, in the order in which it is read.

    `warnings` stand before everything else (unpaired, clips, a scenario that failed): they change how the rest is read.
    The answer is `findings`, each under its heading, and then `answer`, in paragraphs.
    """

    kind: str
    title: str
    questions: tuple[str, ...]
    answer: tuple[str, ...]
    reproduce: Reproduce
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()
    differences: tuple[Table, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    register: Table | None = None
    """Every parameter of the scenario with what stands behind it."""
    limits: tuple[str, ...] = field(default=())
    explore: Part | None = None


def text_row(*texts: str) -> tuple[Cell, ...]:
    """Return a row of cells that sort by their text."""
    return tuple(Cell(text) for text in texts)


def columns(heads: Sequence[str], numeric: Sequence[int] = ()) -> tuple[Column, ...]:
    """Return columns by their headings; `numeric` holds the positions of those that hold numbers."""
    return tuple(Column(head, at in numeric) for at, head in enumerate(heads))
