"""`explain`, `list`, `schema`, `new` and completion, typed as a newcomer would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sim.cli.main import cli
from sim.scenario import REGISTRY, load, shipped
from tests.matrix import some


def typed(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), catch_exceptions=False)


def test_list_has_every_shipped_scenario_with_its_question() -> None:
    rows = json.loads(typed("list", "--json").stdout)
    assert [row["name"] for row in rows] == list(shipped())
    assert all(row["question"].endswith("?") for row in rows)
    told = typed("list").stdout
    assert all(f"{name}: " in told for name in shipped())


def test_explain_gives_every_parameter_for_machines() -> None:
    rows = json.loads(typed("explain", "baseline", "--json").stdout)
    assert [row["path"] for row in rows] == list(REGISTRY)
    wanted = {"path", "value", "unit", "range", "role", "basis", "source", "data_to"}
    assert all(wanted <= set(row) for row in rows)


def test_explain_says_what_changed_who_said_so_and_what_acts() -> None:
    told = typed("explain", "mirror").stdout
    assert "moratorium.temptation.ukraine: 1 -> 0" in told
    assert "Conditions that act: C3, C4" in told
    line = next(line for line in told.splitlines() if " kursk.area_km2 " in line)
    assert line.startswith("*")
    assert "last_winter.yaml:" in line


def test_explain_tells_one_path_a_section_or_a_condition_in_full() -> None:
    one = typed("explain", "baseline", "moratorium.misread").stdout
    assert REGISTRY["moratorium.misread"].sentence[:60] in " ".join(one.split())
    assert "Source: " in one
    assert "Role: uncertainty" in one
    assert typed("explain", "baseline", "trust").stdout.count("Source") == 3
    assert "kursk.precondition.strictness = " in typed("explain", "baseline", "C6").stdout


def test_explain_tells_the_files_own_source() -> None:
    told = typed(
        "explain", "baseline", "talks.mediator", "--set", "talks.mediator={value: 0.7, source: a letter}"
    ).stdout
    assert "Source: A letter." in told
    assert "said in --set; the default is 0.5" in told


def test_an_unknown_path_is_refused_with_the_likely_one() -> None:
    result = typed("explain", "baseline", "moratorium.misreed")
    assert result.exit_code == 2
    assert "did you mean moratorium.misread?" in result.stderr


def test_a_doubtful_value_is_a_warning_on_stderr() -> None:
    for command in (["check", "baseline"], ["explain", "baseline"]):
        result = typed(*command, "--set", "moratorium.misread=0.95")
        assert result.exit_code == 0
        assert "warning: --set: moratorium.misread: 0.95 is outside the plausible range" in result.stderr
        assert "warning" not in result.stdout


def test_check_says_which_conditions_are_off() -> None:
    told = typed("check", "baseline", "--set", "without=[C6]").stdout
    assert "without C6: C6 kursk.precondition.strictness: 0, willingness.kursk: 0" in told


def test_the_schema_is_printed_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed = typed("schema").stdout
    assert json.loads(printed)["$schema"].endswith("2020-12/schema")
    assert typed("schema", "--out", "schema.json").exit_code == 0
    assert Path("schema.json").read_text(encoding="utf-8") == printed


def test_new_writes_a_file_that_changes_nothing_until_a_comment_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert typed("new", "mine", "--from", "last_winter").exit_code == 0
    assert load("mine.yaml").digest() == load("last_winter").digest()
    text = Path("mine.yaml").read_text(encoding="utf-8")
    for path in REGISTRY:
        without = text
        text = text.replace(f"\n# {path}: ", f"\n{path}: ")
        assert text != without, path
    Path("changed.yaml").write_text(text, encoding="utf-8")
    assert load("changed.yaml").digest() == load("last_winter").digest()


@pytest.mark.slow
def test_each_line_of_a_new_file_by_itself_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    typed("new", "mine", "--from", "last_winter")
    text = Path("mine.yaml").read_text(encoding="utf-8")
    for path in REGISTRY:
        Path("changed.yaml").write_text(text.replace(f"\n# {path}: ", f"\n{path}: "), encoding="utf-8")
        assert load("changed.yaml").digest() == load("last_winter").digest(), path


def test_new_can_extend_a_file_and_replaces_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text("extends: baseline\nhorizon_days: 30\n", encoding="utf-8")
    Path("below").mkdir()
    assert typed("new", "below/mine", "--from", "base.yaml").exit_code == 0
    assert load("below/mine.yaml").horizon_days == 30
    for words, said in (
        (["new", "below/mine"], "is there already"),
        (["new", "baseline"], "is a shipped scenario"),
        (["new", "a b"], "is not a name"),
        (["new", "mine", "--from", "base.yml"], "base.yml"),
        (["new", "nowhere/mine"], "there is no folder nowhere"),
    ):
        result = typed(*words)
        assert result.exit_code != 0
        assert said in result.stderr


def proposals(shell: str, words: str, cursor: int) -> str:
    """What the command proposes to a shell for a line."""
    environment = {**os.environ, "_MORATORIUM_COMPLETE": f"{shell}_complete", "COMP_WORDS": words}
    environment |= {"COMP_CWORD": words.split()[-1] if shell == "fish" else str(cursor)}
    done = subprocess.run(
        [sys.executable, "-c", "from sim.cli.main import main; main()"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("shell", some(["bash", "zsh", "fish"], every=3))
def test_a_shell_is_told_names_and_paths(shell: str) -> None:
    assert "mirror" in proposals(shell, "moratorium check mir", 2)
    assert "moratorium.misread=" in proposals(shell, "moratorium check baseline --set moratorium.mis", 4)
    asked = "moratorium check baseline --set moratorium.initial=co"
    assert "moratorium.initial=complete" in proposals(shell, asked, 4)
    assert "trust.initial" in proposals(shell, "moratorium explain baseline trust.in", 3)
    assert typed("completion", shell).exit_code == 0
    assert "_MORATORIUM_COMPLETE" in typed("completion", shell).stdout


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes_a_line(tmp_path: Path) -> None:
    """The script itself, in bash: a shipped name, a file, and a path without a blank after its sign."""
    (tmp_path / "completion.sh").write_text(typed("completion", "bash").stdout, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text("extends: baseline\n", encoding="utf-8")
    (tmp_path / "moratorium").write_text(
        f'#!/bin/sh\nexec {sys.executable} -c "from sim.cli.main import main; main()"\n', encoding="utf-8"
    )
    (tmp_path / "moratorium").chmod(0o755)
    script = """
source ./completion.sh
compopt() { echo compopt "$@"; }
ask() {
  COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
  _moratorium_completion ./moratorium
  echo "${COMPREPLY[*]}"
}
ask moratorium check severe
ask moratorium check mi
ask moratorium check baseline --set talks.med
ask moratorium check baseline --set moratorium.initial = co
ask moratorium check baseline --set moratorium.initial =
ask moratorium run baseline --set talks.mediator = 1 --set talks.channel_open = ""
"""
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": root},
    )  # fmt: skip
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    after_the_sign = ["complete", "none tacit partial complete", "true false"]
    path = ["compopt -o nospace", "talks.mediator="]
    assert lines == ["severe_winter", "mirror mine.yaml", *path, *after_the_sign]
