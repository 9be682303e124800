"""Events: triggers and actions, and what becomes of them through `extends`."""

from __future__ import annotations

import datetime
import math
from pathlib import Path
from typing import Any

import pytest

from sim.scenario import Event, Scenario, ScenarioError, load

IMPORTS = Event(32.0, None, 0.0, "set", {"grid.imports_gw": 2.1})


def of(*events: dict[str, Any], **more: Any) -> Scenario:
    return load({"extends": "baseline", "inherit_events": False, "events": list(events), **more})


def test_a_date_becomes_days_from_the_start() -> None:
    assert load("baseline").events == (IMPORTS,)
    assert of({"on": "2024-10-30", "withdraw": True}).events == (Event(0.0, None, 0.0, "withdraw"),)


def test_day_and_state_triggers() -> None:
    scenario = of(
        {"when": {"kind": "tacit"}, "set": {"moratorium.misread": 0.1}},
        {"when": {"stage": "near_agreed"}, "after_days": 7.5, "withdraw": True},
        {"day": 0.25, "offensive": 700},
    )
    assert scenario.events == (
        Event(0.25, None, 0.0, "offensive", {}, 700.0),
        Event(None, ("kind", "tacit"), 0.0, "set", {"moratorium.misread": 0.1}),
        Event(None, ("stage", "near_agreed"), 7.5, "withdraw"),
    )


def test_events_come_by_day_whatever_their_order() -> None:
    first, second = {"day": 50, "withdraw": True}, {"day": 20, "offensive": 300}
    assert of(first, second).events == of(second, first).events
    assert [event.day for event in of(first, second).events] == [20.0, 50.0]


def test_sections_and_dotted_paths_in_set() -> None:
    nested = of({"day": 1, "set": {"grid": {"imports_gw": 2}, "talks": {"mediator": 1}}})
    dotted = of({"day": 1, "set": {"talks.mediator": 1, "grid.imports_gw": 2.0}})
    assert nested.events == dotted.events
    assert nested.digest() == dotted.digest()


def test_set_takes_null_where_it_means_endless() -> None:
    assert of({"day": 1, "set": {"moratorium.terms.days": None}}).events[0].values == {"moratorium.terms.days": None}


def test_offensive_true_takes_the_parameter_also_when_it_is_replaced() -> None:
    scenario = of({"day": 9, "offensive": True})
    assert scenario.events[0].km2 == 1000.0
    assert of({"day": 9, "offensive": True}, **{"kursk.offensive_km2": 400}).events[0].km2 == 400.0
    assert scenario.replace({"kursk.offensive_km2": 250}).events[0].km2 == 250.0
    undrawn = scenario.replace({"kursk.offensive_km2": {"uniform": [500, 900]}})
    assert math.isnan(undrawn.events[0].km2)
    assert undrawn.replace({"kursk.offensive_km2": 600}).events[0].km2 == 600.0


def test_events_are_added_to_those_inherited_unless_dropped() -> None:
    own = {"day": 5, "withdraw": True}
    assert load({"extends": "baseline", "events": [own]}).events == (Event(5.0, None, 0.0, "withdraw"), IMPORTS)
    assert of(own).events == (Event(5.0, None, 0.0, "withdraw"),)


def test_inherited_dates_stay_dates_and_days_stay_days(tmp_path: Any) -> None:
    parent = tmp_path / "parent.yaml"
    parent.write_text("extends: baseline\nevents: [{day: 10, withdraw: true}]\n")
    child = tmp_path / "child.yaml"
    child.write_text("extends: parent.yaml\nstart: 2024-11-30\n")
    assert load(child).events == (Event(1.0, None, 0.0, "set", {"grid.imports_gw": 2.1}), load(parent).events[0])


def test_an_inherited_set_before_the_start_acts_at_the_start() -> None:
    later = load({"extends": "baseline", "start": "2025-01-01"})
    assert later.events == ()
    assert later.values["grid.imports_gw"] == 2.1
    assert str(later.origins["grid.imports_gw"]).startswith("baseline.yaml:")


def test_on_the_start_itself_it_is_still_an_event() -> None:
    assert load({"extends": "baseline", "start": "2024-12-01"}).events == (
        Event(0.0, None, 0.0, "set", {"grid.imports_gw": 2.1}),
    )


def test_a_files_own_word_outlives_an_inherited_set_before_its_start() -> None:
    own = load({"extends": "baseline", "start": "2025-01-01", "grid": {"imports_gw": 1.0}})
    assert own.values["grid.imports_gw"] == 1.0
    assert load({"extends": "baseline", "start": "2025-01-01"}, {"grid.imports_gw": 0}).values["grid.imports_gw"] == 0


def test_of_two_inherited_sets_before_the_start_the_later_date_holds(tmp_path: Any) -> None:
    parent = tmp_path / "parent.yaml"
    parent.write_text("extends: baseline\nevents: [{on: 2024-11-15, set: {grid.imports_gw: 0.5, grid.crews: 3}}]\n")
    child = tmp_path / "child.yaml"
    child.write_text("extends: parent.yaml\nstart: 2025-02-01\n")
    values = load(child).values
    assert (values["grid.imports_gw"], values["grid.crews"]) == (2.1, 3)


