"""One file of a chain of ``extends``, read and checked by itself."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from sim.scenario.calibrated import read_sets
from sim.scenario.clocks import CEILING_LIMITS, CLOCKS
from sim.scenario.distribution import Distribution
from sim.scenario.events import Said, read_events
from sim.scenario.names import read_name
from sim.scenario.nodes import Node, entries, fail
from sim.scenario.problems import Origin, Problems, nearest
from sim.scenario.questions import Question, read_questions
from sim.scenario.read import read_boolean, read_date, read_number, read_text, show
from sim.scenario.registry import CONDITIONS, SECTIONS, SWITCHABLE
from sim.scenario.sections import Stated, known, nearest_path, read_parameters
from sim.scenario.sweep_block import SweepBlock, read_sweep

HEADS = (
    "name",
    "title",
    "question",
    "start",
    "horizon_days",
    "conditions",
    "without",
    "extends",
    "events",
    "inherit_events",
    "ceilings",
    "uncertain",
    "sweep",
    "questions",
)
"""Keys of a scenario file that are not sections of parameters."""

UNCERTAIN = ("all", "none")

MAX_HORIZON = 36_500
TITLE_LENGTH, QUESTION_LENGTH = 200, 1000


@dataclass
class Layer:
    """What one file says, each thing with its origin; None or empty where it says nothing."""

    file: str
    folder: Path | None = None
    name: str = ""
    title: str = ""
    question: str = ""
    extends: tuple[str, Origin] | None = None
    start: tuple[datetime.date, Origin] | None = None
    horizon_days: tuple[int, Origin] | None = None
    conditions: tuple[str, ...] = ()
    without: tuple[tuple[str, ...], Origin] | None = None
    inherit_events: bool = True
    uncertain: str = ""
    """all, none, or sets: those of a calibration."""
    sets: dict[str, Distribution] = field(default_factory=dict)
    sweep: SweepBlock | None = None
    questions: tuple[Question, ...] = ()
    parameters: Stated = field(default_factory=dict)
    events: list[Said] = field(default_factory=list)
    ceilings: dict[str, tuple[float, Origin]] = field(default_factory=dict)


def refuse_strangers(root: Node) -> None:
    """Raise unless the tree looks like a scenario, without quoting anything of what is not one."""
    if root.kind == "scalar" and root.plain and root.text == "":
        raise fail(root.origin, "is empty; a scenario begins with title: and extends: or start:")
    keys = [key.text for key, _ in root.pairs if key.kind == "scalar"]
    familiar = sum(key in HEADS or known(key) for key in keys)
    if root.kind != "mapping" or familiar == 0 or 2 * familiar < len(root.pairs):
        raise fail(root.origin, f"is not a scenario; its keys are {', '.join((*HEADS, *SECTIONS))}")


def read_layer(root: Node, file: str, folder: Path | None, problems: Problems) -> Layer:
    """Read one file. Raises ScenarioError if it is no scenario at all; notes everything else."""
    refuse_strangers(root)
    layer = Layer(file, folder)
    rest: list[tuple[Node, Node]] = []
    for name, (key, value) in entries(root, "", problems).items():
        if name in HEADS:
            _read_head(name, value, layer, problems)
        elif known(name) or "." in name:
            rest.append((key, value))
        else:
            problems.add(key.origin, name, f"is not a key of a scenario{nearest_path(name, HEADS)}")
    sections = Node("mapping", root.origin, pairs=tuple(rest))
    read_parameters(sections, "", problems, layer.parameters)
    return layer


def _read_head(name: str, node: Node, layer: Layer, problems: Problems) -> None:
    origin = node.origin
    if name == "name":
        layer.name = read_name(node, problems)
    elif name == "title":
        layer.title = read_text(node, name, problems, TITLE_LENGTH)
    elif name == "question":
        layer.question = read_text(node, name, problems, QUESTION_LENGTH)
    elif name == "start":
        date = read_date(node, name, problems)
        layer.start = (date, origin) if date else None
    elif name == "horizon_days":
        days = _read_horizon(node, problems)
        layer.horizon_days = (days, origin) if days else None
    elif name == "conditions":
        layer.conditions = _read_conditions(node, name, tuple(CONDITIONS), "C1 to C12", problems)
    elif name == "without":
        layer.without = (_read_conditions(node, name, SWITCHABLE, ", ".join(SWITCHABLE), problems), origin)
    elif name == "extends":
        if node.kind == "scalar" and not node.null:
            layer.extends = (node.text, origin)
        else:
            problems.add(origin, name, f"found {node.found()}; allowed: a shipped scenario or a .yaml file")
    elif name == "events":
        layer.events = read_events(node, problems)
    elif name == "inherit_events":
        layer.inherit_events = read_boolean(node, name, problems) is not False
    elif name == "uncertain":
        if node.kind == "scalar" and node.text in UNCERTAIN:
            layer.uncertain = node.text
        elif node.kind == "scalar" and not node.null and ("/" in node.text or "\\" in node.text):
            layer.uncertain, layer.sets = "sets", read_sets(node, layer.folder, problems)
        else:
            problems.add(
                origin, name, f"found {node.found()}; allowed: {', '.join(UNCERTAIN)}, or a calibration's folder"
            )
    elif name == "sweep":
        layer.sweep = read_sweep(node, problems)
    elif name == "questions":
        layer.questions = read_questions(node, problems)
    else:
        layer.ceilings = _read_ceilings(node, problems)


def _read_horizon(node: Node, problems: Problems) -> int | None:
    allowed = f"a whole number of days from 1 to {show(MAX_HORIZON)}"
    days = read_number(node, "horizon_days", problems, allowed)
    if days is not None and not (days.is_integer() and 1 <= days <= MAX_HORIZON):
        problems.add(node.origin, "horizon_days", f"found {node.found()}; allowed: {allowed}")
        return None
    return None if days is None else int(days)


def _read_conditions(
    node: Node, name: str, known: tuple[str, ...], allowed: str, problems: Problems
) -> tuple[str, ...]:
    if node.kind != "list":
        problems.add(node.origin, name, f"found {node.found()}; allowed: a list, such as [C1, C6]")
        return ()
    right = []
    for item in node.items:
        if item.kind == "scalar" and item.text in known:
            right.append(item.text)
        else:
            why = CONDITIONS[item.text].no_switch if item.kind == "scalar" and item.text in CONDITIONS else ""
            reason = f"; {item.text} has no switch: {why}" if why else ""
            problems.add(item.origin, name, f"found {item.found()}; allowed: {allowed}{reason}")
    return tuple(sorted(set(right), key=known.index))


def _read_ceilings(node: Node, problems: Problems) -> dict[str, tuple[float, Origin]]:
    if node.kind != "mapping":
        problems.add(node.origin, "ceilings", f"found {node.found()}; allowed: {{clock: rate}}")
        return {}
    read: dict[str, tuple[float, Origin]] = {}
    low, high = CEILING_LIMITS
    allowed = f"a number from {show(low)} to {show(high)} (1/d)"
    for name, (key, value) in entries(node, "ceilings", problems).items():
        path = f"ceilings.{name}"
        if name not in CLOCKS:
            message = f"is not a clock; allowed: {', '.join(CLOCKS)}{nearest(name, CLOCKS)}"
            problems.add(key.origin, path, message)
            continue
        rate = read_number(value, path, problems, allowed)
        if rate is not None and low <= rate <= high:
            read[name] = (rate, value.origin)
        elif rate is not None:
            problems.add(value.origin, path, f"found {value.found()}; allowed: {allowed}")
    return read
