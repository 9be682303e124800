"""The list of mutations is whole and true, and the script that applies them tells a caught one from a survivor."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from .documents import ROOT
from .test_model_page import conditions


def load_script() -> ModuleType:
    """tests/mutate.py as a module."""
    spec = importlib.util.spec_from_file_location("mutate", ROOT / "tests" / "mutate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutate"] = module
    spec.loader.exec_module(module)
    return module


mutate = load_script()
MUTATIONS = mutate.read()
# Modules of sim/model that hold rules; the others hold words, forms and digests.
RULES = [
    "breach",
    "campaign",
    "chance",
    "clocks",
    "decay",
    "grid",
    "kursk",
    "moratorium",
    "scheduled",
    "season",
    "strikes",
    "talks",
    "willingness",
]
DRIVERS = ["sim/engine/simpy_engine.py", "sim/engine/kernel.py"]


def test_each_mutation_can_be_applied() -> None:
    assert [problem for mutation in MUTATIONS if (problem := mutation.problem(ROOT))] == []


def test_names_are_unique() -> None:
    names = [mutation.rule for mutation in MUTATIONS]
    assert len(names) == len(set(names))


def test_each_mutation_leaves_a_program() -> None:
    for mutation in MUTATIONS:
        if mutation.file.endswith(".py"):
            text = (ROOT / mutation.file).read_text(encoding="utf-8")
            ast.parse(text.replace(mutation.find, mutation.replace))


@pytest.mark.parametrize("module", RULES)
def test_every_function_of_the_rules_has_a_mutation(module: str) -> None:
    """A mutation lies inside each function of the module (a private or trivial reader shares its caller's)."""
    path = ROOT / "sim" / "model" / f"{module}.py"
    text = path.read_text(encoding="utf-8")
    lines = {
        text.count("\n", 0, text.index(mutation.find)) + 1
        for mutation in MUTATIONS
        if mutation.file == f"sim/model/{module}.py"
    }
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    bare = [f.name for f in functions if not any(f.lineno <= line <= (f.end_lineno or 0) for line in lines)]
    assert not bare, f"no mutation in {module}: {bare}"


@pytest.mark.parametrize("driver", DRIVERS)
def test_each_driver_alone_is_mutated(driver: str) -> None:
    assert any(mutation.file == driver for mutation in MUTATIONS)


def test_every_decisive_test_catches_something() -> None:
    caught = {test for mutation in MUTATIONS for test in mutation.tests}
    bare = {condition: tests for condition, tests in conditions().items() if not caught & set(tests)}
    assert not bare


RULE = "def doubled(x):\n    return 2 * x\n"
CHECKS = (
    "from rule import doubled\n\n\ndef test_twice():\n    assert doubled(2) == 4\n\n\ndef test_blind():\n    pass\n"
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "rule.py").write_text(RULE)
    (tmp_path / "test_rule.py").write_text(CHECKS)
    return tmp_path


def mutation(test: str):
    return mutate.Mutation("doubling", "rule.py", "2 * x", "3 * x", (test,))


def test_a_mutation_that_a_test_notices_is_caught_and_taken_back(tree: Path) -> None:
    caught, line = mutate.try_one(mutation("test_rule.py::test_twice"), tree)
    assert caught
    assert "doubling" in line
    assert (tree / "rule.py").read_text() == RULE


@pytest.mark.slow
def test_a_mutation_that_no_test_notices_is_a_survivor(tree: Path) -> None:
    caught, line = mutate.try_one(mutation("test_rule.py::test_blind"), tree)
    assert not caught
    assert line.startswith("SURVIVED")


@pytest.mark.slow
def test_a_test_that_does_not_run_catches_nothing(tree: Path) -> None:
    caught, line = mutate.try_one(mutation("test_rule.py::test_gone"), tree)
    assert not caught
    assert line.startswith("UNDECIDED")


@pytest.mark.slow
def test_a_test_that_fails_anyway_is_found_out(tree: Path) -> None:
    (tree / "rule.py").write_text(RULE.replace("2", "3"))
    assert "do not pass unmutated" in mutate.check_unmutated([mutation("test_rule.py::test_twice")], tree)
