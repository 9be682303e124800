"""The last section of every report, in which its assumptions can be moved."""

import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli
from sim.studies import STUDIES
from sim.studies.explore import shipped
from tests.explore.chromium import Chromium
from tests.explore.hands import STATUS, N, rows_of, until
from tests.report.browser import find_browser
from tests.studies.test_every_study import COMMANDS

SECTION = 'id="explore-section"'
OF_THE_RECORD = ("hindcast", "calibrate")
"""Studies of the record and of no scenario: there is nothing to move."""
EVERY = [
    pytest.param(name, marks=() if name in ("trace", "sweep") else pytest.mark.slow)
    for name in COMMANDS
    if name not in OF_THE_RECORD
]


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    path = tmp_path_factory.mktemp("base") / "base.yaml"
    path.write_text("extends: baseline\nhorizon_days: 40\nconditions: [C1]\n")
    return path


def written(tmp_path, *words):
    done = CliRunner().invoke(cli, [*map(str, words), "--out", str(tmp_path / "out"), "--workers", "1"])
    assert done.exit_code == 0, done.output
    return (tmp_path / "out" / "report.html").read_text()


def test_every_study_is_tried():
    assert {name for name, study in STUDIES.items() if study.kind} == set(COMMANDS)


@pytest.mark.parametrize("study", EVERY)
def test_every_report_of_a_scenario_ends_in_a_part_to_explore_unless_it_is_left_out(tmp_path, base, study):
    words = [str(word).format(base=base) for word in COMMANDS[study]]
    page = written(tmp_path, *words)
    assert page.index(SECTION) > page.index('id="reproduce"')
    assert "'wasm-unsafe-eval'" in page.replace("&#39;", "'")
    assert SECTION not in written(tmp_path / "without", *words, "--no-explore")


@pytest.mark.slow
def test_it_can_be_left_out_and_put_back(tmp_path):
    page = written(tmp_path, "run", "baseline", "-n", "20", "--no-explore")
    assert SECTION not in page
    assert "wasm" not in page.replace("&#39;", "'").split("</head>")[0]
    done = CliRunner().invoke(cli, ["plot", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert SECTION in (tmp_path / "out" / "report.html").read_text()


def test_a_stale_module_costs_the_part_and_no_more(base, monkeypatch):
    monkeypatch.setattr(shipped, "stale", lambda: "is stale")
    result = sim.trace(base, 3)
    page = result.report()
    assert SECTION not in page
    assert any(shipped.BUILD in note for note in result.notes)
    assert not result.failures


def test_without_explore_nothing_is_asked_of_the_module(base, monkeypatch):
    monkeypatch.setattr(shipped, "stale", lambda: "is stale")
    result = sim.trace(base, 3)
    assert SECTION not in result.report(explore=False)
    assert not any(shipped.BUILD in note for note in result.notes)


@pytest.mark.slow
def test_a_report_runs_its_part_when_the_reader_comes_to_it(tmp_path):
    if find_browser() is None:
        pytest.skip("no chromium on this machine: the report is not opened in it")
    result = sim.run("baseline", n=40, out=tmp_path / "out", workers=1)
    browser = Chromium(tmp_path)
    try:
        address = (tmp_path / "out" / "report.html").as_uri()
        browser.open(address)
        assert browser.run(STATUS) == "loading"
        browser.run("document.querySelector('#explore').scrollIntoView()")
        until(browser, f"{N} >= 500")
        assert browser.run("location.hash") == ""
        assert rows_of(browser, 0)[:40] == result.runs["fingerprint"].to_list()
        assert browser.complaints == []
        assert [url for url in browser.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    finally:
        browser.close()
