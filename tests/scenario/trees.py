"""A scenario file as an editor's YAML 1.2 reads it: what a JSON Schema is held against."""

from __future__ import annotations

import re
from pathlib import Path

from sim.scenario.files import read_tree
from sim.scenario.nodes import Node

NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)?(\.[0-9]*)?([eE][-+]?[0-9]+)?")


def tree(path: Path) -> object:
    """The file as what JSON holds. Raises ScenarioError for what is not plain YAML."""
    return _value(read_tree(path, path.name))


def _value(node: Node) -> object:
    if node.kind == "list":
        return [_value(item) for item in node.items]
    if node.kind == "mapping":
        return {key.text: _value(value) for key, value in node.pairs}
    if not node.plain:
        return node.text
    if node.null:
        return None
    if node.text in ("true", "false"):
        return node.text == "true"
    if NUMBER.fullmatch(node.text) and any(sign.isdigit() for sign in node.text):
        number = float(node.text)
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    return node.text
