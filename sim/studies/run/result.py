"""What `sim.run` gives back: tables, summary, figures, report, and a view for notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.outcomes.luck_and_parameters import words as of_parameters
from sim.plots.drawing import Drawing
from sim.report.page import Page, Table, columns, text_row
from sim.studies.run.data import TABLES, RunData
from sim.studies.run.figures import drawings
from sim.studies.run.headline_rows import headline_rows
from sim.studies.run.page import run_page
from sim.studies.run.question_rows import questions_table
from sim.studies.run.words import paragraph
from sim.studies.study_result import StudyResult

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario


@dataclass(repr=False)
class Result(StudyResult, RunData):
    """Outcomes of one scenario: `runs`, `spells`, `bands`, `sample` (polars), `summary`, `plot(name)`, `report()`.

    In memory, or in a results folder whose tables are read when they are asked for.
    """

    NOUN = "a run"

    def drawings(self) -> dict[str, Drawing]:
        """The figures of a run, in the order of the report."""
        return drawings(self)

    def page(self, pictures: Mapping[str, bytes]) -> Page:
        """The report of the run."""
        return run_page(self, pictures)

    def explored(self) -> tuple[tuple[Scenario, ...], int]:
        """What the last section of the report lets its reader move."""
        return (self.scenario,), self.seed

    def frames(self) -> dict[str, pl.DataFrame]:
        """`runs`, `spells`, `bands`, `sample` and, where they were kept, `windows` by name."""
        return {name: getattr(self, name) for name in (*TABLES, *(("windows",) if self.has_windows else ()))}

    def heading(self) -> tuple[str, str, str]:
        """Title, question, and how many histories under which seed."""
        about = f"n = {self.n:,}, seed {self.seed}" + (f", {self.path}" if self.path else "")
        return self.scenario.title or self.scenario.name, self.scenario.question, about

    def shown(self) -> tuple[Table, ...]:
        """The headline outcomes."""
        heads = columns(["outcome", "estimate", "95% interval", "unit"])
        asked = (questions_table(self.questions),) if self.questions else ()
        return (Table("headlines", "", "", heads, tuple(text_row(*row) for row in self.headline_rows())), *asked)

    def __repr__(self) -> str:
        """A line; the tables, shown whole, would fill a terminal many times over."""
        where = f", in {self.path}" if self.path else ""
        return f"<sim.Result of {self.scenario.name}: n = {self.n:,}, seed {self.seed}{where}; runs, summary, plot()>"

    def headline_rows(self) -> list[tuple[str, str, str, str]]:
        """The headline outcomes as texts: label, estimate, 95% interval, unit."""
        return headline_rows(self.summary)

    def paragraphs(self) -> list[str]:
        """What the histories say, in plain words."""
        return [text for text in (paragraph(self.summary), of_parameters(self.summary)) if text]
