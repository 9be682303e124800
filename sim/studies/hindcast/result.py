"""What `sim.hindcast` gives back: scores, tables, figures and the page, in memory or in its folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim.studies.hindcast.data import HindcastsData
from sim.studies.hindcast.page import hindcast_page
from sim.studies.hindcast.tables import score_tables
from sim.studies.hindcast.words import declared, two_sentences
from sim.studies.study_result import StudyResult

if TYPE_CHECKING:
    import polars as pl

    from sim.plots.drawing import Drawing
    from sim.report.page import Page, Table


@dataclass(repr=False)
class Hindcasts(StudyResult, HindcastsData):
    """Scored questions of one or more hindcasts: frames `scores` and `table`, `plot(name)`, `report()`."""

    NOUN = "a hindcast"

    def drawings(self) -> dict[str, Drawing]:
        """The figures, by name."""
        from sim.studies.hindcast.figures import drawings

        return drawings(self.rows, self.about)

    def page(self, pictures: Mapping[str, bytes]) -> Page:
        """The report: failures first."""
        return hindcast_page(self, pictures)

    def frames(self) -> dict[str, pl.DataFrame]:
        """`scores` and `table`."""
        return {"scores": self.scores, "table": self.table}

    def heading(self) -> tuple[str, str, str]:
        """Title, question, and what it was made from."""
        about = f"{len(self.rows)} questions of {len(self.about['hindcasts'])} hindcasts, n = {self.about['n']:,}"
        return "Held against the record", two_sentences(self.lines), about

    def shown(self) -> tuple[Table, ...]:
        """The score tables."""
        return score_tables(self.lines)

    def __repr__(self) -> str:
        """A line; the frames, shown whole, would fill a terminal many times over."""
        _, _, about = self.heading()
        return f"<sim.Hindcasts: {about}; scores, table, plot(), report()>"

    def as_json(self) -> dict[str, Any]:
        """What `moratorium hindcast --json` prints."""
        return {
            **self.about,
            "scores": [row.as_dict() for row in self.rows],
            "table": self.table.to_dicts(),
            "words": two_sentences(self.lines),
            "declared": declared(self.about["hindcasts"]),
            "truces": self.truces,
        }


def hindcasts_about(hindcasts: Sequence[Any], n: int, seed: int, draws: int) -> dict[str, Any]:
    """The `about` of a result."""
    told = [
        {
            "name": one.name, "title": one.title, "as_of": one.as_of.isoformat(), "declares": one.declares,
            "caution": one.caution, "scenario": one.scenario.digest(),
        }
        for one in hindcasts
    ]  # fmt: skip
    return {"n": n, "seed": seed, "draws": draws, "hindcasts": told}
