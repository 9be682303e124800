"""What every figure says about itself: its title, its question, and how many histories stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Context:
    """The words and numbers above a figure.

    `n` histories a scenario (or a point), `seed` as the user typed it, `start` the first day of the histories,
    `horizon_days` their length in days, `note` one more remark for the same line ("unpaired: seeds differ").
    """

    title: str
    question: str
    n: int
    seed: int
    start: date
    horizon_days: int
    note: str = ""

    def provenance(self, remark: str = "") -> str:
        """The line under the question: replicates, seed, period, the note, and what a figure remarks of itself."""
        histories = "history" if self.n == 1 else "histories"
        days = "day" if self.horizon_days == 1 else "days"
        parts = [
            f"n = {self.n:,} {histories}",
            f"seed {self.seed}",
            f"{self.horizon_days:,} {days} from {long_date(self.start)}",
        ]
        return " · ".join([*parts, *(words for text in (self.note, remark) if (words := text.strip(" ·")))])

    def date_of(self, day: float) -> date:
        """The calendar date in which `day` (days from the start) falls."""
        return self.start + timedelta(days=int(day))


def long_date(day: date) -> str:
    """`30 October 2024`, without the locale's own habits."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
