"""Tables as a workbook for Excel: a sheet a table, and one that says what the columns are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.results.dictionary import TABLES, columns

if TYPE_CHECKING:
    import polars as pl

MOST_ROWS = 100_000
"""Rows of a sheet; a longer table stays in its Parquet file, and the workbook says so."""


def write_workbook(path: Path, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write `tables` (name to rows) to `path`, a sheet each, and the sheet `columns` in front.

    Words that look like numbers (fingerprints) stay text; numbers keep the 15 digits that Excel has. Equal
    tables give equal bytes.
    """
    import xlsxwriter

    # In memory and with a fixed date: a file that is half written is never seen, and equal tables are equal files.
    with xlsxwriter.Workbook(path, {"in_memory": True, "strings_to_numbers": False, "nan_inf_to_errors": True}) as book:
        book.set_properties({"created": datetime(2024, 10, 30), "author": "moratorium"})
        head = book.add_format({"bold": True, "bottom": 1})
        about = [
            (name, one.name, one.unit, one.words)
            for name, frame in tables.items()
            for one in columns(name, frame.columns)
        ]
        left = [(name, "", "", _too_long(name, frame)) for name, frame in tables.items() if frame.height > MOST_ROWS]
        _sheet(book, "columns", ("table", "column", "unit", "what it is"), [*about, *left], head)
        for name, frame in tables.items():
            if frame.height <= MOST_ROWS:
                _sheet(book, name, frame.columns, frame.iter_rows(), head)


def _too_long(name: str, frame: pl.DataFrame) -> str:
    rows = f"{frame.height:,} rows, more than the {MOST_ROWS:,} of a sheet"
    return f"{TABLES.get(name, name)}: {rows}; see {name}.parquet"


def _sheet(book: Any, name: str, heads: Any, rows: Any, bold: Any) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, list(heads), bold)
    sheet.freeze_panes(1, 0)
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    widths = [len(str(head)) for head in heads]
    for at, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            _cell(sheet, at, place, value, date)
            widths[place] = max(widths[place], min(len(str(value)), 60)) if at < 200 else widths[place]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width + 2)


def _cell(sheet: Any, at: int, place: int, value: Any, date: Any) -> None:
    """One value as what it is: text as text, a number as a number, nothing for null."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(at, place, value)
    elif isinstance(value, int | float):
        sheet.write_number(at, place, value)
    elif hasattr(value, "isoformat"):
        sheet.write_datetime(at, place, datetime(value.year, value.month, value.day), date)
    else:
        sheet.write_string(at, place, str(value))
