"""The shipped scenarios give the histories and the headline values that results/reference/ keeps.

When that is meant to change: `python -m tests.reference --update` (CONTRIBUTING.md, "Reference results").
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.engine.simpy_engine import simulate
from sim.scenario import load

from .compute import FIRST, FOLDER, SEED, compute, kept, math_digest, scenario_files


def name(path: Path) -> str:
    return path.stem


def test_every_shipped_scenario_has_a_reference_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {path.stem for path in scenario_files()}


@pytest.mark.parametrize("path", scenario_files(), ids=name)
def test_histories_are_those_that_were_kept(path: Path) -> None:
    now, before = compute(path), kept(path)
    assert now["scenario_digest"] == before["scenario_digest"], "the scenario file or a default changed"
    assert now["clips"] == before["clips"] == 0
    assert now["sums"] == pytest.approx(before["sums"], rel=1e-9)
    assert now["headlines"] == pytest.approx(before["headlines"], rel=1e-6, nan_ok=True)
    if math_digest() == before["math"]:
        assert now["fingerprints"] == before["fingerprints"]


@pytest.mark.parametrize("path", scenario_files(), ids=name)
def test_simpy_gives_the_histories_that_the_compiled_engine_left(path: Path) -> None:
    if math_digest() != kept(path)["math"]:
        pytest.skip("this machine's math library rounds otherwise")
    scenario = load(path)
    assert [simulate(scenario, r, SEED).fingerprint for r in range(FIRST)] == kept(path)["first_fingerprints"]


def test_math_gives_the_bits_that_the_references_were_kept_with() -> None:
    if math_digest() != kept(scenario_files()[0])["math"]:
        pytest.skip("this machine's math library rounds otherwise: fingerprints are not compared, headline values are")
