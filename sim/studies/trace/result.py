"""What `sim.trace` gives back: one history, told, drawn, reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from sim.plots.drawing import Drawing
from sim.report.page import Page, Table
from sim.studies.study_result import StudyResult
from sim.studies.trace.data import TraceData
from sim.studies.trace.figures import drawings
from sim.studies.trace.page import events_table, trace_page

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario


@dataclass(frozen=True, repr=False, eq=False)
class Trace(StudyResult, TraceData):
    """One history on the SimPy engine: `history`, `told`, frame `events`, `text()`, `plot()`, `report()`."""

    NOUN = "a history"

    def drawings(self) -> dict[str, Drawing]:
        """The strip of the history."""
        return drawings(self)

    def page(self, pictures: Mapping[str, bytes]) -> Page:
        """The telling as a page."""
        return trace_page(self, pictures)

    def explored(self) -> tuple[tuple[Scenario, ...], int]:
        """What the last section of the report lets its reader move."""
        return (self.scenario,), self.seed

    def frames(self) -> dict[str, pl.DataFrame]:
        """`events`, a row an event."""
        return {"events": self.events}

    def heading(self) -> tuple[str, str, str]:
        """Title, question, and which history."""
        about = f"history {self.replicate}, seed {self.seed}, fingerprint {self.history.fingerprint}"
        return self.scenario.title or self.scenario.name, self.scenario.question, about

    def shown(self) -> tuple[Table, ...]:
        """The events."""
        return (events_table(self),)

    def __repr__(self) -> str:
        """A line; the telling, shown whole, would fill a terminal: it is in `text()`, and why it went so in `why()`."""
        events = f"{len(self.told)} events, {len(self.ends)} ends"
        return f"<sim.Trace of history {self.replicate}: {events}; why(), text(), events, plot(), report()>"

    def __str__(self) -> str:
        """The telling: who prints a history wants to read it."""
        return self.text()

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.why())}</pre>{super()._repr_html_()}"
