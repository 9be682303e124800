"""The ``sweep:`` block of a file: what ``moratorium sweep`` varies unless the command line says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from sim.scenario.nodes import Node, entries
from sim.scenario.problems import Problems, nearest
from sim.scenario.read import read_number

KEYS = ("vary", "design", "points", "n")
DESIGNS = ("grid", "lhs", "sobol")
ENDS = ("from", "to", "steps")

Asked = tuple[object, ...] | dict[str, float] | None
"""A list of values, an interval ``{from, to, steps}``, or None for the register's range."""


@dataclass(frozen=True, slots=True)
class SweepBlock:
    """A sweep as a file says it; what it does not say is None. The points are validated when it runs."""

    vary: tuple[tuple[str, Asked], ...]
    design: str | None = None
    points: int | None = None
    n: int | None = None
    """Histories a point."""


def read_sweep(node: Node, problems: Problems) -> SweepBlock | None:
    """Read the block, or note what is wrong with its form."""
    if node.kind != "mapping":
        problems.add(node.origin, "sweep", f"found {node.found()}; allowed: a mapping with {', '.join(KEYS)}")
        return None
    before = len(problems.found)
    vary: tuple[tuple[str, Asked], ...] = ()
    design: str | None = None
    counts: dict[str, int | None] = {}
    for name, (key, value) in entries(node, "sweep", problems).items():
        if name == "vary":
            vary = _read_vary(value, problems)
        elif name == "design" and value.kind == "scalar" and value.text in DESIGNS:
            design = value.text
        elif name == "design":
            problems.add(value.origin, "sweep.design", f"found {value.found()}; allowed: one of {', '.join(DESIGNS)}")
        elif name in ("points", "n"):
            counts[name] = _read_count(value, f"sweep.{name}", problems)
        else:
            message = f"is not a key of a sweep; allowed: {', '.join(KEYS)}{nearest(name, KEYS)}"
            problems.add(key.origin, f"sweep.{name}", message)
    if len(problems.found) > before:
        return None
    return SweepBlock(vary, design, counts.get("points"), counts.get("n"))


def _read_vary(node: Node, problems: Problems) -> tuple[tuple[str, Asked], ...]:
    if node.kind != "mapping" or not node.pairs:
        message = f"found {node.found()}; allowed: parameters by path, each with a list, {{from, to, steps}} or range"
        problems.add(node.origin, "sweep.vary", message)
        return ()
    return tuple(
        (path, _read_axis(value, f"sweep.vary.{path}", problems))
        for path, (_, value) in entries(node, "sweep.vary", problems).items()
    )


def _read_axis(node: Node, path: str, problems: Problems) -> Asked:
    if node.kind == "list" and node.items:
        return tuple(_scalar(item, path, problems) for item in node.items)
    if node.kind == "mapping":
        ends: dict[str, float] = {}
        for name, (key, value) in entries(node, path, problems).items():
            number = read_number(value, f"{path}.{name}", problems) if name in ENDS else None
            if name not in ENDS:
                problems.add(key.origin, f"{path}.{name}", f"is not known here; allowed: {', '.join(ENDS)}")
            elif number is not None:
                ends[name] = int(number) if name == "steps" and number.is_integer() else number
        return ends
    if node.kind == "scalar" and node.text == "range":
        return None
    problems.add(node.origin, path, f"found {node.found()}; allowed: a list of values, {{from, to, steps}}, or range")
    return None


def _scalar(node: Node, path: str, problems: Problems) -> object:
    """One value of a list: a switch, null, a number, or else a word; the parameter's own rules judge it later."""
    if node.kind != "scalar":
        problems.add(node.origin, path, f"found {node.found()}; allowed: values")
        return None
    if node.null:
        return None
    if not node.plain or node.text.isidentifier():
        return {"true": True, "false": False}.get(node.text, node.text) if node.plain else node.text
    return read_number(node, path, problems, "a number, a word, true, false or null")


def _read_count(node: Node, path: str, problems: Problems) -> int | None:
    allowed = "a whole number from 1"
    number = read_number(node, path, problems, allowed)
    if number is not None and not (number.is_integer() and number >= 1):
        problems.add(node.origin, path, f"found {node.found()}; allowed: {allowed}")
        return None
    return None if number is None else int(number)
