"""`--set` and `replace`: the same rules as a file."""

from __future__ import annotations

import pickle

import pytest

from sim.scenario import Distribution, ScenarioError, load

BASE = load("baseline")


def messages(*overrides: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load("baseline", overrides)
    return str(caught.value).splitlines()


def test_texts_and_mappings_say_the_same() -> None:
    texts = ["kursk.area_km2=300", "talks.channel_open=no", "moratorium.terms.days=null", "ceilings.round=1"]
    mapping = {
        "kursk.area_km2": 300,
        "talks.channel_open": False,
        "moratorium.terms.days": None,
        "ceilings.round": 1,
        "horizon_days": 90,
    }
    assert load("baseline", [*texts, "horizon_days=90"]).digest() == load("baseline", mapping).digest()
    assert BASE.replace(mapping).digest() == load("baseline", mapping).digest()


def test_spaces_and_yaml_values() -> None:
    scenario = load("baseline", [" talks.stage = drafting ", "grid.imports_gw={uniform: [1, 2]}"])
    assert scenario.values["talks.stage"] == "drafting"
    assert scenario.values["grid.imports_gw"] == Distribution("uniform", (1.0, 2.0))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kursk.area_km2", "--set: found kursk.area_km2; write PATH=VALUE"),
        ("=3", "--set: found =3; write PATH=VALUE"),
        ("kursk.area=3", "--set: kursk.area: is not a parameter; did you mean kursk.area_km2?"),
        ("kursk=3", "--set: kursk: is not a parameter"),
        ("kursk.area_km2=", "--set: kursk.area_km2: found nothing; allowed: a number from 0 to 20,000 (km2)"),
        (
            "kursk.area_km2=[",
            "--set: kursk.area_km2: is not valid YAML: expected the node content, but found '<stream end>'",
        ),
        ("kursk.area_km2=&a 3", "--set: kursk.area_km2: anchors (&) and aliases (*) are not used in a scenario"),
        ("talks.stage=dorment", "--set: talks.stage: found dorment; allowed: one of dormant, contacts, drafting"),
        ("title=Mine", "--set: title: cannot be set here; allowed: a parameter, ceilings.<clock>, horizon_days"),
        ("events=[]", "--set: events: cannot be set here"),
        ("round=1", "--set: round: is not a parameter"),
        ("ceilings.rounds=1", "--set: ceilings.rounds: is not a clock"),
        ("ceilings.round=0", "--set: ceilings.round: found 0; allowed: a number from 0.0001 to 1000 (1/d)"),
        ("horizon_days=-3", "--set: horizon_days: found -3; allowed: a whole number of days from 1 to 36,500"),
        ("strikes.reciprocity.russia_by_russia=1", "--set: strikes.reciprocity: found russia_by_russia 1"),
    ],
)
def test_message(text: str, message: str) -> None:
    [line] = messages(text)
    assert line.startswith(message)


def test_all_are_told_at_once_and_none_twice() -> None:
    told = messages("kursk.area_km2=-1", "grid.crews=x", "talks.mediator=1", "talks.mediator=2")
    assert sorted(told) == [
        "--set: grid.crews: found x; allowed: a whole number from 0 to 1,000,000,000 (crews)",
        "--set: kursk.area_km2: found -1; allowed: a number from 0 to 20,000 (km2)",
        "--set: talks.mediator: given twice",
    ]


def test_replace_leaves_the_original_alone() -> None:
    before = BASE.digest()
    changed = BASE.replace({"kursk.area_km2": 300, "horizon_days": 30}, ceilings={"offensive": 2})
    assert BASE.digest() == before
    assert (changed.values["kursk.area_km2"], changed.horizon_days, changed.ceilings["offensive"]) == (300.0, 30, 2.0)
    assert (changed.name, changed.title, changed.parent) == (BASE.name, BASE.title, BASE.parent)
    assert str(changed.origins["kursk.area_km2"]) == "replace"


@pytest.mark.parametrize(
    "values",
    [
        {"kursk.area": 1},
        {"kursk.area_km2": -1},
        {"kursk.area_km2": "300"},
        {"start": "2025-01-01"},
        {"strikes.reciprocity.russia_by_russia": 1},
        {"grid.demand_mean_gw": 1},
        {"horizon_days": 0},
        {"ceilings.rond": 1},
    ],
)
def test_replace_refuses_what_a_file_may_not_say(values: dict[str, object]) -> None:
    with pytest.raises(ScenarioError, match=r"^replace: "):
        BASE.replace(values)


def test_replace_knows_the_events() -> None:
    scenario = load(
        {"extends": "baseline", "events": [{"day": 3, "set": {"strikes.reciprocity.russia_by_russia": 0.8}}]}
    )
    with pytest.raises(ScenarioError, match="the largest value that each takes"):
        scenario.replace({"strikes.reciprocity.russia_by_ukraine": 0.4})


def test_errors_and_scenarios_travel_between_processes() -> None:
    assert pickle.loads(pickle.dumps(BASE)) == BASE
    with pytest.raises(ScenarioError) as caught:
        load("baseline", ["x=1", "y=2"])
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.problems) == (str(caught.value), caught.value.problems)
