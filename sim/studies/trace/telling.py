"""One history told in words: what happened on each day, and what it answered (docs/model.md, "Outcomes").

Every event that counted is a line; repairs, which come by the hundred, can be left out. An answer names the event
that it answers, so that each chain of causes can be followed back to an unprovoked event.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from sim.engine import draws
from sim.engine.plan import make_plan
from sim.model import codes
from sim.scenario import Scenario, event_in_words
from sim.studies.event_words import SCHEDULED, event_words


@dataclass(frozen=True)
class Told:
    """One event in words: its number in the history, its day, and the number of the event that it answers."""

    number: int
    day: float
    date: dt.date
    what: str
    parent: int | None
    words: str
    address: int
    result: str
    """What it came to, as in the log; "" for most."""


def tell(log: NDArray[Any], scenario: Scenario) -> list[Told]:
    """Every event of one history's log (LOG_DTYPE) in words, in order of time."""
    start, plan = scenario.start, make_plan(scenario)
    changes = {
        draws.other_address(draws.DATED, made.key): event_in_words(event, start)
        for made, event in zip(plan.scheduled, scenario.events, strict=True)
    }
    numbers = {int(entry["address"]): at for at, entry in enumerate(log, start=1)}
    told = []
    for number, entry in enumerate(log, start=1):
        parent = numbers.get(int(entry["parent"]))
        day = float(entry["day"])
        # Day 1 is the first day: what happens before its end stands under the start's date.
        date = start + dt.timedelta(days=int(day))
        what = int(entry["what"])
        if what in SCHEDULED:
            words = f"a scheduled change: {changes.get(int(entry['address']), 'by a process of the user')}"
        else:
            words = event_words(entry, parent)
        result = codes.RESULTS[int(entry["result"])]
        told.append(Told(number, day, date, codes.WHATS[what], parent, words, int(entry["address"]), result))
    return told


def lines(told: Sequence[Told], reasons: Mapping[int, str] | None = None) -> list[str]:
    """The telling as text, a line an event; below it, by its address, the reason of who said no."""
    width = len(str(told[-1].number)) if told else 1
    made = []
    for one in told:
        made.append(f"{one.number:>{width}}  {one.date.isoformat()}  day {one.day:7.2f}  {one.words}")
        if reasons and one.address in reasons:
            made.append(f"{' ' * width}{' ' * 27}{reasons[one.address]}")
    return made
