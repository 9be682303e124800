"""What `sim.whatif_all` gives back: what would have saved the deal, as frames, figure, report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from sim.engine.digest import rules_digest
from sim.outcomes.intervals import wilson
from sim.outcomes.rounding import share
from sim.plots import Context
from sim.plots.drawing import Drawing, drawing
from sim.report.limits import GENERAL
from sim.report.page import Finding, Page, Reproduce, Table, columns, text_row
from sim.report.pictures import pictures as embedded
from sim.results import versions
from sim.scenario import Scenario
from sim.studies.study_result import StudyResult
from sim.studies.whatif.collapses import UNDOINGS
from sim.studies.whatif.every_words import EVENTS, HEADS, READ, head, sentences, share_rows
from sim.studies.whatif.shares import LABELS

NAME = "saved_by"


class WhatIfAll(StudyResult):
    """What would have saved the deal: frames `tried` and `histories`, `summary`, `by()`, `plot()`, `report()`."""

    NOUN = "a study of what would have saved the deal"

    def __init__(
        self, scenario: Scenario, summary: dict[str, Any], tried: pl.DataFrame, histories: pl.DataFrame
    ) -> None:
        """Keep what the study found; `summary` is that of `summary.json`."""
        self.scenario, self.summary, self.tried, self.histories = scenario, summary, tried, histories
        self.notes: list[str] = []
        self.failures: list[str] = []

    def by(self, *names: str) -> pl.DataFrame:
        """The share of tried undoings that save, by columns of `tried` (undo, what, side, month)."""
        table = self.tried.group_by(names, maintain_order=True).agg(tried=pl.len(), saves=pl.col("saves").sum())
        limits = [wilson(row["saves"], row["tried"]) for row in table.iter_rows(named=True)]
        series = [pl.Series(n, [getattr(one, n) for one in limits], dtype=pl.Float64) for n in ("value", "low", "high")]
        return table.with_columns(series).sort(names)

    def text(self) -> str:
        """The answer in a few sentences."""
        return " ".join([head(self.scenario, self.summary), *sentences(self.summary)])

    def drawings(self) -> dict[str, Drawing]:
        """Shares of collapses, and the strengths of what saves."""
        told = self.summary
        rows = [(LABELS[n], one["value"], one["low"], one["high"]) for n, one in told["shares"].items()]
        limits = dict.fromkeys(("value", "low", "high"), pl.Float64)
        shares = pl.DataFrame(rows, schema={"label": pl.String, **limits}, orient="row")
        strong = [
            (LABELS[undo], strength)
            for undo in UNDOINGS
            for strength in (self.histories[f"{undo}_strength"].drop_nulls() if self.histories.height else ())
        ]
        strengths = pl.DataFrame(strong, schema={"label": pl.String, "strength": pl.Float64}, orient="row")
        what = "first deals" if told["save"] == "deal" else "first tacit understandings"
        note = f"{told['collapsed']:,} {what} collapsed; saved: alive {told['for_days']:g} days later"
        s = self.scenario
        about_it = Context(s.title, s.question, told["n"], told["seed"], s.start, s.horizon_days, note)
        return {NAME: drawing(NAME, shares, strengths, context=about_it)}

    def page(self, pictures: Mapping[str, bytes]) -> Page:
        """The report of the study."""
        s, told = self.scenario, self.summary
        answer = tuple(sentences(told)) or ("There is nothing to tell.",)
        facts = (
            ("Scenario", "scenario.yaml in the results folder: resolved, with every value stated"),
            ("Histories, seed", f"{told['n']:,}, {told['seed']}"),
            ("Digest of the rules", rules_digest()),
            ("Versions", ", ".join(f"{package} {version}" for package, version in versions().items())),
        )
        asked = f"--save {told['save']} --for {told['for_days']:g} -n {told['n']} --seed {told['seed']}"
        return Page(
            kind="What would have saved the deal",
            title=s.title or s.name,
            questions=(s.question,) if s.question else (),
            warnings=tuple(self.notes),
            findings=(Finding(head(s, told), answer),),
            answer=(READ,),
            pictures=embedded(self.drawings(), pictures),
            tables=self.shown(),
            limits=GENERAL,
            reproduce=Reproduce(f"moratorium whatif scenario.yaml --all {asked} --futures {told['futures']}", facts),
        )

    def explored(self) -> tuple[tuple[Scenario, ...], int]:
        """What the last section of the report lets its reader move."""
        return (self.scenario,), int(self.summary["seed"])

    def frames(self) -> dict[str, pl.DataFrame]:
        """`tried`, a row an undoing, and `histories`, a row a collapse."""
        return {"tried": self.tried, "histories": self.histories}

    def heading(self) -> tuple[str, str, str]:
        """Title, question, and how many collapsed."""
        return self.scenario.title or self.scenario.name, self.scenario.question, head(self.scenario, self.summary)

    def shown(self) -> tuple[Table, ...]:
        """The shares of collapses, and which kinds of events save."""
        rows = tuple(text_row(*cells) for cells in share_rows(self.summary))
        first = Table("shares", "What would have saved it", "But-for, under the same luck.", columns(HEADS), rows)
        kinds = tuple(
            text_row(LABELS[row["undo"]], EVENTS[row["what"]], f"{row['tried']:,}", share(*_limits(row)))
            for row in self.by("undo", "what").iter_rows(named=True)
        )
        heads = columns(("undone", "event", "tried", "saves"))
        return first, Table("kinds", "By kind of event", "Of the undoings that were tried.", heads, kinds)

    def __repr__(self) -> str:
        """A line; the answer is in `text()`."""
        told = self.summary
        what = f"{told['collapsed']:,} collapses in {told['scenario']}"
        return f"<sim.WhatIfAll of {what}; text(), tried, by(), plot(), report()>"


def _limits(row: Mapping[str, Any]) -> tuple[float, float, float]:
    return row["value"], row["low"], row["high"]
