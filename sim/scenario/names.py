"""Names of foreign origin: what a file is called names its scenario, a folder and a line of output."""

from __future__ import annotations

from sim.scenario.nodes import Node
from sim.scenario.problems import Problems

MAX_BYTES = 255
"""Bytes of a name in UTF-8: as many as a file system takes."""


def name_of_file(stem: str) -> str:
    """Give the name that a file's name without its ending makes: the same, letters of every alphabet kept.

    Signs that cannot be printed (a line's end, an escape) and what would lead to another folder become ``_``.
    """
    name = "".join(sign if sign.isprintable() and sign not in "/\\" else "_" for sign in stem)
    return name if name.strip(". ") else "scenario"


def read_name(node: Node, problems: Problems) -> str:
    """Read the key ``name``, or note why it cannot be one."""
    if node.kind != "scalar" or (node.plain and node.null):
        problems.add(node.origin, "name", f"found {node.found()}; allowed: a name")
    elif name_of_file(node.text) != node.text:
        problems.add(node.origin, "name", f"found {node.found()}; allowed: printable signs, without / and \\")
    elif len(node.text.encode()) > MAX_BYTES:
        problems.add(
            node.origin, "name", f"found {len(node.text.encode()):,} bytes; allowed: at most {MAX_BYTES} (UTF-8)"
        )
    else:
        return node.text
    return ""
