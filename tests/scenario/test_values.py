"""Values are read as they are meant, whatever YAML 1.1 would make of them."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import pytest
import yaml

from sim.scenario import Scenario, ScenarioError, load


def of(tmp_path: Path, text: str) -> Scenario:
    path = tmp_path / "file.yaml"
    path.write_text(f"extends: baseline\n{text}\n", encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("true", True), ("True", True), ("yes", True), ("on", True), ("false", False), ("no", False), ("OFF", False)],
)
def test_switches(tmp_path: Path, word: str, meant: bool) -> None:
    assert of(tmp_path, f"talks.channel_open: {word}").values["talks.channel_open"] is meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("0", 0.0), ("1e-3", 0.001), ("5.", 5.0), (".5", 0.5), ("+2", 2.0), ("1.5E+0", 1.5), ("-0.0", 0.0)],
)
def test_numbers(tmp_path: Path, written: str, meant: float) -> None:
    value = of(tmp_path, f"grid.imports_gw: {written}").values["grid.imports_gw"]
    assert type(value) is float
    assert str(value) == str(meant)


def test_whole_numbers_are_integers(tmp_path: Path) -> None:
    scenario = of(tmp_path, "grid.crews: 1e6\nmoratorium.tacit.tolerance: 1000000000")
    assert scenario.values["grid.crews"] == 1_000_000
    assert type(scenario.values["grid.crews"]) is int
    assert type(scenario.values["moratorium.tacit.tolerance"]) is int


def test_null_is_an_endless_term(tmp_path: Path) -> None:
    assert of(tmp_path, "moratorium.terms.days: null").values["moratorium.terms.days"] is None
    assert of(tmp_path, "moratorium.terms.days: ~").values["moratorium.terms.days"] is None


def test_an_empty_value_is_not_null(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"moratorium\.terms\.days: found nothing; allowed: a number from 0\.1"):
        of(tmp_path, "moratorium.terms.days:")


@pytest.mark.parametrize("word", ["none", "'none'", '"none"'])
def test_words_in_quotes_or_not(tmp_path: Path, word: str) -> None:
    assert of(tmp_path, f"moratorium.initial: {word}").values["moratorium.initial"] == "none"


@pytest.mark.parametrize("date", ["2024-12-01", "'2024-12-01'"])
def test_dates(tmp_path: Path, date: str) -> None:
    assert of(tmp_path, f"start: {date}").start == datetime.date(2024, 12, 1)


def test_on_is_a_key_in_a_file_and_in_what_a_yaml_loader_made_of_one(tmp_path: Path) -> None:
    text = "events:\n  - on: 2024-12-05\n    withdraw: on\n"
    loaded = yaml.safe_load(f"extends: baseline\n{text}")
    assert True in loaded["events"][0]
    assert of(tmp_path, text).events == load(loaded).events
    assert load(loaded).events[-1].day == 36.0


def test_a_title_is_text_whatever_it_looks_like(tmp_path: Path) -> None:
    assert of(tmp_path, "title: 2024").title == "2024"
    assert of(tmp_path, "title: no").title == "no"
    assert of(tmp_path, "title: <script>alert(1)</script>").title == "<script>alert(1)</script>"
    assert of(tmp_path, "question: >-\n  Why\n  not?").question == "Why not?"


def test_title_defaults_to_the_name() -> None:
    assert load({"extends": "baseline"}).title == "scenario"


def test_python_values(tmp_path: Path) -> None:
    scenario = load(
        {
            "extends": "baseline",
            "start": datetime.date(2024, 11, 1),
            "grid": {"imports_gw": np.float64(2.0), "crews": np.int64(20)},
            "talks": {"channel_open": np.bool_(False)},
            "conditions": ("C6", "C1"),
        }
    )
    assert scenario.start == datetime.date(2024, 11, 1)
    assert scenario.values["grid.imports_gw"] == 2.0
    assert scenario.values["grid.crews"] == 20
    assert scenario.values["talks.channel_open"] is False
    assert scenario.conditions == ("C1", "C6")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "2.0", True, object(), 10**400, [1], b"1"])
def test_python_values_that_are_none(value: object) -> None:
    with pytest.raises(ScenarioError, match=r"^mapping: "):
        load({"extends": "baseline", "grid": {"imports_gw": value}})


def test_a_mapping_that_holds_itself() -> None:
    mapping: dict[str, object] = {"extends": "baseline"}
    mapping["kursk"] = mapping
    with pytest.raises(ScenarioError, match="nested more than 20 deep"):
        load(mapping)
