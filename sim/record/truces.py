"""Other limited truces: how long they held, and how they ended. They can embarrass the model, not validate it."""

from __future__ import annotations

import csv
import datetime
from dataclasses import dataclass
from pathlib import Path

from sim.record.row import GRADES, STATUSES, RecordError

SHIPPED = Path(__file__).with_name("truces.csv")
ENDINGS = ("breach", "not renewed", "shock")


@dataclass(frozen=True, slots=True)
class Truce:
    """A limited truce in a war that went on; `days` is its life, with `low` and `high` what sources allow."""

    id: str
    name: str
    text: bool
    """Whether there was a text (formal), or an understanding (tacit)."""
    start: datetime.date
    end: datetime.date
    days: float
    low: float
    high: float
    ended: str
    source: str
    grade: str
    status: str


def read_truces(path: Path | None = None) -> tuple[Truce, ...]:
    """The truces of a file, those that ship without one. Raises RecordError with the line of what is wrong."""
    place = path or SHIPPED
    try:
        with place.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise RecordError(f"{place}: cannot be read as CSV") from None
    return tuple(_truce(row, f"{place}:{line}") for line, row in enumerate(rows, start=2))


def _truce(row: dict[str, str], where: str) -> Truce:
    try:
        truce = Truce(
            row["id"], row["name"], {"yes": True, "no": False}[row["text"]], datetime.date.fromisoformat(row["start"]),
            datetime.date.fromisoformat(row["end"]), float(row["days"]), float(row["low"]), float(row["high"]),
            row["ended"], row["source"], row["grade"], row["status"],
        )  # fmt: skip
    except (KeyError, ValueError, TypeError) as error:
        raise RecordError(f"{where}: {error!r} in a row of truces") from None
    if truce.grade not in GRADES or truce.status not in STATUSES or truce.ended not in ENDINGS or not truce.source:
        raise RecordError(f"{where}: grade, status, ended or source is not one that a truce has")
    if not 0 < truce.low <= truce.days <= truce.high or abs((truce.end - truce.start).days - truce.days) > 1:
        raise RecordError(f"{where}: days are not those from start to end, or lie outside of low to high")
    return truce
