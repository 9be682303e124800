"""From a file to a hindcast, with every problem told at once, by line and column."""

from __future__ import annotations

import datetime
from pathlib import Path

from sim.scenario import Scenario, ScenarioError, shipped_folder
from sim.scenario.files import read_tree
from sim.scenario.load import load, load_node
from sim.scenario.nodes import Node, entries, fail
from sim.scenario.problems import Problems, nearest
from sim.scenario.read import read_date, read_text
from sim.studies.hindcast.form import DECLARATIONS, Asked, Hindcast
from sim.studies.hindcast.reading_questions import read_asked, read_months

KEYS = ("title", "as_of", "declares", "scenario", "evidence", "caution", "questions", "months")


def shipped_hindcasts() -> tuple[Path, ...]:
    """The files that ship, in order of their names."""
    return tuple(sorted((shipped_folder() / "hindcast").glob("*.yaml")))


def read_hindcast(path: Path, overrides: tuple[str, ...] = ()) -> Hindcast:
    """Read and check one file. Raises ScenarioError."""
    root = read_tree(path, str(path))
    if root.kind != "mapping":
        raise fail(root.origin, f"is not a hindcast; its keys are {', '.join(KEYS)}")
    problems = Problems()
    said = entries(root, "", problems)
    for name, (key, _) in said.items():
        if name not in KEYS:
            problems.add(
                key.origin, name, f"is not a key of a hindcast; allowed: {', '.join(KEYS)}{nearest(name, KEYS)}"
            )
    for name in ("as_of", "declares", "scenario"):
        if name not in said:
            problems.add(
                root.origin, name, "is missing; a hindcast has as_of, declares, scenario, and questions or months"
            )
    problems.raise_any()
    as_of = read_date(said["as_of"][1], "as_of", problems)
    declares = said["declares"][1]
    if declares.kind != "scalar" or declares.text not in DECLARATIONS:
        problems.add(declares.origin, "declares", f"found {declares.found()}; allowed: {' or '.join(DECLARATIONS)}")
    scenario = _scenario(said["scenario"][1], path, overrides, problems)
    evidence = _evidence(said["evidence"][1], problems) if "evidence" in said else {}
    words = {name: read_text(said[name][1], name, problems, 2000) for name in ("title", "caution") if name in said}
    problems.raise_any()
    assert as_of is not None
    assert scenario is not None
    if scenario.start < as_of:
        message = f"starts on {scenario.start}, before as_of {as_of}: a forecast does not begin in its own past"
        problems.add(said["scenario"][1].origin, "scenario", message)
    asked = _asked(said, scenario, problems)
    problems.raise_any()
    return Hindcast(
        path.stem, words.get("title") or scenario.title, as_of, declares.text, scenario, evidence,
        words.get("caution", ""), asked, root.origin,
    )  # fmt: skip


def _scenario(node: Node, path: Path, overrides: tuple[str, ...], problems: Problems) -> Scenario | None:
    """The scenario: a name or a path beside the file, or written out in the file itself."""
    try:
        if node.kind == "mapping":
            return load_node(node, path.stem, path.parent, overrides)
        if node.kind != "scalar" or node.null:
            problems.add(
                node.origin, "scenario", f"found {node.found()}; allowed: a scenario's name, a file, or a mapping"
            )
            return None
        text = node.text
        return load(path.parent / text if text.endswith(".yaml") else text, overrides)
    except ScenarioError as error:
        problems.found += error.problems
        return None


def _evidence(node: Node, problems: Problems) -> dict[str, datetime.date]:
    if node.kind != "mapping":
        problems.add(node.origin, "evidence", f"found {node.found()}; allowed: parameters, or events, each with a date")
        return {}
    found = {
        name: read_date(value, f"evidence.{name}", problems)
        for name, (_, value) in entries(node, "evidence", problems).items()
    }
    return {name: date for name, date in found.items() if date is not None}


def _asked(said: dict[str, tuple[Node, Node]], scenario: Scenario, problems: Problems) -> tuple[Asked, ...]:
    asked: list[Asked] = []
    if "questions" in said:
        asked += read_asked(said["questions"][1], scenario, problems)
    if "months" in said:
        asked += read_months(said["months"][1], scenario, problems)
    names = [one.name for one in asked]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        problems.add(next(iter(said.values()))[0].origin, f"questions.{twice[0]}", "is asked twice")
    if not asked and not problems.found:
        problems.add(next(iter(said.values()))[0].origin, "questions", "are missing; a hindcast asks something")
    return tuple(asked)
