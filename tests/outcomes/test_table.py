"""The one table of outcomes: it covers the row, and everything that speaks of an outcome reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.model.records import ROW_DTYPE
from sim.outcomes.headlines import HEADLINES
from sim.outcomes.table import OUTCOMES, capital
from sim.plots.labels import headline, label_of, with_unit
from sim.results.dictionary import column
from sim.scenario.questions.vocabulary import NUMBERS, TIMES

ROOT = Path(__file__).parents[2]
BOOKKEEPING = ("replicate", "draw", "clips", "events", "fingerprint")
WORDS = ("first_deal_kind", "tacit_end_cause", "deal_end_cause")


def test_it_has_every_column_of_the_row_in_its_order() -> None:
    assert list(OUTCOMES) == [name for name in ROW_DTYPE.names or () if name not in (*BOOKKEEPING, *WORDS)]


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_outcome_has_one_label_and_one_unit_everywhere(name: str) -> None:
    outcome = OUTCOMES[name]
    assert label_of(name) == capital(outcome.label)
    assert with_unit(name) == f"{capital(outcome.label)} ({outcome.shown_unit})"
    assert column("runs", name).words == outcome.sentence
    assert column("runs", name).unit == ("1" if outcome.kind == "share" else outcome.unit)
    if name in HEADLINES:
        assert headline(name)[0] == capital(outcome.label)
        assert (HEADLINES[name].label, HEADLINES[name].unit, HEADLINES[name].better) == (
            outcome.label, outcome.unit, outcome.better,
        )  # fmt: skip


def test_times_and_numbers_are_those_that_questions_know() -> None:
    assert {one.name for one in OUTCOMES.values() if one.kind == "time"} == set(TIMES)
    assert {one.name for one in OUTCOMES.values() if one.kind != "time"} == set(NUMBERS)


def test_no_second_list_of_labels_stands_in_the_code() -> None:
    """A list is three of them in one file; one may be spoken of in a sentence."""
    labels = {one.label for one in OUTCOMES.values() if " " in one.label}
    for path in (ROOT / "sim").rglob("*.py"):
        if path.name == "table.py" and path.parent.name == "outcomes":
            continue
        text = path.read_text(encoding="utf-8")
        found = [label for label in labels if re.search(f'"{re.escape(label)}"', text, re.IGNORECASE)]
        assert len(found) < 3, f"{path}: {found}"
