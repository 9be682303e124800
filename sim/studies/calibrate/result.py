"""What `sim.calibrate` gives back, in memory or from its folder."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.plots import Context
from sim.plots.drawing import Drawing, drawing
from sim.studies.study_result import StudyResult

if TYPE_CHECKING:
    import polars as pl

    from sim.report.page import Page, Table


@dataclass(frozen=True, repr=False, eq=False)
class CalibrationResult(StudyResult):
    """Sets that the record does not rule out: `ensemble`; frames `parameters`, `checks`, `waves`, `noise`, `bins`."""

    NOUN = "a calibration"

    about: dict[str, Any]
    tables: dict[str, pl.DataFrame]
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    path: Path | None = None

    @property
    def ensemble(self) -> pl.DataFrame:
        """One row a set, a column a calibrated parameter."""
        return self.tables["ensemble"]

    def drawings(self) -> dict[str, Drawing]:
        """Prior against posterior, and the posterior-predictive checks."""
        about = self.about
        note = f"{about['kept']} sets kept"
        start = datetime.date.fromisoformat(about["start"])
        context = Context(about["title"], "", about["sets"], about["seed"], start, about["days"], note)
        return {
            "prior_posterior": drawing("prior_posterior", self.tables["bins"], context=context),
            "predictive_checks": drawing("predictive_checks", self.tables["checks"], context=context),
        }

    def page(self, pictures: Mapping[str, bytes]) -> Page:
        """The report."""
        from sim.studies.calibrate.page import calibration_page

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
        from sim.studies.calibrate.page import checks_table, parameters_table

        return parameters_table(self), checks_table(self)

    def __repr__(self) -> str:
        """A line."""
        return (
            f"<sim.CalibrationResult of {self.about['name']}: {self.ensemble.height} sets; ensemble, plot(), report()>"
        )
