"""What the documents tell a reader to type works: Python and shell blocks run, scenario blocks load.

Blocks of one document run in order and in one folder, with the shipped scenarios in it, as a reader would. A shell
line is run if it calls `moratorium` or `python -m sim`; installing and the like is not repeated here. A block that
cannot run where tests do (a cluster, say) has `<!-- not run: the reason -->` on the line before it.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from .documents import ROOT, Block, blocks, documents

SHELL = {"sh", "bash", "console"}
RUNNABLE = ("moratorium ", "python -m sim")
WITH_CODE = [path for path in documents() if any(block.language in SHELL | {"python"} for block in blocks(path))]


def folder(tmp_path: Path) -> Path:
    """A folder like a fresh clone's, with the scenarios a reader has."""
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    (tmp_path / "results").mkdir()
    return tmp_path


def commands(block: Block) -> list[str]:
    """The lines of a shell block that can be tried, without prompt and comment; `&&` separates commands."""
    text = block.body.replace("\\\n", " ")
    lines = [line.removeprefix("$ ").split("  #")[0].strip() for line in text.splitlines()]
    parts = [part.strip() for line in lines for part in line.split("&&")]
    return [part for part in parts if part.startswith(RUNNABLE)]


def run_shell(block: Block, cwd: Path) -> None:
    for command in commands(block):
        words = shlex.split(command)
        words = [sys.executable, "-m", "sim", *words[3 if words[0] == "python" else 1 :]]
        done = subprocess.run(
            words, cwd=cwd, env=os.environ | {"NO_COLOR": "1"}, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, f"{block}: {command}\n{done.stdout}\n{done.stderr}"


@pytest.mark.slow
@pytest.mark.parametrize("path", WITH_CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_blocks_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder(tmp_path))
    namespace: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(path):
        if block.not_run:
            continue
        if block.language in SHELL:
            run_shell(block, tmp_path)
        elif block.language == "python":
            # The line of the block in its document is the line in a traceback.
            exec(compile("\n" * block.line + block.body, str(path), "exec"), namespace)


def scenario_blocks() -> list[Block]:
    """YAML blocks of the documents that are whole scenario files."""
    found = [block for path in documents() for block in blocks(path) if block.language == "yaml" and not block.not_run]
    return [block for block in found if isinstance(data := yaml.safe_load(block.body), dict) and "question" in data]


@pytest.mark.parametrize("block", scenario_blocks(), ids=str)
def test_scenario_blocks_load(block: Block, tmp_path: Path) -> None:
    from sim.scenario import load

    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    file = tmp_path / "scenarios" / "from_the_document.yaml"
    file.write_text(block.body, encoding="utf-8")
    assert load(file).title


def test_readme_gives_the_two_commands_word_for_word() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install . && moratorium run scenarios/baseline.yaml" in text
    assert 'pip install ".[test]" && pytest' in text
