"""Write the table of series in docs/record.md: `python -m sim.record.document`."""

from __future__ import annotations

from pathlib import Path

from sim.record.reading import read_record
from sim.record.record import Record
from sim.record.row import COLUMNS, GRADES

BEGIN = "<!-- series: written by python -m sim.record.document -->"
END = "<!-- end of series -->"


def table(record: Record) -> str:
    """The series as Markdown: name, definition, unit, rows, days covered, last day of publication, grades."""
    lines = ["| series | what it counts | unit | rows | from | to | newest published | grades |", "|" + "---|" * 8]
    for name in record.names():
        rows = record.series(name)
        cells = (
            f'<a id="{name}"></a>`{name}`', rows[0].definition, rows[0].unit, str(len(rows)), str(rows[0].start),
            str(max(row.end for row in rows)), str(max(row.published_on for row in rows)),
            ", ".join(sorted({row.grade for row in rows})),
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def section(record: Record) -> str:
    """What stands between the two marks of the page."""
    grades = "; ".join(f"{grade} {words}" for grade, words in GRADES.items())
    return f"{BEGIN}\n\nColumns: `{', '.join(COLUMNS)}`. Grades: {grades}.\n\n{table(record)}\n\n{END}"


def renewed(page: str, record: Record) -> str:
    """The page with its section written anew. Raises ValueError if the page lacks a mark."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return before + section(record) + after


if __name__ == "__main__":
    place = Path(__file__).resolve().parents[2] / "docs" / "record.md"
    place.write_text(renewed(place.read_text(encoding="utf-8"), read_record()), encoding="utf-8")
