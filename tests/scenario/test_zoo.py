"""A zoo of bad files, one broken rule each: the whole message is held, with line, column, path and cure."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from sim.scenario import ScenarioError, load

HERE = Path(__file__).parent
EXPECTED: dict[str, list[str]] = yaml.safe_load((HERE / "zoo.yaml").read_text(encoding="utf-8"))


def test_the_zoo_is_large_and_every_animal_is_described() -> None:
    assert len(EXPECTED) >= 100
    assert {path.stem for path in (HERE / "zoo").glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_message(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE / "zoo")
    with pytest.raises(ScenarioError) as caught:
        load(f"{name}.yaml")
    assert str(caught.value).splitlines() == EXPECTED[name]
    assert [str(problem) for problem in caught.value.problems] == EXPECTED[name]


def test_all_errors_of_a_file_and_of_the_overrides_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE / "zoo")
    with pytest.raises(ScenarioError) as caught:
        load("several_at_once.yaml", ["talks.mediatr=1"])
    lines = str(caught.value).splitlines()
    assert lines[0] == "--set: talks.mediatr: is not a parameter; did you mean talks.mediator?"
    assert lines[1:] == EXPECTED["several_at_once"]


def test_a_flood_of_errors_is_cut_with_their_number(tmp_path: Path) -> None:
    file = tmp_path / "flood.yaml"
    file.write_text("extends: baseline\nkursk:\n" + "".join(f"  x{n}: 1\n" for n in range(150)), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(file)
    assert len(caught.value.problems) == 101
    assert str(caught.value).splitlines()[-1] == f"{file}: and 50 more problems"
