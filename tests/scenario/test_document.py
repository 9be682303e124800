"""The page of the file format is current, whole, and written only on request."""

from __future__ import annotations

import doctest
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from sim.scenario import CLOCKS, REGISTRY, shipped
from sim.scenario.document import page
from sim.scenario.document.__main__ import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scenario-format.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_check_says_whether_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "page.md"
    assert main(["--check", str(copy)]) == 1
    assert not copy.exists()
    assert main([str(copy)]) == 0
    assert main(["--check", str(copy)]) == 0
    copy.write_text(copy.read_text(encoding="utf-8").replace("0.02", "0.03"), encoding="utf-8")
    assert main(["--check", str(copy)]) == 1
    assert "write it anew with python -m sim.scenario.document" in capsys.readouterr().err


def test_every_parameter_clock_and_scenario_is_on_the_page() -> None:
    text = page()
    assert all(text.count(f"\n| `{path}` | ") == 1 for path in (*REGISTRY, *CLOCKS))
    assert all(f"`{name}`" in text for name in shipped())
    assert all(parameter.sentence in text for parameter in REGISTRY.values())


def test_the_examples_in_docstrings_run() -> None:
    found = doctest.testmod(importlib.import_module("sim.scenario.load"))
    assert found.attempted > 0
    assert found.failed == 0


def test_the_ground_floor_is_light() -> None:
    """Loading a scenario imports nothing heavy, not even NumPy: `check` must feel instant."""
    heavy = {"numpy", "numba", "scipy", "polars", "matplotlib", "simpy", "pydantic", "jinja2", "rich", "click"}
    code = f"import sys, sim.scenario as s; s.load('baseline'); print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
