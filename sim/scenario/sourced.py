"""A value that brings its own source: ``{value: 0.7, source: "..."}`` in place of ``0.7``."""

from __future__ import annotations

import dataclasses

from sim.scenario.nodes import Node, entries
from sim.scenario.problems import Origin, Problems, nearest
from sim.scenario.read import read_text

KEYS = ("value", "source")
SOURCE_LENGTH = 500


def carries_source(node: Node) -> bool:
    """Say whether a node is meant as a value with its source: a mapping with one of the two keys."""
    return node.kind == "mapping" and any(key.text in KEYS for key, _ in node.pairs if key.kind == "scalar")


def read_sourced(node: Node, path: str, problems: Problems) -> tuple[Node, Origin]:
    """Give the value's own node, and where it was said with its source; note what is missing or too much."""
    listed = entries(node, path, problems)
    for name, (key, _) in listed.items():
        if name not in KEYS:
            message = f"is not known beside value and source; allowed: {', '.join(KEYS)}{nearest(name, KEYS)}"
            problems.add(key.origin, f"{path}.{name}", message)
    for name in KEYS:
        if name not in listed:
            problems.add(node.origin, path, f"found no {name}; a value with its source is {{value: x, source: text}}")
    source = ""
    if "source" in listed:
        text = listed["source"][1]
        source = read_text(text, f"{path}.source", problems, SOURCE_LENGTH)
        if not source and text.kind == "scalar" and not text.plain:
            problems.add(text.origin, f"{path}.source", "found nothing; allowed: where the value comes from")
    value = listed["value"][1] if "value" in listed else node
    return value, dataclasses.replace(value.origin, source=source)
