"""Mutated files thrown at the loader: only a ScenarioError ever comes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.scenario import REGISTRY, Scenario, ScenarioError, load, shipped, shipped_folder

SHIPPED = [(shipped_folder() / f"{name}.yaml").read_text(encoding="utf-8") for name in shipped()]
ZOO = [path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "zoo").glob("*.yaml")]
FRAGMENTS = st.sampled_from(
    [
        *(
            "\n",
            " ",
            "  ",
            "\t",
            ":",
            ": ",
            "- ",
            "? ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "#",
            "&a ",
            "*a",
            "!!x ",
            "|",
            ">",
            "%",
        ),
        *(
            "'",
            '"',
            "\\",
            "---\n",
            "...\n",
            "<<: ",
            "\0",
            "\x07",
            "\u2028",
            "\ufeff",
            "\U0001f4a5",
            "0x1F",
            "1:30",
            "1e999",
        ),
        *(
            ".nan",
            "-.inf",
            "null",
            "~",
            "yes",
            "no",
            "on: ",
            "day: ",
            "when: ",
            "set: ",
            "range",
            "-1",
            "1e-400",
            "010",
        ),
        *("{uniform: [1, 2]}", "{choice: []}", "extends: baseline\n", "events:\n", "ceilings:\n", "true", "2024-02-30"),
        *(f"{path}: " for path in list(REGISTRY)[::7]),
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A shipped or bad file with pieces deleted, doubled, moved or put in."""
    text = draw(st.sampled_from(SHIPPED + ZOO))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        how = draw(st.sampled_from(["cut", "double", "insert", "swap"]))
        piece = {"cut": "", "double": text[start:end] * 2, "swap": text[start:end][::-1]}.get(how)
        text = text[:start] + (draw(FRAGMENTS | st.text(max_size=5)) if piece is None else piece) + text[end:]
    return text


def told(error: ScenarioError) -> None:
    assert error.problems
    assert all(problem.message and "\n" not in str(problem) for problem in error.problems)


def survives(path: Path) -> None:
    try:
        scenario = load(path)
    except ScenarioError as error:
        told(error)
        return
    assert isinstance(scenario, Scenario)
    assert set(scenario.values) == set(REGISTRY)
    path.write_text(scenario.to_yaml(), encoding="utf-8")
    assert load(path).digest() == scenario.digest()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "file.yaml"


@given(text=mutated())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mutated_files(text: str, file: Path) -> None:
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    survives(file)


@given(content=st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_bytes(content: bytes, file: Path) -> None:
    file.write_bytes(content)
    survives(file)


KEYS = st.sampled_from(
    [*REGISTRY, "title", "start", "events", "on", "day", "when", "set", "stage", "extends", "ceilings", "uniform"]
) | st.text(max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10) | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=15,
)


@given(mapping=st.dictionaries(KEYS, JSON, max_size=6), overrides=st.dictionaries(KEYS, JSON, max_size=3))
@settings(max_examples=80, deadline=None)
def test_any_python_mapping(mapping: dict[str, object], overrides: dict[str, object]) -> None:
    try:
        assert load({"extends": "baseline", **mapping}, overrides)
    except ScenarioError as error:
        told(error)


@given(text=st.text(max_size=40) | st.builds("{}={}".format, st.sampled_from(list(REGISTRY)), st.text(max_size=20)))
@settings(max_examples=80, deadline=None)
def test_any_override(text: str) -> None:
    try:
        assert load("baseline", [text])
    except ScenarioError as error:
        told(error)
