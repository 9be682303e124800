"""The record as a whole, for scoring, and what of it was known on a day, for forecasting."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sim.record.row import RecordError, Row


class LaterRowError(RecordError):
    """A row was asked for that nobody could have known on the as-of date."""


@dataclass(frozen=True)
class Record:
    """All rows. Forecasts and baselines never get it, only a `View` of it."""

    rows: tuple[Row, ...]

    def as_of(self, date: datetime.date) -> View:
        """What was published on `date` or before."""
        return View(self, date)

    def row(self, name: str) -> Row:
        """The row with this id. Raises RecordError."""
        for row in self.rows:
            if row.id == name:
                return row
        raise RecordError(f"the record has no row {name!r}")

    def series(self, name: str) -> list[Row]:
        """Rows of a series, by their first day. Raises RecordError for a series that is not there."""
        found = [row for row in self.rows if row.series == name]
        if not found:
            raise RecordError(f"the record has no series {name!r}")
        return sorted(found, key=lambda row: (row.start, row.end, row.published_on))

    def names(self) -> tuple[str, ...]:
        """The series, in the order of the file."""
        return tuple(dict.fromkeys(row.series for row in self.rows))


class View:
    """What had been published by a date. There is no way from here to a row that came later."""

    def __init__(self, record: Record, date: datetime.date) -> None:
        """Keep the rows published on `date` or before, and of the others no more than id and day."""
        self.date = date
        self._rows = tuple(row for row in record.rows if row.published_on <= date)
        self._later = {row.id: row.published_on for row in record.rows if row.published_on > date}
        self._names = record.names()

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows, in the order of the file."""
        return iter(self._rows)

    def row(self, name: str) -> Row:
        """The row with this id. Raises LaterRowError if it was published later, RecordError if there is none."""
        for row in self._rows:
            if row.id == name:
                return row
        if name in self._later:
            raise LaterRowError(f"row {name} was published on {self._later[name]}, after the as-of date {self.date}")
        raise RecordError(f"the record has no row {name!r}")

    def series(self, name: str) -> list[Row]:
        """Rows of a series that were out, by their first day; none if none were. RecordError for an unknown series."""
        if name not in self._names:
            raise RecordError(f"the record has no series {name!r}")
        found = [row for row in self._rows if row.series == name]
        return sorted(found, key=lambda row: (row.start, row.end, row.published_on))

    def months(self, name: str) -> dict[str, float]:
        """Monthly values of a series by month (`2024-12`), oldest first; of two vintages the newer one holds."""
        return monthly(self.series(name))


def monthly(rows: Iterable[Row]) -> dict[str, float]:
    """The value of each calendar month for which there is a row, oldest first; the newest vintage holds."""
    found: dict[str, Row] = {}
    for row in rows:
        month = row.month
        if month is not None and (month not in found or found[month].published_on <= row.published_on):
            found[month] = row
    return {month: found[month].value for month in sorted(found)}
