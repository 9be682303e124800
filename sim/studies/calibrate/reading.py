"""From a file to a calibration, with every problem told at once, by line and column."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

from sim.record import Record, RecordError
from sim.scenario import Scenario, ScenarioError, shipped_folder
from sim.scenario.files import read_tree
from sim.scenario.load import load, load_node
from sim.scenario.nodes import Node, entries, fail
from sim.scenario.problems import Problems, nearest
from sim.scenario.questions import check_questions, may_be_never
from sim.scenario.questions.question import Question
from sim.scenario.read import read_date, read_number, read_text
from sim.studies.calibrate.form import Calibration, Summary

KEYS = ("title", "as_of", "periods", "summaries")
SUMMARY_KEYS = ("period", "ask", "observed", "discrepancy")
SHIPPED = "record_to_october_2024"


def shipped_calibration() -> Path:
    """The file that ships."""
    return shipped_folder() / "calibration" / f"{SHIPPED}.yaml"


def read_calibration(path: Path, record: Record) -> Calibration:
    """Read and check one file; rows must have been published by its as-of date. Raises ScenarioError."""
    root = read_tree(path, str(path))
    if root.kind != "mapping":
        raise fail(root.origin, f"is not a calibration; its keys are {', '.join(KEYS)}")
    problems = Problems()
    said = entries(root, "", problems)
    for name, (key, _) in said.items():
        if name not in KEYS:
            problems.add(
                key.origin, name, f"is not a key of a calibration; allowed: {', '.join(KEYS)}{nearest(name, KEYS)}"
            )
    for name in KEYS[1:]:
        if name not in said:
            problems.add(root.origin, name, f"is missing; a calibration has {', '.join(KEYS[1:])}")
    problems.raise_any()
    as_of = read_date(said["as_of"][1], "as_of", problems)
    title = read_text(said["title"][1], "title", problems, 200) if "title" in said else path.stem
    periods = _periods(said["periods"][1], path, problems)
    problems.raise_any()
    assert as_of is not None
    summaries = _summaries(said["summaries"][1], periods, as_of, record, problems)
    problems.raise_any()
    return Calibration(path.stem, title, as_of, periods, summaries)


def _periods(node: Node, path: Path, problems: Problems) -> dict[str, Scenario]:
    found: dict[str, Scenario] = {}
    listed = entries(node, "periods", problems) if node.kind == "mapping" else {}
    for name, (_, value) in listed.items():
        try:
            found[name] = load_node(value, name, path.parent) if value.kind == "mapping" else load(value.text)
        except ScenarioError as error:
            problems.found += error.problems
    if not listed:
        problems.add(node.origin, "periods", f"found {node.found()}; allowed: names, each with a scenario")
    return found


def _summaries(
    node: Node, periods: dict[str, Scenario], as_of: date, record: Record, problems: Problems
) -> tuple[Summary, ...]:
    listed = entries(node, "summaries", problems) if node.kind == "mapping" else {}
    made = [_summary(name, value, periods, as_of, record, problems) for name, (_, value) in listed.items()]
    if len(listed) < 2:
        problems.add(node.origin, "summaries", "a calibration needs two summaries or more")
    return tuple(one for one in made if one is not None)


def _summary(
    name: str, node: Node, periods: dict[str, Scenario], as_of: date, record: Record, problems: Problems
) -> Summary | None:
    path = f"summaries.{name}"
    said = {key: value for key, (_, value) in entries(node, path, problems).items()} if node.kind == "mapping" else {}
    for key in said:
        if key not in SUMMARY_KEYS:
            problems.add(node.origin, f"{path}.{key}", f"is not known here; allowed: {', '.join(SUMMARY_KEYS)}")
    if not set(SUMMARY_KEYS) <= set(said):
        problems.add(node.origin, path, f"needs {', '.join(SUMMARY_KEYS)}")
        return None
    period = said["period"].text
    if period not in periods:
        problems.add(said["period"].origin, f"{path}.period", f"found {period}; allowed: {', '.join(periods)}")
        return None
    question = Question(name, " ".join(said["ask"].text.split()), said["ask"].origin)
    scenario = periods[period]
    checked = check_questions([question], scenario.start, scenario.horizon_days, problems)
    discrepancy = read_number(said["discrepancy"], f"{path}.discrepancy", problems, "a number above 0")
    seen = _observed(said["observed"], path, as_of, record, problems)
    if not checked or discrepancy is None or seen is None:
        return None
    if may_be_never(checked[0]) or discrepancy <= 0:
        problems.add(node.origin, path, "asks for a number or what is true or false, with a discrepancy above 0")
        return None
    value, low, high, source = seen
    return Summary(name, period, checked[0], value, (high - low) / math.sqrt(12), discrepancy, source)


def _observed(
    node: Node, path: str, as_of: date, record: Record, problems: Problems
) -> tuple[float, float, float, str] | None:
    """Value, low, high and source, from a row published in time or as stated."""
    if node.kind == "scalar":
        try:
            row = record.as_of(as_of).row(node.text)
        except RecordError as error:
            problems.add(node.origin, f"{path}.observed", str(error))
            return None
        low, high = (row.value if end is None else end for end in (row.low, row.high))
        return row.value, low, high, row.source
    said = {key: value for key, (_, value) in entries(node, path, problems).items()} if node.kind == "mapping" else {}
    if not {"value", "source"} <= set(said):
        problems.add(node.origin, f"{path}.observed", "is a row of the record, or value, low, high and source")
        return None
    numbers = {}
    for key in ("value", "low", "high"):
        if key in said:
            truth = {"true": 1.0, "false": 0.0}.get(said[key].text)
            number = truth if truth is not None else read_number(said[key], f"{path}.observed.{key}", problems)
            if number is None:
                return None
            numbers[key] = number
    value = numbers["value"]
    return value, numbers.get("low", value), numbers.get("high", value), said["source"].text
