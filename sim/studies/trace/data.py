"""One history on the SimPy engine and its telling."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from sim.engine.history import History
from sim.scenario import Scenario
from sim.studies.trace.telling import Told, lines


@dataclass(frozen=True, eq=False)
class TraceData:
    """Replicate `replicate` of `scenario` under `seed`: the history, and what is told of it."""

    scenario: Scenario
    replicate: int
    seed: int
    history: History
    told: list[Told]
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def events(self) -> pl.DataFrame:
        """One row an event that counted: number, day, date, what, parent (number of what it answers), words."""
        columns = ("number", "day", "date", "what", "parent", "words")
        rows = [{name: getattr(one, name) for name in columns} for one in self.told]
        return pl.DataFrame(rows, infer_schema_length=None)

    def text(self, everything: bool = False) -> str:
        """The telling, a line an event; repairs only with `everything`."""
        return "\n".join(lines(self.told, everything))
