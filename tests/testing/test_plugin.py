"""The plugin as a user meets it: a project of their own, with nothing but the installed package."""

import os
import re
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
CACHE = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
DOCUMENT = Path(__file__).parents[2] / "docs" / "testing.md"


@pytest.fixture
def project(pytester, monkeypatch):
    """An empty project. pytester gives it a home of its own; the engine's compiled code still comes from ours."""
    monkeypatch.setenv("XDG_CACHE_HOME", CACHE)
    pytester.makeini("[pytest]\nfilterwarnings = error\n")
    return pytester


def documented_example():
    found = re.search(r"<!-- test: test_mine.py -->\n```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    return found.group(1)


@pytest.mark.slow
def test_the_documented_example_runs_as_it_stands(project):
    source = documented_example()
    body = [line for line in source.splitlines() if line.strip()]
    assert len(body) <= 25
    project.makepyfile(test_mine=source)
    project.runpytest_subprocess("-q").assert_outcomes(passed=5)


def test_a_failure_names_the_replicate_the_rate_and_the_commands(project):
    project.makepyfile(
        """
        from sim.testing import assert_never_later

        def test_false(histories):
            lax, strict = histories.variants("baseline", {"talks.partial_fallback": [1.0, 0.0]}, n=200)
            assert_never_later(lax, strict, "first_deal_day")
        """
    )
    result = project.runpytest_inprocess("-q")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*first_deal_day is never later in baseline (talks.partial_fallback = 0.0) than in baseline (*= 1.0)",
            "*found: later in * of 200 replicates, most in replicate *: * against never",
            "*false-alarm rate 0*",
            "*moratorium trace baseline --replicate * --seed 1 --set talks.partial_fallback=1.0",
            "*against moratorium trace baseline --replicate * --seed 1 --set talks.partial_fallback=0.0",
        ]
    )


def test_the_engine_may_be_chosen(project):
    project.makepyfile(
        """
        def test_engine(histories):
            assert histories.engine == "simpy"
            assert histories.run("baseline", {"horizon_days": 20}, n=2).n == 2
        """
    )
    project.runpytest_inprocess("-q", "--moratorium-engine", "simpy").assert_outcomes(passed=1)


def test_the_plugin_costs_a_foreign_project_nothing(project):
    """pytest loads it in every session on the machine: it must import nothing heavy."""
    project.makepyfile(
        """
        import subprocess, sys

        def test_light():
            code = "import sim.testing.plugin, sys; print({'numpy', 'polars', 'numba', 'scipy'} & set(sys.modules))"
            assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\\n"
        """
    )
    project.runpytest_inprocess("-q").assert_outcomes(passed=1)
