"""Reading one value by its parameter's type, so that YAML 1.1 never guesses what a word means.

``no`` is false where a switch is wanted and nowhere else; ``1e-3`` is a number; ``010`` and ``1:30`` are refused
where YAML 1.1 would make them 8 and 90.
"""

from __future__ import annotations

import datetime
import math
import re

from sim.scenario.nodes import Node
from sim.scenario.parameter import Parameter
from sim.scenario.problems import Problems, nearest

_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*|(?=\.))(\.[0-9]*)?([eE][-+]?[0-9]{1,4})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TRUE = ("true", "yes", "on")
_FALSE = ("false", "no", "off")
_CURES = (
    (re.compile(r"[-+]?0[0-9_]+"), "a number does not begin with 0 (YAML would read it as octal)"),
    (re.compile(r"[-+]?0[box][0-9a-fA-F_]+"), "write it in decimal"),
    (re.compile(r"[-+]?[0-9]+(:[0-9]+)+(\.[0-9]*)?"), "a colon makes no number here (YAML would read sixtieths)"),
    (re.compile(r"[-+]?[0-9]+(_[0-9]+)+(\.[0-9]+)?"), "write it without _"),
    (re.compile(r"[-+]?[0-9]+,[0-9]+"), "write a decimal point, not a comma"),
    (re.compile(r"[-+]?[0-9.]+ ?%"), "write a share from 0 to 1, not a percentage"),
    (re.compile(r"[-+]?[0-9.]+ ?/ ?[0-9.]+"), "write the quotient as a decimal number"),
    (re.compile(r"[-+]?\.?(nan|inf|infinity)", re.IGNORECASE), "a number is finite"),
    (re.compile(r"[-+]?[0-9.]+ ?[A-Za-z/0-9]+"), "write the number without its unit"),
)
EARLIEST, LATEST = datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)


def show(value: float | int | bool | str | None) -> str:
    """Write a value for people: as short as it can be, and never in a way that hides a difference."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else repr(value)


def in_words(parameter: Parameter) -> str:
    """Say what a file may give for a parameter."""
    allowed = parameter.allowed
    if parameter.type == "choice":
        words = f"one of {', '.join(str(word) for word in allowed)}"
    elif parameter.type == "boolean":
        words = "true or false"
    else:
        noun = "a whole number" if parameter.type == "integer" else "a number"
        words = f"{noun} from {show(float(allowed[0]))} to {show(float(allowed[1]))}"
        if parameter.unit != "-":
            words += f" ({parameter.unit})"
    return f"{words}, or null for endless" if parameter.nullable else words


def read_value(node: Node, parameter: Parameter, problems: Problems) -> float | int | bool | str | None:
    """Read one scalar as its parameter wants it.

    Notes a problem and gives None if it cannot; None is also the value of an endless term, for which nothing
    is noted.
    """
    path = parameter.path
    if node.null and node.text and parameter.nullable:
        return None
    if node.kind != "scalar" or node.null:
        cure = "; only a number may be a distribution" if node.kind == "mapping" else ""
        problems.add(node.origin, path, f"found {node.found()}; allowed: {in_words(parameter)}{cure}")
        return None
    if parameter.type == "choice":
        if node.text in parameter.allowed:
            return node.text
        near = nearest(node.text, [str(word) for word in parameter.allowed])
        problems.add(node.origin, path, f"found {node.found()}; allowed: {in_words(parameter)}{near}")
        return None
    if parameter.type == "boolean":
        return read_boolean(node, path, problems)
    number = read_number(node, path, problems, in_words(parameter))
    if number is None:
        return None
    whole = parameter.type == "integer"
    if (whole and not number.is_integer()) or not parameter.allowed[0] <= number <= parameter.allowed[1]:  # type: ignore[operator]
        problems.add(node.origin, path, f"found {node.found()}; allowed: {in_words(parameter)}")
        return None
    return int(number) if whole else number


def read_boolean(node: Node, path: str, problems: Problems) -> bool | None:
    """Read a switch; ``yes``, ``no``, ``on`` and ``off`` are read as they are meant."""
    word = node.text.lower() if node.kind == "scalar" and node.plain else ""
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    problems.add(node.origin, path, f"found {node.found()}; allowed: true or false")
    return None


def decimal(text: str) -> int | float | None:
    """The number that a text says by the rules of a file, whole if it is written whole; None if it says none."""
    if not _NUMBER.fullmatch(text) or not any(sign.isdigit() for sign in text):
        return None
    number = float(text)
    if not math.isfinite(number):
        return None
    return int(text) if text.lstrip("+-").isdigit() else number + 0.0


def read_number(node: Node, path: str, problems: Problems, allowed: str = "a number") -> float | None:
    """Read a finite decimal number, or note why it is none."""
    if node.kind != "scalar" or not node.plain:
        cure = ", without quotes" if node.kind == "scalar" and _NUMBER.fullmatch(node.text.strip()) else ""
        problems.add(node.origin, path, f"found {node.found()}; allowed: {allowed}{cure}")
        return None
    if _NUMBER.fullmatch(node.text) and any(sign.isdigit() for sign in node.text):
        number = float(node.text)
        if math.isfinite(number):
            return number + 0.0  # -0.0 becomes 0.0
        problems.add(node.origin, path, f"found {node.found()}; allowed: {allowed}; a number is finite")
        return None
    cure = next((f"; {words}" for pattern, words in _CURES if pattern.fullmatch(node.text)), "")
    problems.add(node.origin, path, f"found {node.found()}; allowed: {allowed}{cure}")
    return None


def read_date(node: Node, path: str, problems: Problems) -> datetime.date | None:
    """Read a date written as 2024-12-01, in quotes or not."""
    if node.kind == "scalar" and _DATE.fullmatch(node.text) and node.text.isascii():
        try:
            date = datetime.date.fromisoformat(node.text)
        except ValueError:
            problems.add(node.origin, path, f"found {node.found()}; there is no such day")
            return None
        if EARLIEST <= date <= LATEST:
            return date
        problems.add(node.origin, path, f"found {node.found()}; allowed: a date from {EARLIEST} to {LATEST}")
        return None
    problems.add(node.origin, path, f"found {node.found()}; allowed: a date written as 2024-12-01")
    return None


def read_text(node: Node, path: str, problems: Problems, limit: int) -> str:
    """Read a line of text (a title, a question): printable, at most ``limit`` characters."""
    if node.kind != "scalar" or (node.plain and node.null):
        problems.add(node.origin, path, f"found {node.found()}; allowed: text of at most {limit} characters")
        return ""
    text = " ".join(node.text.split())
    if not text.isprintable():
        problems.add(node.origin, path, "found signs that cannot be printed; allowed: plain text")
    elif len(text) > limit:
        problems.add(node.origin, path, f"found {len(text):,} characters; allowed: at most {limit}")
    else:
        return text
    return ""
