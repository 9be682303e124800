"""The shipped scenarios: each stating only what differs, with its question, and none that clips."""

from __future__ import annotations

import datetime
import math

import numpy as np
import pytest

from sim.scenario import CONDITIONS, DEFAULT_CEILINGS, REGISTRY, Scenario, load, parent_of, shipped, shipped_folder
from sim.scenario.problems import DEFAULT
from sim.scenario.sections import Value

NAMES = (
    "baseline",
    "kursk_withdrawal",
    "last_winter",
    "limited_truce",
    "maximal_demands",
    "mirror",
    "monitored_graduated",
    "near_agreement_aug2024",
    "no_reciprocity",
    "no_talks",
    "one_sided_restraint",
    "refinery_leverage",
    "severe_winter",
    "strong_mediator",
    "thirty_days_2025",
    "withdrawal_for_a_deal",
)


def test_the_shipped_scenarios() -> None:
    assert shipped() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_says_what_it_asks_and_why(name: str) -> None:
    scenario = load(name)
    text = (shipped_folder() / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert scenario.title != name.replace("_", " ")
    assert scenario.question.endswith("?")
    assert set(scenario.conditions) <= set(CONDITIONS)
    assert scenario.conditions


@pytest.mark.parametrize("name", NAMES[1:])
def test_each_states_only_what_differs(name: str) -> None:
    scenario = load(name)
    parent = parent_of(scenario)
    assert parent is not None
    differing = {difference.path for difference in scenario.differences(parent)}
    assert differing
    said = {path for path, origin in scenario.origins.items() if origin.file == f"{name}.yaml"}
    carried = {path for event in parent.events for path in event.values} if scenario.start > parent.start else set()
    assert said == differing - carried - {"start", "events", "horizon_days"}
    assert scenario.digest() != parent.digest()


def test_all_digests_differ() -> None:
    assert len({load(name).digest() for name in NAMES}) == len(NAMES)


def test_baseline_is_the_register_with_more_imports_from_december() -> None:
    scenario = load("baseline")
    assert scenario.values == {path: parameter.default for path, parameter in REGISTRY.items()}
    assert scenario.start == datetime.date(2024, 10, 30)
    assert scenario.horizon_days == 365
    assert scenario.ceilings == DEFAULT_CEILINGS
    assert [(event.day, event.values) for event in scenario.events] == [(32.0, {"grid.imports_gw": 2.1})]
    said = [path for path, origin in scenario.origins.items() if origin != DEFAULT]
    assert said == ["moratorium.initial", "talks.stage", "kursk.area_km2", "grid.destroyed_gw"]


def test_mirror_swaps_the_temptations() -> None:
    told, swapped = load("last_winter").values, load("mirror").values
    assert told["moratorium.temptation.ukraine"] == swapped["moratorium.temptation.russia"] == 1.0
    assert told["moratorium.temptation.russia"] == swapped["moratorium.temptation.ukraine"] == 0.0


def test_the_offensive_of_august() -> None:
    scenario = load("near_agreement_aug2024")
    [offensive] = [event for event in scenario.events if event.action == "offensive"]
    assert offensive.day is not None
    assert scenario.start + datetime.timedelta(days=offensive.day) == datetime.date(2024, 8, 6)
    assert (offensive.km2, scenario.values["talks.stage"]) == (1000.0, "near_agreed")


def rates(scenario: Scenario) -> dict[str, float]:
    """The highest rate that each clock can reach (1/d), over all states and over what events set."""

    def top(path: str) -> float:
        said = [scenario.values[path], *(e.values[path] for e in scenario.events if path in e.values)]
        return max(float(value) for value in said)  # type: ignore[arg-type]

    area = top("kursk.area_km2") + sum(event.km2 for event in scenario.events)
    incidents = top("moratorium.incidents_per_day")
    return {
        "russian_wave": top("strikes.russia.per_day") * (1 + top("strikes.russia.winter_pull")),
        "refinery_strike": top("strikes.ukraine.per_day") * (1 + top("strikes.ukraine.leverage_push")),
        "incident_by_russia": incidents,
        "incident_by_ukraine": incidents,
        "round": 1 / top("talks.round_days"),
        "tacit_forms": 4 * top("moratorium.tacit_formation_per_day"),
        "kursk_loss": top("kursk.loss_per_day") * (area / top("kursk.unit_km2") + 1),
        "offensive": top("kursk.offensive_per_day"),
        "heavy_repair": top("grid.crews") / top("grid.repair_days"),
        "broader_talks": top("broader_talks.per_day"),
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_rate_reaches_its_ceiling(name: str) -> None:
    scenario = load(name)
    assert all(rate < scenario.ceilings[clock] for clock, rate in rates(scenario).items())


def test_no_reciprocity_keeps_the_level_of_an_open_war() -> None:
    def number(values: dict[str, Value], path: str) -> float:
        return float(values[f"strikes.{path}"])  # type: ignore[arg-type]

    base, without = load("baseline").values, load("no_reciprocity").values
    pull, push = 1 + 1 / math.pi, 1 + number(base, "ukraine.leverage_push")
    names = (("russia_by_russia", "russia_by_ukraine"), ("ukraine_by_russia", "ukraine_by_ukraine"))
    answers = np.array([[number(base, f"reciprocity.{name}") for name in row] for row in names])
    unprovoked = [number(base, "russia.per_day") * pull, number(base, "ukraine.per_day") * push]
    waves, strikes = np.linalg.solve(np.eye(2) - answers, unprovoked)
    assert number(without, "russia.per_day") == pytest.approx(waves / pull, rel=0.005)
    assert number(without, "ukraine.per_day") == pytest.approx(strikes / push, rel=0.005)
    assert all(without[f"strikes.reciprocity.{name}"] == 0 for row in names for name in row)


def test_the_severe_winter_ends() -> None:
    scenario = load("severe_winter")
    values = dict(scenario.values)
    for event in scenario.events:
        values.update(event.values)
    assert values == {**load("baseline").values, "grid.imports_gw": 2.1}
