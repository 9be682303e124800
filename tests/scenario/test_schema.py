"""The JSON Schema: valid itself, at one with the loader on every shipped and every broken file, and current."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sim.scenario import REGISTRY, ScenarioError, load, shipped, shipped_folder
from sim.scenario.schema import schema, schema_text

from .trees import tree

ZOO = Path(__file__).parent / "zoo"
VALIDATOR = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)

# What holds between values, events or files, or between the signs of a file, no schema of one file's tree can say.
BEYOND_A_SCHEMA = {
    "answers_without_end": "a rule on four values together",
    "answers_without_end_after_an_event": "a rule on values and events together",
    "answers_without_end_in_a_distribution": "a rule on values and distributions together",
    "demand_below_nothing_in_summer": "a rule on two values together",
    "distribution_beyond_what_is_allowed": "where a normal distribution is cut",
    "distribution_upside_down": "the order of numbers in a list",
    "event_before_the_start": "a date against another",
    "event_set_twice_at_once": "two events together",
    "event_twice": "two events together",
    "sign_twice_at_once": "two events together",
    "extends_a_missing_file": "another file",
    "extends_in_a_circle": "another file",
    "extends_in_a_circle_too": "another file",
    "extends_itself": "another file",
    "said_by_path_and_in_its_section": "one parameter under two keys",
    "duplicate_key": "a tree has a key once",
    "duplicate_section": "a tree has a key once",
    "title_with_control_signs": "signs that cannot be printed",
}


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_file_in_the_repository_is_current() -> None:
    """Write it anew with `moratorium schema --out scenarios/schema.json`."""
    assert (shipped_folder() / "schema.json").read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_file_is_valid_and_names_the_schema(name: str) -> None:
    file = shipped_folder() / f"{name}.yaml"
    assert [error.message for error in VALIDATOR.iter_errors(tree(file))] == []
    assert file.read_text(encoding="utf-8").splitlines()[0] == "# yaml-language-server: $schema=schema.json"


@pytest.mark.parametrize("file", sorted(ZOO.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_broken_file_is_refused(file: Path) -> None:
    try:
        content = tree(file)
    except ScenarioError:
        assert file.stem not in BEYOND_A_SCHEMA
        return  # no YAML, or none that a scenario may use: no tree to look at
    assert VALIDATOR.is_valid(content) == (file.stem in BEYOND_A_SCHEMA)


@pytest.mark.parametrize("path", REGISTRY)
def test_each_parameter_has_its_description_its_limits_and_its_forms(path: str) -> None:
    parameter = REGISTRY[path]
    described = schema()["$defs"][path]
    assert parameter.sentence in described["description"]
    assert described["default"] == parameter.default
    section, _, name = path.rpartition(".")
    for value, right in _examples(path):
        nested: object = value
        for word in reversed(path.split(".")):
            nested = {word: nested}
        assert isinstance(nested, dict)
        for form in (nested, {path: value}):
            assert VALIDATOR.is_valid({"extends": "baseline", **form}) == right, (form, name, section)


def _examples(path: str) -> list[tuple[object, bool]]:
    """Values of a parameter, and whether each is right."""
    parameter = REGISTRY[path]
    made: list[tuple[object, bool]] = [
        (parameter.default, True),
        ({"value": parameter.default, "source": "a letter"}, True),
        ({"value": parameter.default}, False),
        ({"value": parameter.default, "source": ""}, False),
        ("not a word of it", False),
        ([1], False),
        (None, parameter.nullable),
    ]
    if parameter.numeric:
        low, high = float(parameter.allowed[0]), float(parameter.allowed[1])
        made += [(parameter.allowed[0], True), (parameter.allowed[1], True), (low - 1, False), (high + 1, False)]
        made += [({"uniform": [low, high]}, True), ({"uniform": [low, high + 1]}, False), ({"uniform": [low]}, False)]
        made += [("range", parameter.range is not None), ({"gauss": [0, 1]}, False)]
    return made


def test_what_the_loader_takes_the_schema_takes(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "extends: baseline\nwithout: [C6]\nmoratorium.terms: {days: null}\ntalks: {mediator: range, channel_open: no}\n"
        "grid: {imports_gw: {value: {uniform: [1, 2]}, source: a letter}}\nsweep: {vary: {trust.initial: [0, 1]}}\n"
        "events:\n  - {when: {stage: near_agreed}, after_days: 7, withdraw: true}\n  - {day: 3, offensive: 100}\n"
        "  - {on: 2025-01-20, set: {talks.mediator: 1, moratorium: {terms: {days: 30}}}}\nceilings: {round: 1}\n",
        encoding="utf-8",
    )
    load(file)
    assert [error.message for error in VALIDATOR.iter_errors(tree(file))] == []
