"""What a hindcast is: a scenario as of a date, questions, and where the record says what came."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sim.scenario.problems import Origin
from sim.scenario.questions import Checked

if TYPE_CHECKING:
    from sim.scenario import Scenario

FORECAST, RETRODICTION = "forecast", "retrodiction"
DECLARATIONS = (FORECAST, RETRODICTION)


@dataclass(frozen=True)
class Seen:
    """What was observed: a row of the record, or a figure that the file states with its source."""

    row: str | None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    source: str = ""
    origin: Origin = field(default=Origin(""))


@dataclass(frozen=True)
class Hazard:
    """From what a constant hazard is estimated: events since a day, or the ends of spells over their lengths."""

    series: str
    since: datetime.date | None
    """None for spells: their days are what they were exposed for."""
    days: int
    """How long the question gives the event to happen."""
    survives: bool
    """Whether the question is that it does not happen."""


@dataclass(frozen=True)
class Asked:
    """One question of a hindcast."""

    checked: Checked
    seen: Seen
    series: str | None
    """Monthly series of the record from which the simple baselines come, or None."""
    hazard: Hazard | None
    officials: str | None
    """Row of the record that holds what officials said beforehand, or None."""
    month: str
    """The month (`2024-12`) by which forecasts are put into blocks."""
    whole: bool
    """Whether its answer is a whole number (a count)."""

    @property
    def name(self) -> str:
        """The question's name."""
        return self.checked.question.name


@dataclass(frozen=True)
class Hindcast:
    """A whole file, checked."""

    name: str
    title: str
    as_of: datetime.date
    declares: str
    scenario: Scenario
    evidence: dict[str, datetime.date]
    """For what the scenario states beside the register's defaults: the newest date of the evidence behind it."""
    caution: str
    asked: tuple[Asked, ...]
    origin: Origin = field(default=Origin(""))
