import json

import pytest

import sim

from .browser import Browser, find_browser
from .pages import HOSTILE


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    if find_browser() is None:
        pytest.skip("no browser: install chromium to have the report opened in one")
    with Browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="session")
def run_result(tmp_path_factory):
    """A run in a folder, decorated as the command does, of a scenario that would like to run scripts."""
    place = tmp_path_factory.mktemp("run")
    path = place / "hostile.yaml"
    title = json.dumps(HOSTILE)
    path.write_text(
        f"title: {title}\nquestion: {json.dumps('What of ' + HOSTILE + '?')}\nextends: baseline\nconditions: [C1]\n"
        "horizon_days: 120\ntalks: {mediator: 1.0}\nevents:\n  - {day: 20, set: {grid.imports_gw: 1.0}}\n"
        "  - {day: 30, withdraw: true}\n"
    )
    return sim.run(path, n=40, out=place / "out", workers=1)


@pytest.fixture(scope="session")
def comparison(run_result):
    base = sim.load("baseline", {"horizon_days": 120})
    return sim.compare(base, run_result.scenario, n=40, workers=1, bands=20)


@pytest.fixture(scope="session")
def compare_report(comparison):
    return comparison.report()
