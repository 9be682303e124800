"""What the repository says about itself in several places is the same everywhere, and its habits are kept."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import sim

from .documents import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SOURCES = sorted(ROOT.glob("sim/**/*.py"))


def test_the_version_is_one() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert PROJECT["project"]["version"] == sim.__version__ == citation["version"]
    assert f"## {sim.__version__}" in changelog


def test_contributing_lists_the_floors_that_are_held() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (floors,) = [c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["id"] == "floors"]
    layers = [layer.strip("()") for layer in floors["layers"]]
    there = [layer for layer in layers if (ROOT / "sim" / layer).is_dir()]  # a floor in brackets need not be there yet
    assert re.findall(r"^    sim/(\w+)/ ", text, re.MULTILINE) == there


def test_ci_is_a_script_that_parses() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(script)], check=True)


def test_files_are_read_on_a_page_or_two() -> None:
    long = {
        str(p.relative_to(ROOT)): n for p in SOURCES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 250
    }
    assert not long


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Not even for types: what `TYPE_CHECKING` guards counts, too."""
    grimp = pytest.importorskip("grimp", reason="comes with import-linter: pip install '.[lint]'")
    graph = grimp.build_graph("sim")
    left = {module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules}
    while leaves := [module for module, imported in left.items() if not imported & set(left)]:
        for module in leaves:
            del left[module]
    while tops := set(left) - {one for imported in left.values() for one in imported}:
        left = {module: imported for module, imported in left.items() if module not in tops}
    assert not left, sorted(left)  # what neither ends nor begins is a circle


def test_functions_fit_on_a_screen() -> None:
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                arguments = len(node.args.args) + len(node.args.kwonlyargs)
                # A verb writes its settings out, so that an editor and a type checker know them.
                if lines > 60 or (arguments > 9 and path.name != "verb.py"):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {lines} lines, {arguments} args")
    assert not found


def test_nothing_points_outside_the_repository() -> None:
    found = [
        str(path.relative_to(ROOT))
        for pattern in ("sim/**/*.py", "docs/*.md", "scenarios/*.yaml", "*.md", "benchmarks/*.py")
        for path in ROOT.glob(pattern)
        if "../shared" in path.read_text(encoding="utf-8") or "MODEL.md" in path.read_text(encoding="utf-8")
    ]
    assert not found


def test_the_index_lists_the_shipped_scenarios() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", index, re.MULTILINE)) == {
        path.stem for path in ROOT.glob("scenarios/*.yaml")
    }


def test_there_is_a_marker_for_types() -> None:
    assert Path(ROOT / "sim" / "py.typed").is_file()


@pytest.mark.slow
def test_the_word_pytest_alone_collects_what_imports_helpers_by_name() -> None:
    """The README's second command: unlike `python -m pytest`, it does not put the working folder on the path."""
    by_name = re.compile(r"^from (?:tests|benchmarks)\b", re.MULTILINE)
    files = [p for p in sorted(ROOT.glob("tests/**/test_*.py")) if by_name.search(p.read_text(encoding="utf-8"))]
    assert files
    words = [sys.executable, "-P", "-m", "pytest", "--collect-only", "-q", "-m", "", *map(str, files)]
    free = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(words, cwd=ROOT, env=free, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_ci_runs_the_oldest_dependencies_that_are_allowed() -> None:
    from tests.oldest import oldest

    assert len(oldest()) == len(PROJECT["project"]["dependencies"])
    assert "tests/oldest.py" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
