"""Figures of results: they read what they draw, never millions of rows whole, and tell figures as the tables do."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.studies.compare.figures import drawings
from sim.studies.run import study


def test_figures_of_a_folder_hold_neither_rows_nor_spells(tmp_path: Path) -> None:
    short = sim.load("baseline", ["horizon_days=30"])
    result = sim.run(short, n=30, workers=1, out=tmp_path / "a", decorate=lambda result: None)
    for name in ("deal_share", "spell_life"):
        result.plot(name)
    assert not {"runs", "spells"} & set(result.tables)


@pytest.mark.usefixtures("no_figures")
def test_what_draws_is_read_ahead_only_where_the_run_itself_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[str] = []
    monkeypatch.setattr(study, "begin_reading", lambda: began.append("read"))
    short = sim.load("baseline", ["horizon_days=10"])
    sim.run(short, n=2, workers=1, out=tmp_path / "a", formats=())
    sim.run(short, n=2, workers=1, out=tmp_path / "b", decorate=lambda result: None)
    assert not began
    sim.run(short, n=2, workers=1, out=tmp_path / "c")
    assert began == ["read"]


def test_a_mean_difference_over_few_sets_is_drawn_as_the_table_tells_it() -> None:
    doubt = {"extends": "baseline", "talks": {"mediator": "range"}}
    found = sim.compare(sim.load(doubt), sim.load(doubt, {"grid.crews": 30}), n=12, draws=8)
    figure = drawings(found)["paired_differences-unserved_gwh"].make()
    texts = [text.get_text() for legend in figure.legends for text in legend.get_texts()]
    assert any(text.endswith("(too few sets)") for text in texts), texts
