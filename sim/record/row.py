"""One figure of the record: what it counts, for which days, how large, and who published it when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields

GRADES = {
    "A": "an official or primary text or data set",
    "B": "a reputable medium, or a direct relay of one",
    "C": "a partisan or unclear relay",
    "D": "computed here from other rows",
    "M": "from memory, not verified",
}
"""How sure one can be of a row."""

STATUSES = ("seen", "derived", "memory")
"""Whether the figure stood in a page or data set that was seen, was computed from such, or was not verified."""


class RecordError(ValueError):
    """A file of the record cannot be used; the text has one line a problem."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure; `low` and `high` bound what is plausible, None where the source gives no more than the value."""

    id: str
    series: str
    definition: str
    start: datetime.date
    """First day that the figure speaks of."""
    end: datetime.date
    """Last day that it speaks of, that day included."""
    value: float
    low: float | None
    high: float | None
    unit: str
    published_on: datetime.date
    """Day on which one could have known it: an as-of date filters on this, not on the day of the event."""
    source: str
    grade: str
    status: str

    @property
    def month(self) -> str | None:
        """The calendar month (`2024-12`) that the row covers from its first to its last day, or None."""
        after = self.end + datetime.timedelta(1)
        whole = self.start.day == 1 and after.day == 1 and (after - self.start).days <= 31
        return self.start.strftime("%Y-%m") if whole else None


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Row))
"""Columns of a file of the record, in their order."""
