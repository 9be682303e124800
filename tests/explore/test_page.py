"""The file: one, small, whole, and asking for nothing."""

import re

import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli
from sim.scenario import REGISTRY, shipped
from sim.studies.explore import bundle
from sim.studies.explore.controls import SLIDERS
from sim.studies.explore.study import explore_page


@pytest.fixture(scope="module")
def text():
    return explore_page([sim.load(name) for name in shipped()])


def test_every_shipped_scenario_fits_in_one_megabyte(text):
    assert len(text.encode()) < 1_000_000


def test_nothing_is_asked_for_from_outside(text):
    program = bundle.script() + bundle.style()
    assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts)\b", program)
    assert not re.search(r"""(src|href)=["'](?!#|data:)""", text)
    assert "default-src &#39;none&#39;" in text


def test_a_text_of_a_stranger_is_shown_as_text(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(
        "extends: baseline\ntitle: </title><script>alert(1)</script>\nquestion: '<img src=x onerror=alert(1)>'\n"
    )
    made = explore_page([sim.load(path)])
    assert "<script>alert" not in made
    assert "<img src=x" not in made


def test_the_page_says_what_it_is_made_of(text):
    from sim.engine.digest import rules_digest

    for said in (rules_digest(), sim.load("baseline").digest(), "not a forecast", "heavy-tailed", sim.__version__):
        assert said in text


def test_a_stale_module_makes_no_page(monkeypatch, tmp_path):
    from sim.studies.explore import shipped as module

    monkeypatch.setattr(module, "stale", lambda: "is stale")
    out = tmp_path / "page.html"
    done = CliRunner().invoke(cli, ["explore", "baseline", "--out", str(out)])
    assert done.exit_code == 1
    assert module.BUILD in done.output
    assert not out.exists()


def test_the_command_writes_one_file(tmp_path):
    out = tmp_path / "page.html"
    done = CliRunner().invoke(cli, ["explore", "baseline", "mirror", "--seed", "5", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]
    assert "Baseline, autumn 2024" in out.read_text()


def test_a_wrong_scenario_is_said_and_leaves_nothing(tmp_path):
    out = tmp_path / "page.html"
    done = CliRunner().invoke(cli, ["explore", "baselin", "--out", str(out)])
    assert done.exit_code == 2
    assert "baseline" in done.output
    assert not out.exists()


def test_a_folder_that_is_not_there_is_said(tmp_path):
    done = CliRunner().invoke(cli, ["explore", "baseline", "--out", str(tmp_path / "no" / "page.html")])
    assert done.exit_code == 1
    assert "no" in done.output
    assert "Traceback" not in done.output


def test_uncertain_parameters_stand_at_their_medians_and_it_is_said(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text("extends: baseline\ntalks:\n  mediator: {uniform: [0.2, 0.6]}\n")
    made = explore_page([sim.load(path)])
    assert "stands at its median here: talks.mediator (uniform [0.2, 0.6])" in made
    assert '"talks.mediator":0.4' in made


def test_sliders_are_of_levers_and_uncertainties_with_a_range():
    assert 12 <= len(SLIDERS) <= 20
    for path in SLIDERS:
        assert REGISTRY[path].range is not None
        assert REGISTRY[path].role in ("lever", "uncertainty")


def test_strike_rates_are_uncertainties_and_never_levers(page):
    strikes = [one for one in page["sliders"] if one["path"].startswith("strikes.")]
    assert strikes
    assert all(one["strikes"] and one["role"] == "uncertainty" for one in strikes)


def test_every_function_of_the_page_is_in_the_bundle():
    in_page = {*bundle.IN_PAGE, *bundle.IN_WORKER}
    lying = {one.name for one in (bundle.FOLDER / "page").glob("*.js")}
    assert in_page == lying
