"""What a user's type checker and editor see of `import sim`."""

from __future__ import annotations

import subprocess
import sys
from inspect import isfunction, signature
from pathlib import Path

import pytest

import sim
import sim.api
import sim.testing

ROOT = Path(__file__).parents[2]

USER = """
import sim
reveal_type(sim.run)
reveal_type(sim.sweep("baseline", {"talks.mediator": [0.0]}).points)
reveal_type(sim.load("baseline"))
sim.run("baseline", nn=3)
sim.compare("baseline", "no_talks", replicates=5)
"""


def test_dir_lists_every_verb_and_class() -> None:
    assert set(sim.api.__all__) <= set(dir(sim))
    assert {"run", "compare", "sweep", "tip", "sensitivity", "trace", "load"} <= set(dir(sim))
    assert set(sim.testing.__all__) <= set(dir(sim.testing))


def test_every_verb_writes_its_settings_out() -> None:
    verbs = [one for one in (getattr(sim, name) for name in sim.api.__all__) if isfunction(one)]
    assert len(verbs) > 12
    loose = [f"{verb.__name__}(**{one.name})" for verb in verbs for one in signature(verb).parameters.values()
             if one.kind is one.VAR_KEYWORD]  # fmt: skip
    assert loose == []


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'rum'"):
        sim.rum  # noqa: B018


@pytest.mark.slow
def test_a_type_checker_knows_the_verbs(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api")
    file = tmp_path / "user.py"
    file.write_text(USER)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path / "cache"), "--follow-imports=silent", str(file)],
        capture_output=True, text=True, check=False, cwd=tmp_path, env={"MYPYPATH": str(ROOT), "PATH": ""},
    )  # fmt: skip
    assert api
    told = done.stdout.splitlines()
    assert "scenario.Scenario" in told[0]
    assert "Any" not in told[0].split("-> ")[-1]
    assert told[0].endswith('Result"')
    assert "polars.dataframe.frame.DataFrame" in told[1]
    assert told[2].endswith('scenario.Scenario"')
    assert 'Unexpected keyword argument "nn"' in told[3]
    assert any('Unexpected keyword argument "replicates"' in line for line in told)
