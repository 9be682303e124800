"""What holds of every study in the list: its room, its result, its folder drawn again, its exit code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

import sim
from sim.cli.main import cli
from sim.studies import STUDIES
from sim.studies.study_result import StudyResult

SHORT = ("--set", "horizon_days=40")
SMALL = ("--rows", 16, "-n", 2, "--single-rows", 16, "--parameter", "talks.mediator", "--parameter", "grid.crews")
COMMANDS = {
    "run": ("run", "baseline", "-n", 12, *SHORT),
    "compare": ("compare", "{base}", "no_talks", "-n", 12),
    "sweep": ("sweep", "baseline", "--vary", "talks.mediator=0,1", "-n", 4, *SHORT),
    "tip": ("sweep", "baseline", "--vary", "talks.mediator=0:1", "--tip", "hours_short=1", "-n", 4, *SHORT),
    "sensitivity": ("sensitivity", "baseline", "--outcome", "hours_short", *SMALL, *SHORT),
    "conditions": ("conditions", "baseline", "--outcome", "hours_short", "--only", "C3,C8", "-n", 4, *SHORT),
    "trace": ("trace", "{base}", "--replicate", 3),
    "whatif": ("whatif", "{base}", "--replicate", 3, "--at", 20, "--withdraw"),
    "hindcast": ("hindcast", "moratorium_2025", "-n", 64, "--draws", 16),
    "calibrate": ("calibrate", "--sets", 32, "--histories", 4, "--waves", 1, "--particles", 32, "--generations", 1),
}
"""A small command of each study that writes a folder; a new study is added here."""

PLOTS = {
    "run": "sim.plots.run.spell_life.spell_life",
    "compare": "sim.plots.compare.forest.forest",
    "sweep": "sim.plots.studies.response_curves.response_curves",
    "tip": "sim.plots.studies.tipping_point.tipping_point",
    "sensitivity": "sim.plots.studies.tornado.tornado",
    "conditions": "sim.plots.studies.condition_contributions.condition_contributions",
    "trace": "sim.plots.studies.timelines.timelines",
    "whatif": "sim.plots.studies.timelines.timelines",
    "hindcast": "sim.plots.studies.reliability.reliability",
    "calibrate": "sim.plots.studies.predictive_checks.predictive_checks",
}
"""A figure of each, to be broken."""

WRITERS = [name for name, study in STUDIES.items() if study.kind]

some_each_time = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in ("sweep", "trace") else pytest.mark.slow) for name in WRITERS]
)
"""Over every study; two are tried each time, a grid and a telling, and the others with the slow tests."""


def typed(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("base") / "base.yaml"
    path.write_text("extends: baseline\nhorizon_days: 40\nconditions: [C1]\n")
    return path


def command(name: str, base: Path, out: Path) -> list[object]:
    words = [str(word).format(base=base) for word in COMMANDS[name]]
    return [*words, "--workers", 1, "--out", out]


@pytest.fixture(scope="module")
def folder_of(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Name of a study to its folder, made by its command where it is asked for first."""
    place = tmp_path_factory.mktemp("studies")

    @cache
    def folder(name: str) -> Path:
        done = typed(*command(name, base, place / name))
        assert done.exit_code == 0, done.output
        return place / name

    return folder


def pictures(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "plots").iterdir()}


def test_every_study_that_writes_is_tried_here() -> None:
    assert set(COMMANDS) == set(PLOTS) == set(WRITERS)
    assert len({study.kind for study in STUDIES.values() if study.kind}) == len(WRITERS)


@pytest.mark.parametrize("name", STUDIES)
def test_a_room_brings_what_the_contract_says(name: str) -> None:
    study = STUDIES[name]
    assert callable(getattr(study.part("verb"), name))
    assert getattr(sim, name) is getattr(study.part("verb"), name)
    assert name in dir(sim)
    if study.line:
        assert study.command().help
    if study.kind:
        assert callable(study.part("folder").open_folder)


