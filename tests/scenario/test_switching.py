"""Conditions switched off: `without` in a file, what it refuses, and that each switch does what the list says."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from sim.scenario import CONDITIONS, REGISTRY, SWITCHABLE, ScenarioError, load
from sim.scenario.parameter import Parameter

ALL_ACT = {
    "extends": "near_agreement_aug2024",
    "events": [{"day": 3, "set": {"willingness.kursk": 2, "talks.mediator": 1}}],
}


def test_the_list_is_whole() -> None:
    assert list(CONDITIONS) == [f"C{number}" for number in range(1, 13)]
    for one in CONDITIONS.values():
        assert all((one.states, one.mechanism, one.test))
        assert bool(one.off) != bool(one.no_switch)


@pytest.mark.parametrize("name", SWITCHABLE)
def test_a_switch_gives_values_that_a_file_may_say(name: str) -> None:
    for switch in CONDITIONS[name].off:
        assert load("baseline", {switch.path: switch.value}).values[switch.path] == switch.value


@pytest.mark.parametrize("name", SWITCHABLE)
def test_without_is_the_switch_written_out(name: str) -> None:
    off = load({**ALL_ACT, "without": [name]})
    on = load(ALL_ACT)
    assert off.without == (name,)
    assert name not in off.acting()
    written = {s.path: s.value for s in CONDITIONS[name].off if s.only_from in (None, on.values[s.path])}
    assert off.values == {**on.values, **written}
    assert [e for e in off.events if e.action in CONDITIONS[name].drops] == []
    assert off == dataclasses.replace(
        on.without_conditions([name]), name=off.name, sweep=off.sweep, parent=off.parent, folder=off.folder
    )


def test_a_switch_holds_against_events() -> None:
    off = load({**ALL_ACT, "without": ["C2", "C6"]})
    assert [event.values for event in off.events] == [{"talks.mediator": 1.0}, {"grid.imports_gw": 2.1}]
    alone = load({"extends": "baseline", "without": ["C6"], "events": [{"day": 3, "set": {"willingness.kursk": 2}}]})
    assert len(alone.events) == len(load("baseline").events)


def test_a_moratorium_that_is_no_understanding_stays_without_c3() -> None:
    assert load("baseline", ["without=[C3]"]).values["moratorium.initial"] == "none"
    assert load("baseline", ["without=[C3]", "moratorium.initial=partial"]).values["moratorium.initial"] == "partial"


def test_without_is_inherited_and_can_be_taken_back(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("extends: baseline\nwithout: [C7, C6]\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("extends: a.yaml\ntitle: B\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("extends: a.yaml\nwithout: []\n", encoding="utf-8")
    assert load(tmp_path / "b.yaml").without == ("C6", "C7")
    assert load(tmp_path / "b.yaml").digest() == load(tmp_path / "a.yaml").digest()
    assert load(tmp_path / "c.yaml").digest() == load("baseline").digest()
    written = tmp_path / "written.yaml"
    written.write_text(load(tmp_path / "b.yaml").to_yaml(), encoding="utf-8")
    assert load(written).without == ("C6", "C7")
    assert load(written).digest() == load(tmp_path / "a.yaml").digest()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["without=[C5]"], "C5 has no switch: it is what is left of supply"),
        (["without=[C13]"], "found C13; allowed: C1, C2, C3, C4, C6"),
        (["without=C6"], "found C6; allowed: a list"),
        (["without=[C6]", "willingness.kursk=1"], "without switches C6 off, which makes it 0; leave one of the two"),
    ],
)
def test_what_cannot_be_switched_off_is_refused(given: list[str], said: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        load("baseline", given)
    assert said in str(caught.value)


def test_every_parameter_has_all_that_explain_tells() -> None:
    for parameter in REGISTRY.values():
        lacking = [
            name for name in ("unit", "role", "basis", "source", "data_to", "sentence") if not _has(parameter, name)
        ]
        assert not lacking, (parameter.path, lacking)
        assert parameter.range is not None or parameter.no_range, parameter.path


def _has(parameter: Parameter, name: str) -> bool:
    return bool(str(getattr(parameter, name)).strip())
