"""What `sim.conditions` gives back: contributions, interactions, figures, a report, and a view for notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.plots.drawing import Drawing
from sim.report.page import Page, Table
from sim.studies.conditions import tables
from sim.studies.conditions.data import ConditionsData
from sim.studies.conditions.figures import NAME, drawings
from sim.studies.conditions.page import conditions_page, weighed_tables
from sim.studies.conditions.words import summary
from sim.studies.study_result import StudyResult

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.figure import Figure

    from sim.scenario import Scenario


@dataclass(frozen=True, repr=False, eq=False)
class Conditions(StudyResult, ConditionsData):
    """What each condition contributes: frames `contributions` and `interactions`, `plot(outcome)`, `report()`."""

    NOUN = "a study of conditions"

    @property
    def contributions(self) -> pl.DataFrame:
        """One row an outcome and condition: its Shapley value, alone and last, with paired 95% limits."""
        return tables.contributions(self)

    @property
    def interactions(self) -> pl.DataFrame:
        """One row an outcome and pair, the largest first."""
        return tables.interactions(self)

    def drawings(self) -> dict[str, Drawing]:
        """One figure an outcome; none where only pairs were asked for."""
        return drawings(self)

    def plot(self, name: str = "") -> Figure:
        """Draw a figure by its name, or by that of its outcome; the first without a name. KeyError for another."""
        return super().plot(f"{NAME}-{name}" if name in self.outcomes else name)

    def page(self, pictures: Mapping[str, bytes]) -> Page:
        """The report of the study."""
        return conditions_page(self, pictures)

    def explored(self) -> tuple[tuple[Scenario, ...], int]:
        """What the last section of the report lets its reader move."""
        return (self.scenario,), self.seed

    def frames(self) -> dict[str, pl.DataFrame]:
        """`contributions` and `interactions` by name."""
        return {"contributions": self.contributions, "interactions": self.interactions}

    def heading(self) -> tuple[str, str, str]:
        """Title, question, and how many combinations of how many histories."""
        about = f"{self.designs:,} combinations, n = {self.n:,} at each, seed {self.seed}"
        title = self.scenario.title or self.scenario.name
        return title, self.scenario.question, about + (f", {self.path}" if self.path else "")

    def shown(self) -> tuple[Table, ...]:
        """What each condition contributes to each outcome, and the pairs."""
        return tuple(weighed_tables(self))

    def text(self) -> str:
        """The paragraph of each outcome."""
        return "\n\n".join(summary(self, outcome) for outcome in self.outcomes)

    def __repr__(self) -> str:
        """A line; the frames, shown whole, would fill a terminal many times over."""
        asked = ", ".join(self.outcomes)
        return f"<sim.Conditions of {asked} in {self.scenario.name}; contributions, interactions, plot(), report()>"
