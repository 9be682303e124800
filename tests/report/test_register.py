"""The register of assumptions in a report, and the rows of the record behind it."""

from __future__ import annotations

import json

from click.testing import CliRunner

import sim
from sim.cli.main import cli
from sim.record import read_record
from sim.scenario import REGISTRY, load
from sim.scenario.behind import BEHIND, behind, links, rests_on_record
from sim.studies.run.page import run_page
from tests.docs.documents import ROOT


def test_a_run_report_has_every_parameter_with_its_source() -> None:
    given = {"extends": "baseline", "talks": {"mediator": {"value": 0.7, "source": "a letter of May 2025"}}}
    page = run_page(sim.run(load(given), n=20), {})
    assert page.register is not None
    rows = {row[0].text: [cell.text for cell in row] for row in page.register.rows}
    assert list(rows) == list(REGISTRY)
    assert "a letter of May 2025" in rows["talks.mediator"]
    assert REGISTRY["moratorium.misread"].source in rows["moratorium.misread"]
    facts = {one.path: dict(one.facts) for one in page.assumptions}
    assert facts["talks.mediator"]["Source given"].endswith("a letter of May 2025")


def test_a_report_says_which_conditions_are_off() -> None:
    page = run_page(sim.run(load("baseline", ["without=[C6]"]), n=20), {})
    assert any(text.startswith("Without C6, no *complete* halt") for text in page.warnings)


def test_every_parameter_that_rests_on_the_record_names_what_of_it() -> None:
    known = {*read_record().names(), *(f"R{number}" for number in range(9))}
    assert {name for names in BEHIND.values() for name in names} <= known
    lacking = [path for path in REGISTRY if rests_on_record(path) and not behind(path)]
    assert lacking == []
    page = (ROOT / "docs" / "scenario-format.md").read_text(encoding="utf-8")
    unlinked = [path for path in REGISTRY if rests_on_record(path) and f"*Record:* {links(path)}." not in page]
    assert unlinked == []
    told = CliRunner().invoke(cli, ["explain", "baseline", "kursk.area_km2"]).stdout
    assert "In the record (docs/record.md): kursk_area." in " ".join(told.split())
    rows = json.loads(CliRunner().invoke(cli, ["explain", "baseline", "--json"]).stdout)
    assert {row["path"]: row["record"] for row in rows}["kursk.area_km2"] == ["kursk_area"]
