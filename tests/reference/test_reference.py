"""The shipped scenarios give the histories and the headline values that results/reference/ keeps.

When that is meant to change: `python -m tests.reference --update` (CONTRIBUTING.md, "Reference results").
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.engine.simpy_engine import simulate
from sim.scenario import load

from .compute import FINGERPRINTS, FOLDER, SEED, N, compute, kept, scenario_files

ON_SIMPY = 10  # histories of each scenario


def name(path: Path) -> str:
    return path.stem


def test_every_shipped_scenario_has_a_reference_and_no_other() -> None:
    names = {path.stem for path in scenario_files()}
    assert {path.stem for path in FOLDER.glob("*.json")} == names
    assert {path.stem for path in FINGERPRINTS.iterdir()} == names


@pytest.mark.parametrize("path", scenario_files(), ids=name)
def test_histories_are_those_that_were_kept(path: Path) -> None:
    (now, fingerprints), (before, kept_fingerprints) = compute(path), kept(path)
    assert now["scenario_digest"] == before["scenario_digest"], "the scenario file or a default changed"
    assert now["clips"] == before["clips"] == 0
    assert now["sums"] == pytest.approx(before["sums"], rel=1e-9)
    assert {name for name, value in now["headlines"].items() if value is None} == {
        name for name, value in before["headlines"].items() if value is None
    }
    said = {name: value for name, value in before["headlines"].items() if value is not None}
    assert {name: now["headlines"][name] for name in said} == pytest.approx(said, rel=1e-6, nan_ok=True)
    assert len(fingerprints) == N
    assert fingerprints == kept_fingerprints


@pytest.mark.parametrize("path", scenario_files(), ids=name)
def test_simpy_gives_the_fingerprints_that_were_kept(path: Path) -> None:
    scenario = load(path)
    assert [simulate(scenario, r, SEED).fingerprint for r in range(ON_SIMPY)] == kept(path)[1][:ON_SIMPY]
