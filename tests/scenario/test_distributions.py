"""Distributions: read and checked on load, and drawn by the inverse of the distribution function."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.scenario import REGISTRY, Distribution, Scenario, ScenarioError, load
from sim.scenario.distribution import range_of

KINDS = [
    Distribution("uniform", (1.0, 3.0)),
    Distribution("range", (1.0, 1.5, 3.0)),
    Distribution("triangular", (1.0, 1.5, 3.0)),
    Distribution("triangular", (1.0, 1.0, 3.0)),
    Distribution("triangular", (1.0, 3.0, 3.0)),
    Distribution("triangular", (2.0, 2.0, 2.0)),
    Distribution("normal", (2.0, 0.3)),
    Distribution("normal", (2.0, 0.0)),
    Distribution("lognormal", (2.0, 0.3)),
    Distribution("choice", (3.0, 1.0, 2.0)),
    Distribution("range", (1.0, 1.0, 3.0)),
]


def read(**form: object) -> object:
    return load({"extends": "baseline", "grid.imports_gw": form}).values["grid.imports_gw"]


def test_every_form_is_read() -> None:
    assert read(uniform=[1, 2]) == Distribution("uniform", (1.0, 2.0))
    assert read(triangular=[1, 1.5, 2]) == Distribution("triangular", (1.0, 1.5, 2.0))
    assert read(normal=[2, 0.5]) == Distribution("normal", (2.0, 0.5))
    assert read(lognormal=[2, 0.5]) == Distribution("lognormal", (2.0, 0.5))
    assert read(choice=[2, 0, 1]) == Distribution("choice", (2.0, 0.0, 1.0))


def test_range_is_the_registers() -> None:
    values = load("baseline", ["grid.imports_gw=range"]).values
    assert values["grid.imports_gw"] == Distribution("range", (1.5, 1.7, 2.3))


@pytest.mark.parametrize(
    "form",
    [
        {"uniform": [1, 2, 3]},
        {"uniform": 3},
        {"uniform": [1, "x"]},
        {"choice": []},
        {"choice": [1, 51]},
        {"normal": [1, -1]},
        {"normal": [1, 0.5]},
        {"lognormal": [0, 0.1]},
        {"lognormal": [1, 11]},
        {"triangular": [1, 3, 2]},
        {"uniform": [1, 2], "normal": [1, 0.1]},
        {},
    ],
)
def test_refused(form: dict[str, object]) -> None:
    with pytest.raises(ScenarioError, match=r"^mapping: grid\.imports_gw: found "):
        load({"extends": "baseline", "grid.imports_gw": form})


def test_choices_of_a_whole_number_are_whole() -> None:
    assert load({"extends": "baseline", "grid.crews": {"choice": [20, 25]}})
    with pytest.raises(ScenarioError, match="the values are whole numbers"):
        load({"extends": "baseline", "grid.crews": {"choice": [20, 25.5]}})


@pytest.mark.parametrize("distribution", KINDS, ids=str)
def test_quantiles_rise_within_the_support(distribution: Distribution) -> None:
    low, high = distribution.support()
    drawn = [distribution.quantile(step / 200) for step in range(201)]
    assert drawn == sorted(drawn)
    assert drawn[0] == pytest.approx(low)
    assert drawn[-1] == pytest.approx(high)
    assert all(low <= value <= high or value == pytest.approx(low) or value == pytest.approx(high) for value in drawn)


@pytest.mark.parametrize(
    ("distribution", "known"),
    [
        (KINDS[0], stats.uniform(1, 2)),
        (KINDS[2], stats.triang(0.25, 1, 2)),
        (KINDS[6], stats.truncnorm(-3, 3, 2, 0.3)),
    ],
    ids=lambda one: str(one) if isinstance(one, Distribution) else "scipy",  # whose objects tell their address
)
@given(u=st.floats(0, 1))
def test_quantiles_are_the_known_ones(distribution: Distribution, known: stats.rv_continuous, u: float) -> None:
    assert distribution.quantile(u) == pytest.approx(float(known.ppf(u)), abs=1e-6)


def test_choice_is_equally_likely() -> None:
    drawn = [KINDS[9].quantile((step + 0.5) / 300) for step in range(300)]
    assert [drawn.count(value) for value in (1.0, 2.0, 3.0)] == [100, 100, 100]


def ranges(scenario: Scenario) -> set[str]:
    return {path for path, value in scenario.values.items() if isinstance(value, Distribution)}


def test_half_of_a_range_lies_on_each_side_of_the_default() -> None:
    lopsided = Distribution("range", (1.0, 1.2, 3.0))
    assert lopsided.quantile(0.5) == 1.2
    assert [lopsided.quantile(u) for u in (0.0, 0.25, 0.75, 1.0)] == pytest.approx([1.0, 1.1, 2.1, 3.0])
    on_the_edge = Distribution("range", (0.0, 1.0, 1.0))
    assert [on_the_edge.quantile(u) for u in (0.25, 0.5, 0.9)] == [0.5, 1.0, 1.0]


@pytest.mark.parametrize("path", [path for path, parameter in REGISTRY.items() if parameter.range is not None])
def test_the_median_of_every_range_is_the_default(path: str) -> None:
    assert range_of(REGISTRY[path]).quantile(0.5) == REGISTRY[path].default


ALL = {path for path, parameter in REGISTRY.items() if parameter.doubted}


def test_uncertain_all_takes_every_uncertainty_that_is_on_and_nothing_else() -> None:
    scenario = load("baseline", ["uncertain=all"])
    levers = {path for path, parameter in REGISTRY.items() if parameter.role != "uncertainty"}
    assert not ranges(scenario) & levers
    assert {"moratorium.terms.monitoring", "kursk.area_km2"} <= levers
    assert "kursk.offensive_per_day" not in ranges(scenario)
    assert {"kursk.precondition.strictness", "strikes.russia.per_day", "willingness.ukraine"} <= ranges(scenario)
    assert ranges(scenario) == ALL
    for path in ALL:
        assert scenario.values[path] == range_of(REGISTRY[path])
    assert load({"extends": "baseline", "uncertain": "all"}).digest() == scenario.digest()


def test_uncertain_all_leaves_what_a_scenario_is_about() -> None:
    scenario = load("last_winter", ["uncertain=all"])
    stands = load("last_winter").values
    about = {path for path, parameter in REGISTRY.items() if stands[path] != parameter.default}
    assert ranges(scenario) == ALL - about
    assert scenario.values["grid.destroyed_gw"] == 0.0


def test_uncertain_all_leaves_what_its_own_file_and_nearer_ones_state(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("extends: baseline\nuncertain: all\nkursk: {loss_per_day: 0.01}\n")
    (tmp_path / "b.yaml").write_text("extends: a.yaml\ntalks: {round_days: 17}\n")
    stated = {"kursk.loss_per_day", "talks.round_days", "trust.recovery_days"}
    assert ranges(load(tmp_path / "b.yaml", ["trust.recovery_days=90"])) == ALL - stated
    assert ranges(load(tmp_path / "b.yaml", ["uncertain=none"])) == set()
