"""What an event of a scenario does: `set`, `withdraw`, `offensive`, `sign`, `end`, `stage` or `strike`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sim.scenario.clocks import FORMAL_KINDS, SIDES, STAGES
from sim.scenario.nodes import Node, entries
from sim.scenario.problems import Origin, Problems, clip, nearest
from sim.scenario.read import in_words, read_boolean, read_number, read_value, show
from sim.scenario.registry import REGISTRY
from sim.scenario.sections import Stated, Value, read_parameters

Plain = float | int | bool | str | None

TERMS = "moratorium.terms."


@dataclass(frozen=True)
class Action:
    """An action as a file says it; the fields are those of ``sim.scenario.Event``."""

    values: dict[str, Plain] = field(default_factory=dict)
    km2: float | None = 0.0
    """None for an offensive whose area is ``kursk.offensive_km2``."""
    target: str = ""


def read_action(name: str, node: Node, path: str, problems: Problems) -> Action:
    """Read what stands under one of :data:`ACTIONS`; notes what is wrong."""
    return _READERS[name](node, f"{path}.{name}", problems)


def _read_set(node: Node, path: str, problems: Problems) -> Action:
    inner = Problems()
    stated: Stated = {}
    if node.kind != "mapping" or not node.pairs:
        found = "nothing" if node.kind == "mapping" else node.found()
        problems.add(node.origin, path, f"found {found}; allowed: {{path: value}}")
        return Action()
    read_parameters(node, "", inner, stated, in_set=True)
    for problem in inner.found:
        where = f"{path}.{problem.path}" if problem.path else path
        problems.add(Origin(problem.file, problem.line, problem.column), where, problem.message)
    return Action({name: _plain(value) for name, (value, _) in stated.items()})


def _plain(value: Value) -> Plain:
    assert value is None or isinstance(value, float | int | bool | str)
    return value


def _read_switch(node: Node, path: str, problems: Problems) -> Action:
    if read_boolean(node, path, problems) is False:
        problems.add(node.origin, path, "found false; allowed: true (leave the event out instead)")
    return Action()


def _read_area(node: Node, path: str, problems: Problems) -> Action:
    if node.kind == "scalar" and node.plain and node.text.lower() in ("true", "yes", "on"):
        return Action(km2=None)
    most = float(REGISTRY["kursk.offensive_km2"].allowed[1])
    allowed = f"true, or an area from 0 to {show(most)} (km2)"
    return Action(km2=bounded(node, path, problems, (most, allowed)) or 0.0)


def _read_stage(node: Node, path: str, problems: Problems) -> Action:
    return Action(target=_read_word(node, path, problems, STAGES))


def _read_side(node: Node, path: str, problems: Problems) -> Action:
    return Action(target=_read_word(node, path, problems, SIDES))


def _read_sign(node: Node, path: str, problems: Problems) -> Action:
    """Read ``{kind: complete, days: 30, ...}``: the kind of deal, and those of its terms that the file writes."""
    keys = ("kind", *(name.removeprefix(TERMS) for name in REGISTRY if name.startswith(TERMS)))
    if node.kind != "mapping" or not node.pairs:
        found = "nothing" if node.kind == "mapping" else node.found()
        problems.add(node.origin, path, f"found {found}; allowed: {{kind: complete, days: 30}} ({', '.join(keys)})")
        return Action()
    given = entries(node, path, problems)
    values: dict[str, Plain] = {}
    for name, (key, value) in given.items():
        if name == "kind":
            continue
        if name not in keys:
            problems.add(
                key.origin, f"{path}.{name}", f"is no term; allowed: {', '.join(keys)}{nearest(clip(name), keys)}"
            )
        elif value.kind == "mapping" or value.text == "range":
            allowed = in_words(REGISTRY[TERMS + name])
            problems.add(value.origin, f"{path}.{name}", f"found {value.found()}; allowed: {allowed}")
        else:
            values[TERMS + name] = _read_term(value, f"{path}.{name}", name, problems)
    if "kind" not in given:
        problems.add(node.origin, path, f"has no kind; allowed: kind: {' or '.join(FORMAL_KINDS)}")
        return Action(values)
    return Action(values, target=_read_word(given["kind"][1], f"{path}.kind", problems, FORMAL_KINDS))


def _read_term(node: Node, path: str, name: str, problems: Problems) -> Plain:
    inner = Problems()
    value = read_value(node, REGISTRY[TERMS + name], inner)
    for problem in inner.found:
        problems.add(Origin(problem.file, problem.line, problem.column), path, problem.message)
    return value


def _read_word(node: Node, path: str, problems: Problems, words: tuple[str, ...]) -> str:
    if node.kind == "scalar" and node.text in words:
        return node.text
    near = nearest(clip(node.text), words) if node.kind == "scalar" else ""
    problems.add(node.origin, path, f"found {node.found()}; allowed: one of {', '.join(words)}{near}")
    return ""


def bounded(node: Node, path: str, problems: Problems, limit: tuple[float, str]) -> float | None:
    """Read a number from 0 to ``limit[0]``; ``limit[1]`` says what is allowed."""
    most, allowed = limit
    number = read_number(node, path, problems, allowed)
    if number is not None and not 0.0 <= number <= most:
        problems.add(node.origin, path, f"found {node.found()}; allowed: {allowed}")
        return None
    return number


_READERS: dict[str, Callable[[Node, str, Problems], Action]] = {
    "set": _read_set,
    "withdraw": _read_switch,
    "offensive": _read_area,
    "sign": _read_sign,
    "end": _read_switch,
    "stage": _read_stage,
    "strike": _read_side,
}
ACTIONS = tuple(_READERS)
"""What an event can do."""
