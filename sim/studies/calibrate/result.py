"""What `sim.calibrate` gives back, in memory or from its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.plots.drawing import Drawing
from sim.studies.calibrate.data import CalibrationData
from sim.studies.calibrate.figures import drawings
from sim.studies.calibrate.page import calibration_page, checks_table, parameters_table
from sim.studies.study_result import StudyResult

if TYPE_CHECKING:
    import polars as pl

    from sim.report.page import Page, Table


@dataclass(frozen=True, repr=False, eq=False)
class CalibrationResult(StudyResult, CalibrationData):
    """Sets that the record does not rule out: `ensemble`; frames `parameters`, `checks`, `waves`, `noise`, `bins`."""

    NOUN = "a calibration"

    def drawings(self) -> dict[str, Drawing]:
        """Prior against posterior, and the posterior-predictive checks."""
        return drawings(self)

    def page(self, pictures: Mapping[str, bytes]) -> Page:
        """The report."""
        return calibration_page(self, pictures)

    def frames(self) -> dict[str, pl.DataFrame]:
        """The tables by name."""
        return dict(self.tables)

    def heading(self) -> tuple[str, str, str]:
        """Title, question, and what it was made from."""
        about = f"{self.about['sets']:,} sets a wave, seed {self.about['seed']}"
        return self.about["title"], "Which sets of parameters does the record not rule out?", about

    def shown(self) -> tuple[Table, ...]:
        """The parameters and the checks."""
        return parameters_table(self), checks_table(self)

    def __repr__(self) -> str:
        """A line."""
        return (
            f"<sim.CalibrationResult of {self.about['name']}: {self.ensemble.height} sets; ensemble, plot(), report()>"
        )
