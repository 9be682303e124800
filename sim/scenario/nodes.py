"""Text or Python values become a tree of nodes in which everything knows its line and column.

PyYAML's own composer is not used: it expands aliases, recurses without a limit and forgets duplicate keys.
Its parser gives events one at a time, so that size, depth and number are limited before anything is built.
"""

from __future__ import annotations

import datetime
import math
import numbers
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from sim.scenario.problems import Origin, Problem, Problems, ScenarioError, clip

MAX_BYTES = 200_000
MAX_DEPTH = 20
MAX_NODES = 10_000


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar (``text``), a list (``items``) or a mapping (``pairs``), and where it stands."""

    kind: str
    """scalar, list or mapping."""
    origin: Origin
    text: str = ""
    plain: bool = True
    """False for a scalar in quotes: that is text, whatever it looks like."""
    items: tuple[Node, ...] = ()
    pairs: tuple[tuple[Node, Node], ...] = ()

    @property
    def null(self) -> bool:
        """True for an empty value, ``~`` or ``null``."""
        return self.kind == "scalar" and self.plain and self.text in ("", "~", "null", "Null", "NULL")

    def found(self) -> str:
        """Say what stands here, for a message."""
        if self.kind != "scalar":
            return {"list": "a list", "mapping": "a mapping"}[self.kind]
        if self.null:
            return "nothing" if self.text == "" else "null"
        return clip(self.text) if self.plain else f'"{clip(self.text)}"'


def fail(origin: Origin, message: str, path: str = "") -> ScenarioError:
    """Make an error that holds one problem."""
    return ScenarioError([Problem(origin.file, origin.line, origin.column, path, message)])


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    kind: str
    origin: Origin
    children: list[Node] = field(default_factory=list)


def parse(text: str, file: str) -> Node:
    """Read YAML text into a tree.

    Raises :class:`ScenarioError` for what is not YAML, for tags, anchors and aliases, several documents, and
    beyond the limits on depth and number of values. No message quotes the text.
    """
    stack: list[_Open] = []
    roots: list[Node] = []
    try:
        for count, event in enumerate(_events(text, file), start=1):
            mark = event.start_mark
            origin = Origin(file, mark.line + 1, mark.column + 1) if mark else Origin(file)
            if count > MAX_NODES:
                raise fail(origin, f"more than {MAX_NODES:,} values; a scenario has at most that many")
            node = _take(event, origin, stack)
            if node is not None:
                (stack[-1].children if stack else roots).append(node)
                if len(roots) > 1:
                    raise fail(node.origin, "a second document begins here; a scenario file holds one")
    except yaml.YAMLError as error:
        raise _syntax(error, file) from None
    return roots[0] if roots else Node("scalar", Origin(file, 1, 1))


def _events(text: str, file: str) -> Iterator[Any]:
    """Give PyYAML's parser events.

    Raises ``yaml.YAMLError`` for what it refuses, and :class:`ScenarioError` for what it trips over (an escape beyond
    Unicode, a version of 5,000 digits).
    """
    loader: Any = yaml.SafeLoader(text)  # its parser has no types
    while True:
        try:
            event = loader.get_event()
        except yaml.YAMLError:
            raise
        except Exception:
            mark = loader.get_mark()
            origin = Origin(file, mark.line + 1, mark.column + 1)
            raise fail(origin, "is not valid YAML: a sign or a number here that no reader could hold") from None
        if event is None:
            return
        yield event


def _take(event: Any, origin: Origin, stack: list[_Open]) -> Node | None:
    """Take one parser event: open, close or make a node."""
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise fail(origin, "anchors (&) and aliases (*) are not used in a scenario; write the value out")
    if isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None) is not None:
        raise fail(origin, "tags (!) are not used in a scenario; write the plain value")
    if isinstance(event, yaml.CollectionStartEvent):
        if len(stack) >= MAX_DEPTH:
            raise fail(origin, f"nested more than {MAX_DEPTH} deep; a scenario is never that deep")
        stack.append(_Open("mapping" if isinstance(event, yaml.MappingStartEvent) else "list", origin))
        return None
    if isinstance(event, yaml.CollectionEndEvent):
        return _close(stack.pop())
    if isinstance(event, yaml.ScalarEvent):
        return Node("scalar", origin, str(event.value), plain=event.style is None)
    return None


def _close(opened: _Open) -> Node:
    if opened.kind == "list":
        return Node("list", opened.origin, items=tuple(opened.children))
    children = opened.children
    return Node("mapping", opened.origin, pairs=tuple(zip(children[::2], children[1::2], strict=True)))


def _syntax(error: yaml.YAMLError, file: str) -> ScenarioError:
    """Say where the YAML breaks, without the snippet and the quoted words that PyYAML adds."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    origin = Origin(file, mark.line + 1, mark.column + 1) if mark else Origin(file, 1, 1)
    why = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    if "\\t" in str(why):
        return fail(origin, "is not valid YAML: a tab; indent with spaces")
    if "mapping values are not allowed" in str(why):
        cure = 'a text that holds a colon and a blank stands in quotes, as in title: "Deal: 30 days"'
        return fail(origin, f"is not valid YAML: a second colon here; {cure}")
    why = re.sub(r"'[^']*'|\"[^\"]*\"", _sign, clip(str(why), 200)).replace("found character a sign", "found a sign")
    return fail(origin, f"is not valid YAML: {why}")


