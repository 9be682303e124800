"""The last section of every report, in which its assumptions can be moved."""

import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli
from sim.studies.explore import shipped
from tests.explore.chromium import Chromium
from tests.explore.hands import STATUS, N, rows_of, until
from tests.report.browser import find_browser

SECTION = 'id="explore-section"'
STUDIES = {
    "run": ["run", "baseline", "-n", "20"],
    "compare": ["compare", "baseline", "mirror", "-n", "20"],
    "sweep": ["sweep", "baseline", "--vary", "talks.mediator=0,1", "-n", "10"],
    "conditions": ["conditions", "baseline", "--only", "C6,C9", "-n", "10"],
}


def written(tmp_path, *words):
    done = CliRunner().invoke(cli, [*words, "--out", str(tmp_path / "out"), "--workers", "1"])
    assert done.exit_code == 0, done.output
    return (tmp_path / "out" / "report.html").read_text()


@pytest.mark.parametrize(
    "words",
    [["trace", "baseline", "--replicate", "3"], ["whatif", "baseline", "--replicate", "3", "--at", "40", "--withdraw"]],
)
def test_a_told_history_ends_in_it_too_unless_it_is_left_out(tmp_path, words):
    for more, wanted in (([], True), (["--no-explore"], False)):
        done = CliRunner().invoke(cli, [*words, *more, "--out", str(tmp_path / "out")])
        assert done.exit_code == 0, done.output
        assert (SECTION in (tmp_path / "out" / "report.html").read_text()) is wanted


@pytest.mark.parametrize("study", STUDIES)
def test_reports_end_in_a_part_to_explore(tmp_path, study):
    page = written(tmp_path, *STUDIES[study])
    assert SECTION in page
    assert page.index(SECTION) > page.index('id="reproduce"')
    assert "'wasm-unsafe-eval'" in page.replace("&#39;", "'")


def test_it_can_be_left_out_and_put_back(tmp_path):
    page = written(tmp_path, *STUDIES["run"], "--no-explore")
    assert SECTION not in page
    assert "wasm" not in page.replace("&#39;", "'").split("</head>")[0]
    done = CliRunner().invoke(cli, ["plot", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert SECTION in (tmp_path / "out" / "report.html").read_text()


def test_a_stale_module_costs_the_part_and_no_more(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "stale", lambda: "is stale")
    result = sim.run("baseline", n=20, workers=1)
    page = result.report()
    assert SECTION not in page
    assert any(shipped.BUILD in note for note in result.notes)
    assert not result.failures


def test_without_explore_nothing_is_asked_of_the_module(monkeypatch):
    monkeypatch.setattr(shipped, "stale", lambda: "is stale")
    result = sim.run("baseline", n=20, workers=1)
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
