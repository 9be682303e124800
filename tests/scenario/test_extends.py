"""Chains of `extends`: values, names, places, and errors in the file that said it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario import REGISTRY, ScenarioError, load, parent_of


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_only_what_differs_changes(tmp_path: Path) -> None:
    child = load(write(tmp_path, "child", "extends: baseline\nkursk:\n  area_km2: 300\n"))
    base = load("baseline")
    assert [difference.path for difference in child.differences(base)] == ["kursk.area_km2"]
    assert (child.start, child.horizon_days, child.ceilings) == (base.start, base.horizon_days, base.ceilings)
    assert child.parent == "baseline"


def test_the_nearest_file_holds_through_a_chain(tmp_path: Path) -> None:
    write(tmp_path, "a", "extends: baseline\nhorizon_days: 100\ntalks: {mediator: 0.1}\nkursk: {area_km2: 700}\n")
    write(tmp_path, "b", "extends: a.yaml\ntalks: {mediator: 0.2}\nceilings: {round: 1}\n")
    scenario = load(write(tmp_path, "c", "extends: b.yaml\ntalks:\n  round_days: 9\nceilings: {offensive: 2}\n"))
    assert scenario.values["talks.mediator"] == 0.2
    assert scenario.values["kursk.area_km2"] == 700.0
    assert scenario.values["talks.round_days"] == 9.0
    assert scenario.horizon_days == 100
    assert (scenario.ceilings["round"], scenario.ceilings["offensive"]) == (1.0, 2.0)


def test_paths_are_relative_to_the_file_that_says_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "shared/wide", "extends: baseline\nkursk: {area_km2: 800}\n")
    child = write(tmp_path, "mine/child", "extends: ../shared/wide.yaml\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    scenario = load(child)
    assert scenario.values["kursk.area_km2"] == 800.0
    parent = parent_of(scenario)
    assert parent is not None
    assert parent.digest() == scenario.digest()


def test_a_file_may_have_the_name_of_the_shipped_one_that_it_extends(tmp_path: Path) -> None:
    scenario = load(write(tmp_path, "baseline", "extends: baseline\ntitle: My own\nkursk: {area_km2: 1}\n"))
    assert (scenario.title, scenario.values["kursk.area_km2"]) == ("My own", 1.0)


def test_without_extends_every_value_is_the_default(tmp_path: Path) -> None:
    scenario = load(write(tmp_path, "alone", "start: 2025-01-01\ntitle: Alone\n"))
    assert scenario.values == {path: parameter.default for path, parameter in REGISTRY.items()}
    assert (scenario.events, scenario.parent, scenario.horizon_days) == ((), None, 365)
    assert parent_of(scenario) is None


def test_text_is_each_files_own(tmp_path: Path) -> None:
    scenario = load(write(tmp_path, "a_quiet_child", "extends: baseline\n"))
    assert (scenario.title, scenario.question, scenario.conditions) == ("a quiet child", "", ())


def test_origins_name_the_file_and_line_that_said_it(tmp_path: Path) -> None:
    scenario = load(write(tmp_path, "child", "extends: baseline\n\nkursk:\n  loss_per_day: 0\n"), ["talks.mediator=1"])
    assert str(scenario.origins["kursk.loss_per_day"]) == f"{tmp_path / 'child.yaml'}:4:17"
    assert scenario.origins["kursk.area_km2"].file == "baseline.yaml"
    assert str(scenario.origins["talks.mediator"]) == "--set"
    assert str(scenario.origins["grid.crews"]) == "default"


def test_answers_without_end_over_two_files_point_at_the_nearer(tmp_path: Path) -> None:
    write(tmp_path, "a", "extends: baseline\nstrikes: {reciprocity: {russia_by_russia: 0.9}}\n")
    child = write(tmp_path, "b", "extends: a.yaml\n\nstrikes: {reciprocity: {ukraine_by_russia: 4}}\n")
    with pytest.raises(ScenarioError) as caught:
        load(child)
    assert str(caught.value).startswith(f"{child}:3:44: strikes.reciprocity: found russia_by_russia 0.9")


def test_a_long_chain_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "f0", "extends: baseline\n")
    for place in range(1, 25):
        write(tmp_path, f"f{place}", f"extends: f{place - 1}.yaml\n")
    assert load(tmp_path / "f15.yaml")
    with pytest.raises(ScenarioError, match="makes a chain of more than 20 files"):
        load(tmp_path / "f24.yaml")


def test_a_circle_by_way_of_a_link(tmp_path: Path) -> None:
    path = write(tmp_path, "a", "extends: b.yaml\n")
    (tmp_path / "b.yaml").symlink_to(path)
    with pytest.raises(ScenarioError, match=r"leads back to .*b\.yaml; a scenario cannot extend itself"):
        load(path)


def crowd(folder: Path, files: int, event: str) -> Path:
    """A chain of files with 499 events each."""
    for number in range(files):
        events = "".join(f"  - {event.format(place=place, number=number)}\n" for place in range(499))
        path = write(
            folder, f"f{number}", f"extends: {f'f{number - 1}.yaml' if number else 'baseline'}\nevents:\n{events}"
        )
    return path


@pytest.mark.slow
def test_more_events_than_a_resolved_file_may_hold_are_refused(tmp_path: Path) -> None:
    """The resolved file of a results folder must load again; and the check looks at each event once."""
    path = crowd(tmp_path, 18, "{{day: {place}.{number:02d}, set: {{talks.mediator: 0.5}}}}")
    with pytest.raises(ScenarioError, match=r"found 8,98\d events with those inherited; allowed: at most 500"):
        load(path)


def test_equal_events_are_each_told_once(tmp_path: Path) -> None:
    path = crowd(tmp_path, 1, "{{day: 3, set: {{talks.mediator: 0.5}}}}")
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert len(caught.value.problems) == 101
    assert "and 398 more problems" in str(caught.value)


def test_a_child_s_set_takes_its_place_from_every_older_one(tmp_path: Path) -> None:
    write(tmp_path, "a", "extends: baseline\nevents:\n  - {day: 3, set: {talks.mediator: 0.1, grid.imports_gw: 1}}\n")
    write(tmp_path, "b", "extends: a.yaml\nevents:\n  - {day: 3, set: {talks.mediator: 0.2}}\n")
    path = write(tmp_path, "c", "extends: b.yaml\nevents:\n  - {day: 3, set: {talks.mediator: 0.3}}\n")
    assert sorted(tuple(event.values.items()) for event in load(path).events if event.day == 3) == [
        (("grid.imports_gw", 1.0),),
        (("talks.mediator", 0.3),),
    ]
