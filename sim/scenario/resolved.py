"""What a scenario holds, for those who only read it: `Scenario` itself knows how to be written and compared."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Protocol

from sim.scenario.events import Event
from sim.scenario.problems import Origin
from sim.scenario.questions import Question
from sim.scenario.sections import Value


class Resolved(Protocol):
    """The fields of a `Scenario`, read only."""

    @property
    def name(self) -> str: ...  # noqa: D102 - as in Scenario, like the others
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def question(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> datetime.date: ...  # noqa: D102
    @property
    def horizon_days(self) -> int: ...  # noqa: D102
    @property
    def conditions(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def without(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def values(self) -> Mapping[str, Value]: ...  # noqa: D102
    @property
    def events(self) -> Sequence[Event]: ...  # noqa: D102
    @property
    def ceilings(self) -> Mapping[str, float]: ...  # noqa: D102
    @property
    def parent(self) -> str | None: ...  # noqa: D102
    @property
    def origins(self) -> Mapping[str, Origin]: ...  # noqa: D102
    @property
    def questions(self) -> Sequence[Question]: ...  # noqa: D102
