"""A scenario written out loads again, and its digest is about the histories and nothing else."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.scenario import CLOCKS, REGISTRY, Distribution, Parameter, Scenario, jsonable, load, shipped

BASE = load("baseline")


def again(scenario: Scenario, folder: Path) -> Scenario:
    path = folder / f"{scenario.name}.yaml"
    path.write_text(scenario.to_yaml(), encoding="utf-8")
    return load(path)


@pytest.mark.parametrize("name", shipped())
def test_roundtrip_of_the_shipped(name: str, tmp_path: Path) -> None:
    scenario = load(name)
    copy = again(scenario, tmp_path)
    assert copy.digest() == scenario.digest()
    assert dataclasses.replace(copy, parent=scenario.parent) == scenario
    assert not copy.differences(scenario)


def test_roundtrip_of_everything_odd(tmp_path: Path) -> None:
    scenario = load(
        {
            "extends": "baseline",
            "title": "no: \"yes\" # 'maybe' {x} \U0001f4a1",
            "question": "- is it?",
            "horizon_days": 7,
            "moratorium.terms.days": None,
            "grid.imports_gw": "range",
            "grid.crews": {"choice": [20, 30]},
            "kursk.loss_per_day": {"lognormal": [0.01, 0.2]},
            "ceilings": {"round": 1 / 3},
            "events": [
                {"when": {"kind": "none"}, "after_days": 1e-7, "set": {"moratorium.terms.days": None}},
                {"day": 1 / 3, "offensive": True},
                {"day": 2, "offensive": 12.5},
            ],
        }
    )
    copy = again(scenario, tmp_path)
    assert copy.digest() == scenario.digest()
    assert dataclasses.replace(copy, parent="baseline") == scenario


def a_value(parameter: Parameter) -> st.SearchStrategy[Any]:
    low, high = parameter.allowed
    if parameter.type == "integer":
        return st.integers(int(low), int(high))
    return st.floats(float(low), float(high), allow_nan=False)


NUMERIC = [parameter for parameter in REGISTRY.values() if parameter.numeric and "reciprocity" not in parameter.path]
FREE = [parameter for parameter in NUMERIC if not parameter.path.startswith("grid.demand")]


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_roundtrip_of_any_value(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    chosen = data.draw(st.lists(st.sampled_from(FREE), unique=True, max_size=8))
    values = {parameter.path: data.draw(a_value(parameter)) for parameter in chosen}
    scenario = BASE.replace(values)
    copy = again(scenario, tmp_path_factory.mktemp("any"))
    assert copy.values == scenario.values
    assert copy.digest() == scenario.digest()


def shuffled(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: shuffled(value) for key, value in reversed(tree.items())}
    return tree


@pytest.mark.parametrize("name", shipped())
def test_the_order_of_keys_changes_nothing(name: str) -> None:
    tree = yaml.safe_load(load(name).to_yaml())
    backwards = load(shuffled(tree))
    assert list(tree) != list(shuffled(tree))
    assert backwards.digest() == load(name).digest()
    assert list(backwards.values) == list(REGISTRY)
    assert backwards.to_yaml() == load(tree).to_yaml()


def test_text_is_not_in_the_digest() -> None:
    other = dataclasses.replace(BASE, name="x", title="y", question="z", conditions=(), parent="w")
    assert other.digest() == BASE.digest()
    assert len(BASE.digest()) == 64


def another_value(parameter: Parameter) -> Any:
    if parameter.type == "choice":
        return next(word for word in parameter.allowed if word != parameter.default)
    if parameter.type == "boolean":
        return not parameter.default
    if parameter.type == "integer":
        return int(parameter.default or 0) + (1 if parameter.path != "talks.setback_on_end" else 2)
    return float(parameter.default or 0) * 0.9 + 0.013


@pytest.mark.parametrize("path", REGISTRY)
def test_every_parameter_is_in_the_digest(path: str) -> None:
    changed = BASE.replace({path: another_value(REGISTRY[path])})
    assert changed.digest() != BASE.digest()
    assert [difference.path for difference in changed.differences(BASE)] == [path]


def test_start_horizon_ceilings_and_events_are_in_the_digest() -> None:
    others = [
        load("baseline", ["start=2024-10-31"]),
        load("baseline", ["horizon_days=364"]),
        *(BASE.replace({}, ceilings={clock: 0.07}) for clock in CLOCKS),
        load({"extends": "baseline", "inherit_events": False}),
        load({"extends": "baseline", "events": [{"day": 1, "offensive": 1}]}),
        load({"extends": "baseline", "events": [{"day": 1, "offensive": 2}]}),
        load({"extends": "baseline", "events": [{"day": 1, "withdraw": True}]}),
        load({"extends": "baseline", "events": [{"when": {"kind": "none"}, "withdraw": True}]}),
        load({"extends": "baseline", "events": [{"when": {"kind": "none"}, "after_days": 1, "withdraw": True}]}),
        BASE,
    ]
    assert len({scenario.digest() for scenario in others}) == len(others)


def test_jsonable() -> None:
    scenario = BASE.replace({"grid.crews": Distribution("choice", (20.0, 30.0)), "grid.imports_gw": "range"})
    data = json.loads(json.dumps(jsonable(scenario), allow_nan=False))
    assert data["name"] == "baseline"
    assert data["start"] == "2024-10-30"
    assert data["values"]["grid.crews"] == {"choice": [20.0, 30.0]}
    assert data["values"]["grid.imports_gw"] == "range"
    assert data["events"] == [{"day": 32.0, "set": {"grid.imports_gw": 2.1}}]
    assert list(data["values"]) == list(REGISTRY)
