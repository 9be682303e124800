"""What `sim.whatif` gives back: two histories that share their luck, told, drawn, reported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from sim.plots.drawing import Drawing
from sim.report.page import Page, Table
from sim.scenario import Scenario
from sim.studies.study_result import StudyResult
from sim.studies.trace.figures import NAME, timelines
from sim.studies.whatif.machines import about, row
from sim.studies.whatif.page import ends_table, whatif_page
from sim.studies.whatif.single import WhatIfData
from sim.studies.whatif.words import HEADS, parting, words

COLUMNS = ("number", "day", "date", "what", "parent", "words")


class WhatIf(StudyResult):
    """One history as it was and otherwise: `text()`, `parted`, `row`, `row_after`, `plot()`, `report()`."""

    NOUN = "a history told otherwise"

    def __init__(self, data: WhatIfData) -> None:
        """Keep what the study found."""
        self.data = data
        self.parted = data.parted
        self.row, self.row_after = row(data.before.row), row(data.after.row)
        self.notes: list[str] = []
        self.failures: list[str] = []

    def text(self, everything: bool = False) -> str:
        """Both tellings side by side from where they part; repairs only with `everything`."""
        return words(self.data, everything)

    def as_dict(self) -> dict[str, Any]:
        """What `--json` prints."""
        return about(self.data)

    def drawings(self) -> dict[str, Drawing]:
        """Both histories along the dates."""
        data = self.data
        histories = dict(zip(HEADS, (data.before, data.after), strict=True))
        return {NAME: timelines(data.scenario, histories, data.replicate, data.seed, data.parted)}

    def page(self, pictures: Mapping[str, bytes]) -> Page:
        """The report: where they part, what each came to, and both tellings."""
        return whatif_page(self.data, self.drawings(), pictures, self.notes)

    def explored(self) -> tuple[tuple[Scenario, ...], int]:
        """What the last section of the report lets its reader move."""
        return (self.data.scenario,), self.data.seed

    def frames(self) -> dict[str, pl.DataFrame]:
        """`before` and `after`, a row an event."""
        return {"before": _frame(self.data.told), "after": _frame(self.data.told_after)}

    def heading(self) -> tuple[str, str, str]:
        """Title, question, and which history with what otherwise."""
        data = self.data
        about_it = f"history {data.replicate}, seed {data.seed}; otherwise: {'; '.join(data.words)}. {parting(data)}"
        return data.scenario.title or data.scenario.name, data.scenario.question, about_it

    def shown(self) -> tuple[Table, ...]:
        """What each history came to, where they differ."""
        return (ends_table(self.data),)

    def __repr__(self) -> str:
        """A line; the telling is in `text()`."""
        where = "equal" if self.parted is None else f"parted on day {self.parted:.2f}"
        return f"<sim.WhatIf of history {self.data.replicate}: {where}; text(), row, row_after, plot(), report()>"


def _frame(told: Any) -> pl.DataFrame:
    rows = [{name: getattr(one, name) for name in COLUMNS} for one in told]
    kinds = (pl.Int64, pl.Float64, pl.Date, pl.String, pl.Int64, pl.String)
    return pl.DataFrame(rows, schema=dict(zip(COLUMNS, kinds, strict=True)))