def _sign(quoted: re.Match[str]) -> str:
    """Keep YAML's own signs in a message; what else is quoted may come from the file."""
    return quoted[0] if re.fullmatch(r"'([][{},:?-]|<[a-z ]+>)'", quoted[0]) else "a sign"


def from_python(value: object, file: str, depth: int = 0) -> Node:
    """Turn Python values (as of ``json`` or a notebook) into a tree; they have no lines.

    Strings count as quoted text: a number is a number, not its name.
    """
    origin = Origin(file)
    if depth > MAX_DEPTH:
        raise fail(origin, f"nested more than {MAX_DEPTH} deep; a scenario is never that deep")
    if hasattr(value, "as_mapping"):
        value = value.as_mapping()
    if isinstance(value, str):
        return Node("scalar", origin, value, plain=False)
    if isinstance(value, Mapping):
        pairs = (
            # YAML 1.1 loaders turn the key "on" into True: what comes from one is read as it was written.
            (Node("scalar", origin, "on" if key is True else str(key)), from_python(item, file, depth + 1))
            for key, item in value.items()
        )
        return Node("mapping", origin, pairs=tuple(pairs))
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return Node("list", origin, items=tuple(from_python(item, file, depth + 1) for item in value))
    return Node("scalar", origin, _plain(value, origin))


def _plain(value: object, origin: Origin) -> str:
    """Write a Python scalar as it would stand in a file."""
    if value is None:
        return "null"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        return "true" if value else "false"
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if isinstance(value, numbers.Real):
        number = float(value)
        return repr(number) if math.isfinite(number) else str(number)
    raise fail(origin, f"a Python {type(value).__name__} is not a value of a scenario")


def entries(node: Node, path: str, problems: Problems) -> dict[str, tuple[Node, Node]]:
    """List a mapping as name -> (key, value); notes keys that are no words, and keys given twice."""
    listed: dict[str, tuple[Node, Node]] = {}
    for key, value in node.pairs:
        if key.kind != "scalar" or key.null:
            problems.add(key.origin, path, f"{key.found()} cannot be a key; a key is a word")
            continue
        name = key.text
        if name in listed:
            first = listed[name][0].origin
            where = f" (first on line {first.line})" if first.line else ""
            problems.add(key.origin, f"{path}.{name}" if path else name, f"given twice{where}")
            continue
        listed[name] = (key, value)
    return listed
