"""The `sweep:` block of a scenario file."""

import pytest
from click.testing import CliRunner

from sim.cli.main import cli
from sim.scenario import ScenarioError, load
from sim.studies.sweep.folder import open_folder as open_sweep

FILE = """\
extends: baseline
title: mine
question: what if?
horizon_days: 30
sweep:
  vary:
    talks.mediator: {from: 0, to: 1, steps: 3}
    moratorium.initial: [none, tacit]
    moratorium.terms.days: [30, null]
    talks.channel_open: [true]
  n: 4
"""


@pytest.fixture
def file(tmp_path):
    def write(text=FILE):
        path = tmp_path / "mine.yaml"
        path.write_text(text)
        return path

    return write


def sweep(*words):
    return CliRunner().invoke(cli, ["sweep", *(str(word) for word in words), "--workers", "1"])


def test_the_file_says_what_is_varied(file, tmp_path):
    done = sweep(file(), "--out", tmp_path / "a")
    assert done.exit_code == 0, done.output
    runs = open_sweep(tmp_path / "a").runs
    assert runs.height == 12 * 4
    assert runs["talks.mediator"].unique().sort().to_list() == [0.0, 0.5, 1.0]
    assert set(runs["moratorium.initial"]) == {"none", "tacit"}


def test_the_command_line_goes_before_the_file(file, tmp_path):
    done = sweep(file(), "--vary", "talks.mediator=0,1", "-n", 2, "--out", tmp_path / "a")
    assert done.exit_code == 0, done.output
    assert open_sweep(tmp_path / "a").runs.height == 4


def test_a_design_in_the_file(file, tmp_path):
    text = FILE.split("sweep:")[0] + "sweep: {vary: {talks.mediator: range}, design: lhs, points: 6, n: 2}\n"
    done = sweep(file(text), "--out", tmp_path / "a")
    assert done.exit_code == 0, done.output
    assert open_sweep(tmp_path / "a").design == "lhs"
    assert open_sweep(tmp_path / "a").runs.height == 12


def test_it_changes_no_history_and_is_not_inherited(file, tmp_path):
    path = file()
    child = tmp_path / "child.yaml"
    child.write_text("extends: mine.yaml\ntitle: c\nquestion: c?\n")
    assert load(path).sweep is not None
    assert load(child).sweep is None
    assert load(child).digest() == load(path).digest()


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("sweep: 3", "allowed: a mapping with vary"),
        ("sweep: {vary: {}}", "parameters by path"),
        ("sweep: {vari: {talks.mediator: [1]}}", "did you mean vary"),
        ("sweep: {vary: {talks.mediator: 0.5}}", "a list of values"),
        ("sweep: {vary: {talks.mediator: {from: 0, till: 1}}}", "allowed: from, to, steps"),
        ("sweep: {vary: {talks.mediator: [0, 1:30]}}", "a colon makes no number"),
        ("sweep: {vary: {talks.mediator: [[1]]}}", "allowed: values"),
        ("sweep: {vary: {talks.mediator: [0, 1]}, design: star}", "one of grid, lhs, sobol"),
        ("sweep: {vary: {talks.mediator: [0, 1]}, n: 0.5}", "a whole number from 1"),
    ],
)
def test_a_wrong_block_is_told_with_its_line(file, block, message):
    with pytest.raises(ScenarioError) as error:
        load(file(f"extends: baseline\ntitle: t\nquestion: q\n{block}\n"))
    assert message in str(error.value)
    assert "mine.yaml:4:" in str(error.value)


def test_a_wrong_point_of_the_file_is_told_before_anything_runs(file, tmp_path):
    done = sweep(file(FILE.replace("to: 1,", "to: 100,")), "--out", tmp_path / "a")
    assert done.exit_code == 2
    assert "talks.mediator = 100" in done.stderr
