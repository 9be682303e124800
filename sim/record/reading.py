"""From a CSV file to the record, with every problem of the file told at once."""

from __future__ import annotations

import csv
import datetime
import io
import math
from pathlib import Path

from sim.record.record import Record
from sim.record.row import COLUMNS, GRADES, STATUSES, RecordError, Row

SHIPPED = Path(__file__).with_name("figures.csv")
MAX_BYTES = 5_000_000
MAX_PROBLEMS = 50


def read_record(path: Path | None = None) -> Record:
    """The shipped record, or one in a file with the same columns. Raises RecordError naming file, line and column."""
    place = path or SHIPPED
    name = "the shipped record" if path is None else str(path)
    try:
        if place.stat().st_size > MAX_BYTES:
            raise RecordError(f"{name}: is larger than {MAX_BYTES:,} bytes; a record is a small table")
        text = place.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(
            f"{name}: cannot be read: {getattr(error, 'strerror', None) or 'not text in UTF-8'}"
        ) from None
    rows, problems = _read(text, name)
    problems += _together(rows, name)
    if problems:
        rest = len(problems) - MAX_PROBLEMS
        raise RecordError("\n".join(problems[:MAX_PROBLEMS] + ([f"and {rest} more problems"] if rest > 0 else [])))
    return Record(tuple(row for _, row in rows))


def _read(text: str, name: str) -> tuple[list[tuple[int, Row]], list[str]]:
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[tuple[int, Row]] = []
    problems: list[str] = []
    try:
        head = next(reader, [])
        if tuple(head) != COLUMNS:
            return [], [f"{name}:1: the columns are {', '.join(head) or 'none'}; allowed: {', '.join(COLUMNS)}"]
        for cells in reader:
            line = reader.line_num
            if len(cells) != len(COLUMNS):
                problems.append(f"{name}:{line}: {len(cells)} cells; a row has {len(COLUMNS)}")
                continue
            wrong: list[str] = []
            row = _row(dict(zip(COLUMNS, cells, strict=True)), wrong)
            problems += [f"{name}:{line}: {one}" for one in wrong]
            if row is not None and not wrong:
                rows.append((line, row))
    except csv.Error as error:
        problems.append(f"{name}:{reader.line_num}: is not CSV: {error}")
    return rows, problems


def _row(cells: dict[str, str], wrong: list[str]) -> Row | None:
    """One row, or what is wrong with it in `wrong`."""
    start, end, published = (_date(cells, name, wrong) for name in ("start", "end", "published_on"))
    value = _number(cells, "value", wrong)
    low, high = (_number(cells, name, wrong) if cells[name] else None for name in ("low", "high"))
    for name in ("id", "series", "definition", "unit", "source"):
        if not cells[name].strip() or not cells[name].isprintable():
            wrong.append(f"{name} is empty or cannot be printed; allowed: a line of text")
    for name, allowed in (("grade", tuple(GRADES)), ("status", STATUSES)):
        if cells[name] not in allowed:
            wrong.append(f"{name}: found {cells[name][:40]!r}; allowed: {', '.join(allowed)}")
    if wrong or start is None or end is None or published is None or value is None:
        return None
    if start > end:
        wrong.append(f"end: found {end}, before the start {start}")
    if (low is not None and low > value) or (high is not None and high < value):
        wrong.append(f"value: found {value:g}, outside of low to high")
    texts = {name: cells[name] for name in ("id", "series", "definition", "unit", "source", "grade", "status")}
    return Row(start=start, end=end, published_on=published, value=value, low=low, high=high, **texts)


def _date(cells: dict[str, str], name: str, wrong: list[str]) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(cells[name])
    except ValueError:
        wrong.append(f"{name}: found {cells[name][:40]!r}; allowed: a date written as 2024-12-01")
        return None


def _number(cells: dict[str, str], name: str, wrong: list[str]) -> float | None:
    try:
        number = float(cells[name])
    except ValueError:
        number = math.nan
    if math.isfinite(number):
        return number
    wrong.append(f"{name}: found {cells[name][:40]!r}; allowed: a finite number")
    return None


def _together(rows: list[tuple[int, Row]], name: str) -> list[str]:
    """What no row shows alone: an id twice, a series with two definitions or units."""
    problems = []
    ids: dict[str, int] = {}
    words: dict[str, tuple[int, Row]] = {}
    for line, row in rows:
        if row.id in ids:
            problems.append(f"{name}:{line}: id {row.id} is given twice (first on line {ids[row.id]})")
        ids.setdefault(row.id, line)
        first_line, first = words.setdefault(row.series, (line, row))
        if (row.definition, row.unit) != (first.definition, first.unit):
            problems.append(f"{name}:{line}: {row.series} has another definition or unit on line {first_line}")
    return problems
