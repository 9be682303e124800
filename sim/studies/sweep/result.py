"""What `sim.sweep` gives back: rows and estimates of every point, figures, a report, and a view for notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.plots.drawing import Drawing
from sim.report.page import Page, Table
from sim.studies.study_result import StudyResult
from sim.studies.sweep.data import SweepData
from sim.studies.sweep.figures import drawings
from sim.studies.sweep.page import sweep_page
from sim.studies.sweep.tables import points_table

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario


@dataclass(frozen=True, repr=False, eq=False)
class Sweep(StudyResult, SweepData):
    """One scenario at many points of its parameters: frames `runs` and `points`, `plot(name)`, `report()`.

    In memory, or in a folder whose tables are read when they are asked for (`scan()` reads `runs` lazily).
    """

    NOUN = "a sweep"

    def drawings(self) -> dict[str, Drawing]:
        """The pictures that the varied parameters allow."""
        return drawings(self)

    def page(self, pictures: Mapping[str, bytes]) -> Page:
        """The report of the sweep."""
        return sweep_page(self, pictures)

    def explored(self) -> tuple[tuple[Scenario, ...], int]:
        """What the last section of the report lets its reader move."""
        return (self.scenario,), self.seed

    def frames(self) -> dict[str, pl.DataFrame]:
        """`runs` and `points` by name."""
        return {"runs": self.runs, "points": self.points}

    def heading(self) -> tuple[str, str, str]:
        """Title, question, and how many histories at each point."""
        about = f"{', '.join(self.paths)}; n = {self.n:,} at each point, seed {self.seed}"
        title = self.scenario.title or self.scenario.name
        return title, self.scenario.question, about + (f", {self.path}" if self.path else "")

    def shown(self) -> tuple[Table, ...]:
        """The estimates, a row a point."""
        return (points_table(self),)

    def __repr__(self) -> str:
        """A line; the frames, shown whole, would fill a terminal many times over."""
        return f"<sim.Sweep of {self.scenario.name} over {', '.join(self.paths)}; runs, points, plot()>"
