"""Where windows end: at the ends of calendar months, and wherever a question counts from or to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

Span = tuple[datetime.date, datetime.date]


def window_cuts(start: datetime.date, horizon_days: int, spans: Iterable[Span] = ()) -> tuple[int, ...]:
    """Days since `start` on which windows end, that day not included; the last is the horizon.

    Every calendar month ends a window, and so do the beginning and the end of each span (both days included) of
    `spans`.

    >>> window_cuts(datetime.date(2024, 10, 30), 63)
    (2, 32, 63)
    """
    ends = {horizon_days}
    day = start
    while True:
        day = (day.replace(day=1) + datetime.timedelta(32)).replace(day=1)
        if (day - start).days >= horizon_days:
            break
        ends.add((day - start).days)
    for first, last in spans:
        ends |= {(first - start).days, (last - start).days + 1}
    return tuple(sorted(end for end in ends if 0 < end <= horizon_days))