@some_each_time
def test_a_folder_is_drawn_again_as_it_was(name: str, base: Path, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    done = typed(*command(name, base, folder))
    assert done.exit_code == 0, done.output
    before, page = pictures(folder), (folder / "report.html").read_text()
    assert before
    for path in (folder / "plots").iterdir():
        path.unlink()
    (folder / "report.html").unlink()
    again = typed("plot", folder)
    assert again.exit_code == 0, again.output
    assert pictures(folder) == before
    assert (folder / "report.html").read_text() == page


@pytest.mark.usefixtures("blank_pictures")
@pytest.mark.parametrize("name", WRITERS)
def test_a_result_has_frames_figures_a_report_and_a_notebook_view(name: str, folder_of: Callable[[str], Path]) -> None:
    found = STUDIES[name].open_folder(folder_of(name))
    assert isinstance(found, StudyResult)
    assert all(isinstance(frame, pl.DataFrame) and frame.width for frame in found.frames().values())
    assert found.figures
    assert found.plot().axes
    with pytest.raises(KeyError, match="there are"):
        found.plot("pie")
    assert "<table>" in found._repr_html_()
    assert found.report().count('src="data:image/png;base64,') == len(found.figures)
    assert len(repr(found)) < 200


@pytest.mark.usefixtures("blank_pictures")
@some_each_time
def test_a_picture_that_fails_costs_nothing_else_and_is_the_exit_code(
    name: str, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*data: object, **settings: object) -> None:
        raise ValueError("no ink")

    monkeypatch.setattr(PLOTS[name], broken)
    done = typed(*command(name, base, tmp_path / "a"))
    assert done.exit_code == 1, done.output
    assert "no ink" in done.stderr
    assert json.loads((tmp_path / "a" / "manifest.json").read_text())["state"] == "whole"
    assert list((tmp_path / "a").glob("*.parquet"))
    assert (tmp_path / "a" / "report.html").is_file()
    again = typed("plot", tmp_path / "a")
    assert again.exit_code == 1
    assert "no ink" in again.stderr


@pytest.mark.usefixtures("blank_pictures")
def test_a_name_that_speaks_of_failure_is_no_failure(base: Path, tmp_path: Path) -> None:
    named = tmp_path / "failed_talks.yaml"
    named.write_text("extends: no_talks\nhorizon_days: 40\nconditions: [C1]\nstart: 2024-11-01\n")
    done = typed("compare", base, named, "-n", 4, "--workers", 1, "--out", tmp_path / "out")
    assert "failed_talks" in done.stderr.split("another season")[0]
    assert done.exit_code == 0, done.output


def test_a_trace_is_a_result_too() -> None:
    told = sim.trace("baseline", 3)
    assert isinstance(told, StudyResult)
    assert told.plot().axes
    assert "<pre>" in told._repr_html_()
    assert "data:image/png" in told.report()


@pytest.mark.usefixtures("blank_pictures")
def test_an_older_comparison_without_rows_is_drawn_as_far_as_it_goes(
    folder_of: Callable[[str], Path], tmp_path: Path
) -> None:
    old = tmp_path / "old"
    shutil.copytree(folder_of("compare"), old)
    shutil.rmtree(old / "rows")
    page = (old / "report.html").read_text()
    again = typed("plot", old)
    assert again.exit_code == 0
    assert [Path(line).name for line in again.stdout.splitlines()] == ["forest.png"]
    assert "compare once more" in again.stderr
    assert (old / "report.html").read_text() == page


@pytest.mark.parametrize("name", WRITERS)
def test_every_report_ends_with_what_the_record_says(name: str, folder_of: Callable[[str], Path]) -> None:
    before, found, after = (
        (folder_of(name) / "report.html").read_text("utf-8").partition("What the record says about this</h2>")
    )
    assert found
    assert "How to reproduce this page" in before
    assert "it has no skill there" in after.partition("</section>")[0]
