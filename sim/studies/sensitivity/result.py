"""What `sim.sensitivity` gives back: effects, indices, curves, figures, a report, and a view for notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.plots.drawing import Drawing
from sim.report.page import Page, Table
from sim.studies.sensitivity.data import TABLES, SensitivityData
from sim.studies.sensitivity.figures import drawings
from sim.studies.sensitivity.page import indices_tables, sensitivity_page
from sim.studies.study_result import StudyResult

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario


@dataclass(frozen=True, repr=False, eq=False)
class Sensitivity(StudyResult, SensitivityData):
    """Which parameters matter: frames `effects`, `indices` and `curves`, `plot(name)`, `report()`."""

    NOUN = "a sensitivity study"

    def drawings(self) -> dict[str, Drawing]:
        """Tornado, total indices two ways and partial effects of each outcome."""
        return drawings(self)

    def page(self, pictures: Mapping[str, bytes]) -> Page:
        """The report of the study."""
        return sensitivity_page(self, pictures)

    def explored(self) -> tuple[tuple[Scenario, ...], int]:
        """What the last section of the report lets its reader move."""
        return (self.scenario,), int(self.about.get("seed", 1))

    def frames(self) -> dict[str, pl.DataFrame]:
        """`effects`, `indices` and `curves` by name."""
        return {name: self.table(name) for name in TABLES}

    def heading(self) -> tuple[str, str, str]:
        """Title, question, and the size of the study."""
        about = (
            f"{len(self.parameters)} parameters, {self.about['rows']} rows, {self.about['replicates']} histories each"
        )
        about += f", seed {self.about['seed']}" + (f", {self.path}" if self.path else "")
        return self.scenario.title or self.scenario.name, self.scenario.question, about

    def shown(self) -> tuple[Table, ...]:
        """The indices of each outcome, both ways side by side."""
        return indices_tables(self)

    def __repr__(self) -> str:
        """A line; the frames, shown whole, would fill a terminal many times over."""
        asked = ", ".join(self.outcomes)
        return f"<sim.Sensitivity of {asked} in {self.scenario.name}; effects, indices, curves, plot(), report()>"
