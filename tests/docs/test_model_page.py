"""docs/model.md and the code name each other: headings, clocks, columns, codes, conditions and their tests."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from .documents import HEADING, ROOT

PAGE = ROOT / "docs" / "model.md"
TEXT = PAGE.read_text(encoding="utf-8")
HEADINGS = [match["title"] for match in HEADING.finditer(TEXT)]


def section(title: str) -> str:
    """The text under a heading, to the next one."""
    start = re.search(rf"^#+ {re.escape(title)}$", TEXT, re.MULTILINE)
    assert start, f"no heading {title!r} in {PAGE.name}"
    rest = TEXT[start.end() :]
    end = re.search(r"^#+ ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def cited() -> list[tuple[str, str]]:
    """(source file, heading) for every `docs/model.md, "heading"` in the code."""
    found = []
    for path in sorted(ROOT.glob("sim/**/*.py")):
        text = re.sub(r"\s+", " ", path.read_text(encoding="utf-8"))
        found += [(str(path.relative_to(ROOT)), title) for title in re.findall(r'docs/model\.md, "([^"]+)"', text)]
    return found


def test_every_heading_that_the_code_cites_is_on_the_page() -> None:
    assert cited()
    missing = [(file, title) for file, title in cited() if not any(h.startswith(title) for h in HEADINGS)]
    assert not missing


def test_every_clock_is_described() -> None:
    from sim.scenario import CLOCKS

    table = section("Clocks")
    assert not [clock for clock in CLOCKS if f"`{clock}`" not in table]


def test_every_column_of_the_row_is_described() -> None:
    from sim.model.records import ROW_DTYPE

    table = section("Outcomes")
    assert not [name for name in ROW_DTYPE.names or () if f"`{name}`" not in table]


def test_every_cause_is_described() -> None:
    from sim.model.codes import CAUSES

    assert not [cause for cause in CAUSES if cause and f"`{cause}`" not in section("Outcomes")]


def test_every_parameter_that_the_page_names_is_registered() -> None:
    from sim.scenario import REGISTRY

    roots = "|".join(sorted({path.split(".")[0] for path in REGISTRY}))
    named = set(re.findall(rf"`((?:{roots})\.[a-z_.0-9]+)(?::[^`]*)?`", TEXT))
    unknown = [name for name in named if not any(p == name or p.startswith(f"{name}.") for p in REGISTRY)]
    assert named
    assert not unknown


def conditions() -> dict[str, list[str]]:
    """Condition -> the tests named for it in the list of decisive tests."""
    rows = re.findall(r"^\| (C\d+) \| (.+?) \|$", section("Decisive tests"), re.MULTILINE)
    return {condition: re.findall(r"`(tests/[^`]+)`", cell) for condition, cell in rows}


def test_the_table_of_conditions_is_the_registers() -> None:
    """Write it anew with `python -m sim.scenario.document`."""
    from sim.scenario.document.conditions import written_into

    assert written_into(TEXT) == TEXT


def test_all_twelve_conditions_have_a_decisive_test() -> None:
    assert list(conditions()) == [f"C{number}" for number in range(1, 13)]


@pytest.mark.parametrize("condition", [f"C{number}" for number in range(1, 13)])
def test_the_decisive_tests_exist(condition: str) -> None:
    names = conditions()[condition]
    assert names
    for name in names:
        file, _, function = name.partition("::")
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, name


def test_the_referees_questions_are_answered() -> None:
    answer = section("What a referee will ask")
    for word in ("judgement", "one history", "blame", "Reciprocity", "mediation", "One bus", "rearm", "tail"):
        assert word in answer


def test_the_record_says_that_both_capitals_denied_the_talks() -> None:
    record = Path(ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    assert "denied" in record
    assert "Both capitals" in record
