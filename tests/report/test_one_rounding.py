"""Words and tables use one rounding: every estimate of the sentences stands in a table of its page, digit for digit.

An estimate is a number followed, in brackets, by a range: `1,770 (1,610–1,940)`, `21.2 more (20.2 to 22.2)`. Signs are
left out, for where the table has -2.3 the sentence says 2.3 fewer.
"""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

import sim
from sim.outcomes import rounding

NUMBER = r"\d[\d,]*(?:\.\d+)?%?"
ESTIMATE = re.compile(rf"({NUMBER})(?! histories)[^\d(.;:]*\(-?({NUMBER})(?:–| to )[-+]?({NUMBER})\)")


def estimates(texts: list[str]) -> list[str]:
    """The numbers of the estimates, without their units: per cent in a table may be points in a sentence."""
    return [one.rstrip("%") for text in texts for found in ESTIMATE.findall(text) for one in found]


def said(study: Any) -> tuple[list[str], set[str]]:
    """The sentences of a study's page, and every number of its tables."""
    page = study.page({})
    texts = [*page.answer, *(text for finding in page.findings for text in finding.statements)]
    cells = [cell.text for table in page.tables for row in table.rows for cell in row]
    return texts, {one.rstrip("%") for cell in cells for one in re.findall(NUMBER, cell)}


def compared(other: str, n: int, **changes: Any) -> Callable[[], Any]:
    return lambda: sim.compare("baseline", sim.load(other, changes), n=n, seed=n)


STUDIES: dict[str, Callable[[], Any]] = {
    "run 30": lambda: sim.run("baseline", n=30, seed=3),
    "run 700": lambda: sim.run("strong_mediator", n=700, seed=2),
    "run, uncertain": lambda: sim.run({"extends": "baseline", "talks": {"mediator": "range"}}, n=5, draws=64),
    "compare 2": compared("no_talks", 2),
    "compare 60": compared("kursk_withdrawal", 60),
    "compare 400": compared("severe_winter", 400),
    "compare 900": compared("monitored_graduated", 900),
    "compare, bridge": lambda: sim.compare(
        "baseline", sim.load("baseline", {"grid.imports_gw": 1.5, "talks.mediator": 1.0}), n=150, bridge=True
    ),
    "conditions": lambda: sim.conditions("baseline", only=["C4", "C8"], n=60),
    "tip": lambda: sim.tip("baseline", "talks.mediator", 0.0, 1.0, "unserved_gwh", 9_999.0, n=30),
    "what if": lambda: sim.whatif_all("baseline", n=40, save="tacit"),
}


@pytest.mark.parametrize("name", STUDIES)
def test_every_estimate_of_the_words_stands_in_a_table_digit_for_digit(name: str) -> None:
    texts, shown = said(STUDIES[name]())
    found = estimates(texts)
    assert found or name == "compare 2"
    assert not [one for one in found if one not in shown]


def test_a_level_is_told_alike_wherever_it_stands() -> None:
    """Beside a difference that pairing knows far better, a level has the digits of its own interval, and no more."""
    crews = sim.load("baseline", {"grid.crews": 30})
    found = sim.compare("baseline", crews, n=300)
    row = next(row for row in found.differences.iter_rows(named=True) if row["name"] == "unserved_gwh")
    alone = sim.run(crews, n=300)
    told = next(texts for texts in alone.headline_rows() if texts[0] == "unserved energy")[1]
    tables = {table.name: table for table in found.page({}).tables}
    beside = next(cells for cells in tables["differences-1"].rows if cells[0].text.startswith("unserved energy (GWh)"))
    assert beside[2].text == told == rounding.without_interval(row["b"], row["b_low"], row["b_high"], "mean")
    assert any(f"Expected energy not served: {told} (" in text for text in said(found)[0])


def test_the_rule_finds_what_is_told_to_another_place() -> None:
    cells = [SimpleNamespace(text=text) for text in ("1,800 (1,700–1,920)", "-2.3", "-2.4 to -2.2")]
    answer = ("Energy is 1,810 (1,700–1,920) GWh; 2.3 fewer (2.2 to 2.4).",)
    page = SimpleNamespace(answer=answer, findings=(), tables=(SimpleNamespace(rows=[cells]),))
    texts, shown = said(SimpleNamespace(page=lambda pictures: page))
    assert [one for one in estimates(texts) if one not in shown] == ["1,810"]
