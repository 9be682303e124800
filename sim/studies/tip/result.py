"""What `sim.tip` gives back: the value, the values tried, the picture, a report, and a view for notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.plots.drawing import Drawing
from sim.report.page import Page, Table
from sim.studies.study_result import StudyResult
from sim.studies.tip.data import TipData
from sim.studies.tip.figures import drawings
from sim.studies.tip.page import points_table, tip_page
from sim.studies.tip.words import words

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario


@dataclass(frozen=True, repr=False, eq=False)
class Tip(StudyResult, TipData):
    """Where an outcome crosses a level: `value` with `low` and `high`, frame `points`, `plot()`, `report()`."""

    NOUN = "a tipping point"

    def drawings(self) -> dict[str, Drawing]:
        """The one picture."""
        return drawings(self)

    def page(self, pictures: Mapping[str, bytes]) -> Page:
        """The report of the answer."""
        return tip_page(self, pictures)

    def explored(self) -> tuple[tuple[Scenario, ...], int]:
        """What the last section of the report lets its reader move."""
        return (self.scenario,), self.seed

    def frames(self) -> dict[str, pl.DataFrame]:
        """`points`, the values tried."""
        return {"points": self.points}

    def heading(self) -> tuple[str, str, str]:
        """Title, the answer in a sentence, and how many histories at each value."""
        about = f"n = {self.n:,} at each value, seed {self.seed}" + (f", {self.path}" if self.path else "")
        return self.scenario.title or self.scenario.name, words(self), about

    def shown(self) -> tuple[Table, ...]:
        """The values tried."""
        return (points_table(self),)

    def __repr__(self) -> str:
        """A line; the frame, shown whole, would fill a terminal."""
        return f"<sim.Tip along {self.question.path} in {self.scenario.name}: {self.value}; points, plot(), report()>"
