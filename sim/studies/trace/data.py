"""One history on the SimPy engine and its telling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from sim.engine.history import History
from sim.scenario import Scenario
from sim.studies.trace.chains import End, in_words, refusals
from sim.studies.trace.reasons import Reasons
from sim.studies.trace.shown import chosen
from sim.studies.trace.telling import Told, lines


@dataclass(frozen=True, eq=False)
class TraceData:
    """Replicate `replicate` of `scenario` under `seed`: the history, and what is told of it."""

    scenario: Scenario
    replicate: int
    seed: int
    history: History
    told: list[Told]
    reasons: Reasons
    ends: list[End]
    beside: TraceData | None = None
    """The same history of another scenario, where two are told."""
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def events(self) -> pl.DataFrame:
        """One row an event that counted: number, day, date, what, parent (number of what it answers), words."""
        columns = ("number", "day", "date", "what", "parent", "words")
        rows = [{name: getattr(one, name) for name in columns} for one in self.told]
        return pl.DataFrame(rows, infer_schema_length=None)

    def why(self) -> str:
        """Why each moratorium ended: its chain of causes."""
        if not self.ends:
            return "No moratorium ended in this history."
        return "\n".join(in_words(end, self.scenario.start) for end in self.ends)

    def text(self, everything: bool = False, show: Sequence[str] = ()) -> str:
        """The telling, a line an event, with the reasons of those who said no; repairs only with `everything`.

        `show` names kinds of events (`sim.studies.trace.shown.WORDS`) to tell those only.
        """
        refused = {
            address: " ".join(refusals(said))
            for address, said in self.reasons.said.items()
            if not all(s.yes for s in said)
        }
        return "\n".join(lines(chosen(self.told, show, everything), refused))
