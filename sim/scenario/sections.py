"""Parameters as they stand in a file: nested sections, or a path with dots, down to values."""

from __future__ import annotations

from sim.scenario.distribution import Distribution, range_of, read_distribution
from sim.scenario.nodes import Node, entries
from sim.scenario.parameter import Parameter
from sim.scenario.problems import Origin, Problems, like
from sim.scenario.read import in_words, read_value
from sim.scenario.registry import REGISTRY
from sim.scenario.sourced import carries_source, read_sourced

Value = float | int | bool | str | None | Distribution
"""A resolved value: number, switch, word, null (endless), or a distribution that is still to be drawn."""

Stated = dict[str, tuple[Value, Origin]]
"""What one file says: path -> value and where it was said."""

GROUPS: tuple[str, ...] = tuple(
    dict.fromkeys(
        ".".join(parts[:count]) for path in REGISTRY for parts in [path.split(".")] for count in range(1, len(parts))
    )
)
"""Every section and subsection."""


def known(path: str) -> bool:
    """Say whether a path is a parameter, a section or a subsection."""
    return path in REGISTRY or path in GROUPS


def read_parameters(node: Node, prefix: str, problems: Problems, stated: Stated, *, in_set: bool = False) -> None:
    """Read the parameters below ``prefix`` into ``stated``; note what is unknown, wrong or said twice.

    ``in_set`` is true inside ``set:`` of an event, where start-only parameters and distributions are refused.
    """
    if node.kind != "mapping":
        problems.add(node.origin, prefix, f"found {node.found()}; allowed: a section with its keys below it")
        return
    for name, (key, value) in entries(node, prefix, problems).items():
        path = f"{prefix}.{name}" if prefix else name
        if path in GROUPS:
            read_parameters(value, path, problems, stated, in_set=in_set)
        elif path not in REGISTRY:
            problems.add(key.origin, path, _unknown(name, path, in_set))
        elif path in stated:
            problems.add(key.origin, path, "given twice")
        else:
            _read_leaf(value, key, REGISTRY[path], problems, stated, in_set)


def _unknown(name: str, path: str, in_set: bool) -> str:
    if name == "<<":
        return "merge keys (<<) are not used in a scenario; write the values out"
    if in_set and path.split(".")[0] == "ceilings":
        return "is a ceiling, which is fixed for the whole history; allowed: a parameter"
    return f"is not a parameter{nearest_path(path)}"


def _read_leaf(node: Node, key: Node, parameter: Parameter, problems: Problems, stated: Stated, in_set: bool) -> None:
    path = parameter.path
    before = len(problems.found)
    value: Value
    if in_set and parameter.start_only:
        problems.add(
            key.origin,
            path,
            "is read at the start only, so an event cannot set it; "
            "set it outside `events`, or begin the scenario later",
        )
        return
    origin = node.origin
    if carries_source(node):
        node, origin = read_sourced(node, path, problems)
        if len(problems.found) > before:
            return
    if parameter.numeric and _names_distribution(node):
        if in_set:
            problems.add(node.origin, path, "found a distribution; an event sets a plain value")
            return
        value = _read_range(node, parameter, problems) if node.kind == "scalar" else None
        if node.kind == "mapping":
            value = read_distribution(node, parameter, problems)
    else:
        value = read_value(node, parameter, problems)
    if len(problems.found) == before:
        stated[path] = (value, origin)


def _names_distribution(node: Node) -> bool:
    return node.kind == "mapping" or (node.kind == "scalar" and node.text == "range")


def _read_range(node: Node, parameter: Parameter, problems: Problems) -> Distribution | None:
    if parameter.range is not None:
        return range_of(parameter)
    message = f"found range; the register has no range for it; allowed: {in_words(parameter)}"
    problems.add(node.origin, parameter.path, message)
    return None


def nearest_path(path: str, more: tuple[str, ...] = ()) -> str:
    """Say the known path that was likely meant: a neighbour with a like name, or the same name elsewhere."""
    head, _, tail = path[:120].rpartition(".")
    beside = {word.rpartition(".")[2]: word for word in (*REGISTRY, *GROUPS) if word.rpartition(".")[0] == head}
    if not head:
        beside.update({word: word for word in more})
    near = like(tail, beside)
    if near:
        return f"; did you mean {beside[near]}?"
    elsewhere: dict[str, list[str]] = {}
    for word in REGISTRY:
        elsewhere.setdefault(word.rpartition(".")[2], []).append(word)
    name = like(tail, elsewhere, cutoff=0.8)
    return f"; did you mean {like(path, elsewhere[name], cutoff=0.0)}?" if name else ""
