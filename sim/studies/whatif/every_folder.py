"""What would have saved the deal, in a results folder: tables, the figure, the words."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from sim.plots import Context
from sim.plots.drawing import Drawing, draw_into, drawing
from sim.results import Manifest
from sim.results.parquet import write_frame
from sim.studies.whatif.collapses import UNDOINGS
from sim.studies.whatif.every import Every
from sim.studies.whatif.every_words import head, sentences
from sim.studies.whatif.folder import KIND
from sim.studies.whatif.shares import LABELS, about, histories, shares, tried
from sim.studies.whole_folder import make_folder, manifest_of

NAME = "saved_by"


def keep(out: Path, make: Callable[[], Every], formats: Sequence[str] = ("png",)) -> tuple[Path, Every]:
    """Run `make` with the folder `out` locked, and put what it found there in one step. Raises as `make_folder`."""
    found: list[Every] = []

    def fill(folder: Path) -> Manifest:
        found.append(make())
        write(folder, found[0], formats)
        return manifest_of(KIND, found[0].scenario, found[0].settings.n, found[0].settings.seed)

    return make_folder(out, KIND, fill), found[0]


def write(folder: Path, found: Every, formats: Sequence[str]) -> None:
    """Write tables, summary, words and picture into an empty folder."""
    (folder / "scenario.yaml").write_text(found.scenario.to_yaml(), encoding="utf-8")
    write_frame(tried(found), folder / "tried.parquet")
    write_frame(histories(found), folder / "histories.parquet")
    text = json.dumps(about(found), indent=1, ensure_ascii=False, allow_nan=False)
    (folder / "summary.json").write_text(text + "\n", encoding="utf-8")
    told = " ".join([head(found), *(sentences(found) if found.answers else ())])
    (folder / "told.txt").write_text(told + "\n", encoding="utf-8")
    draw_into(folder, drawings(found), formats)


def drawings(found: Every) -> dict[str, Drawing]:
    """The picture: shares of collapses, and the strengths of what saves."""
    scenario, settings = found.scenario, found.settings
    rows = [(LABELS[name], one.value, one.low, one.high) for name, one in shares(found).items()]
    strong = [
        (LABELS[undo], answer.strengths[undo])
        for undo in UNDOINGS
        for answer in found.answers
        if undo in answer.strengths
    ]
    limits = dict.fromkeys(("value", "low", "high"), pl.Float64)
    table = pl.DataFrame(rows, schema={"label": pl.String, **limits}, orient="row")
    strengths = pl.DataFrame(strong, schema={"label": pl.String, "strength": pl.Float64}, orient="row")
    what = "first deals" if settings.save == "deal" else "first tacit understandings"
    note = f"{len(found.answers):,} {what} collapsed; saved: alive {settings.for_days:g} days later"
    about_it = Context(
        scenario.title, scenario.question, settings.n, settings.seed, scenario.start, scenario.horizon_days, note
    )
    return {NAME: drawing(NAME, table, strengths, context=about_it)}