def test_other_inherited_events_before_the_start_are_dropped() -> None:
    assert load("near_agreement_aug2024").events[0].action == "offensive"
    later = load({"extends": "near_agreement_aug2024", "start": "2024-09-01"})
    assert [event.action for event in later.events] == ["set"]


def test_an_earlier_start_gives_dropped_events_back(tmp_path: Any) -> None:
    parent = tmp_path / "parent.yaml"
    parent.write_text("extends: baseline\nstart: 2025-01-01\n")
    child = tmp_path / "child.yaml"
    child.write_text("extends: parent.yaml\nstart: 2024-11-01\n")
    assert load(child).events == (Event(30.0, None, 0.0, "set", {"grid.imports_gw": 2.1}),)
    assert load(child).values["grid.imports_gw"] == 1.7


def test_an_own_event_before_the_start_that_a_child_moves_back_is_still_wrong(tmp_path: Any) -> None:
    parent = tmp_path / "parent.yaml"
    parent.write_text("extends: baseline\nevents: [{on: 2024-10-01, withdraw: true}]\n")
    child = tmp_path / "child.yaml"
    child.write_text("extends: parent.yaml\nstart: 2024-09-01\n")
    with pytest.raises(ScenarioError, match=r"parent\.yaml:2:10: events\[1\]\.on: found 2024-10-01, 29 days before"):
        load(child)


def test_a_nearer_set_at_the_same_moment_holds() -> None:
    event = {"on": "2024-12-01", "set": {"grid.imports_gw": 0.0, "grid.crews": 5}}
    scenario = load({"extends": "baseline", "events": [event]})
    assert scenario.events == (Event(32.0, None, 0.0, "set", {"grid.imports_gw": 0.0, "grid.crews": 5}),)


def test_an_inherited_offensive_cannot_be_given_again() -> None:
    event = {"on": "2024-08-06", "offensive": 200}
    with pytest.raises(ScenarioError, match=r"events\[1\]: the same offensive at day 36 is already given"):
        load({"extends": "near_agreement_aug2024", "events": [event]})


def test_events_after_the_horizon_are_kept() -> None:
    assert of({"day": 5000, "withdraw": True}).events[0].day == 5000.0


def test_a_start_by_override_treats_the_files_events_as_inherited() -> None:
    moved = load("near_agreement_aug2024", ["start=2024-09-01"])
    assert moved.start == datetime.date(2024, 9, 1)
    assert [event.day for event in moved.events] == [91.0]


def test_a_signature_writes_its_kind_and_terms() -> None:
    terms = {"kind": "complete", "days": 30, "monitoring": 0.5}
    (event,) = of({"day": 3, "sign": terms}).events
    assert event == Event(
        3.0, None, 0.0, "sign", {"moratorium.terms.days": 30.0, "moratorium.terms.monitoring": 0.5}, target="complete"
    )
    (endless,) = of({"day": 3, "sign": {"kind": "partial", "days": None}}).events
    assert endless.values == {"moratorium.terms.days": None}


def test_an_end_a_stage_and_strikes() -> None:
    scenario = of({"day": 1, "end": True}, {"day": 2, "stage": "drafting"}, *[{"day": 3, "strike": "russia"}] * 2)
    assert [(event.action, event.target) for event in scenario.events] == [
        ("end", ""),
        ("stage", "drafting"),
        ("strike", "russia"),
        ("strike", "russia"),
    ]


def test_every_action_is_written_so_that_it_loads_again(tmp_path: Path) -> None:
    scenario = of(
        {"day": 1, "end": True},
        {"when": {"stage": "drafting"}, "after_days": 2, "sign": {"kind": "complete", "days": None, "monitoring": 0.4}},
        {"day": 2, "stage": "dormant"},
        {"day": 3, "strike": "ukraine"},
        {"day": 3, "strike": "ukraine"},
    )
    (tmp_path / "again.yaml").write_text(scenario.to_yaml())
    again = load(tmp_path / "again.yaml")
    assert again.events == scenario.events
    assert again.digest() == scenario.digest()


def test_only_strikes_may_be_given_twice_at_one_moment() -> None:
    for action in ({"end": True}, {"stage": "drafting"}, {"sign": {"kind": "partial"}}):
        with pytest.raises(ScenarioError, match="is already given"):
            of({"day": 3, **action}, {"day": 3, **action})


def test_an_unknown_key_of_an_event_brings_one_error():
    for event in ({"date": "2024-12-01", "set": {"grid.imports_gw": 2}}, {"day": 3, "foo": 1}):
        with pytest.raises(ScenarioError) as found:
            load({"extends": "baseline", "events": [event]})
        assert len(found.value.problems) == 1, str(found.value)
        assert "is not a key of an event" in str(found.value)
