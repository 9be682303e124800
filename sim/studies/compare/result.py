"""What `sim.compare` gives back: tidy frames, figures, a report, and a view for notebooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.plots.drawing import Drawing
from sim.report.page import Page, Table
from sim.studies.compare.data import ComparisonData
from sim.studies.compare.figures import drawings, names_of, title_of
from sim.studies.compare.page import compare_page
from sim.studies.compare.question_tables import asks, questions_table
from sim.studies.compare.tables import differences_table
from sim.studies.compare.words import closing, paragraph
from sim.studies.compare.write import write
from sim.studies.study_result import StudyResult

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario


@dataclass(frozen=True, repr=False, eq=False)
class Comparison(StudyResult, ComparisonData):
    """Scenarios under the same luck: frames `levels`, `differences`, `times`, `lives`, `causes`, `moves`, `divergence`.

    `figures` lists what `plot` can draw; `report` gives one self-contained HTML page; `save` writes the folder that
    `moratorium compare` writes. In a notebook it shows its differences.
    """

    NOUN = "a comparison"

    def drawings(self) -> dict[str, Drawing]:
        """The figures, those of pairs only where luck is shared."""
        return drawings(self)

    def page(self, pictures: Mapping[str, bytes]) -> Page:
        """The report of the comparison."""
        return compare_page(self, pictures)

    def explored(self) -> tuple[tuple[Scenario, ...], int]:
        """What the last section of the report lets its reader move."""
        return tuple(arm.scenario for arm in self.arms if arm.result), next(
            (arm.result.seed for arm in self.arms if arm.result), 1
        )

    def frames(self) -> dict[str, pl.DataFrame]:
        """The tidy frames by name, in the order in which `ComparisonData` describes them."""
        return self.tables()

    def heading(self) -> tuple[str, str, str]:
        """Who is compared with whom, the questions, histories and seed."""
        asked = dict.fromkeys(arm.scenario.question for arm in self.others if arm.scenario.question)
        whole = next((arm.result for arm in self.arms if arm.result), None)
        about = f"n = {whole.n:,}, seed {whole.seed}" if whole else "no histories"
        alone = [] if self.others else ["There is one scenario only, and nothing to compare it with."]
        return title_of(self), " ".join([*asked, *alone]), about + (f", {self.path}" if self.path else "")

    def shown(self) -> tuple[Table, ...]:
        """What was asked, and the differences of each scenario to the reference."""
        asked = [questions_table(self, arm, f"questions-{at}") for at, arm in enumerate(self.others) if asks(self, arm)]
        return (*asked, *(differences_table(self, arm, f"differences-{at}") for at, arm in enumerate(self.others)))

    def paragraphs(self) -> list[str]:
        """What each scenario changes against the first, in plain words."""
        return [paragraph(self, arm) for arm in self.others] + list(closing(self))

    @property
    def whole(self) -> bool:
        """Whether the rows of the arms were kept."""
        return self.rows_kept

    def save(self, out: str | Path, formats: Sequence[str] = ("png",)) -> Path:
        """Write tables, pictures (in `formats`) and report to the folder `out`, whole or not at all.

        Raises `sim.results.Refused` for a folder that is not a comparison, `sim.results.Stopped` for a full disk.
        """
        return write(self, Path(out), lambda folder: self.draw_into(folder, formats))

    def __repr__(self) -> str:
        """A line; the frames, shown whole, would fill a terminal many times over."""
        return f"<sim.Comparison of {names_of(self)}; levels, differences, plot(), report()>"
