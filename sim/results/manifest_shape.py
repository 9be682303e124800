"""Whether a manifest has the shape of one of ours: a file that was edited, or sent by anyone, may hold anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Check = Callable[[object], bool]

_DIGEST = re.compile(r"[0-9a-f]{64}")


def shaped(about: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The known values of a manifest, and what is wrong with the first that is (empty if nothing)."""
    values = {name: about[name] for name in _SHAPE if name in about}
    for name, (check, noun, needed) in _SHAPE.items():
        if name not in values and needed:
            return {}, f"{name} is missing"
        if name in values and not check(values[name]):
            return {}, f"{name} is not {noun}"
    return values, ""


def _text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 5_000


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63


def _texts(value: object) -> bool:
    return isinstance(value, dict) and all(map(_text, value.values()))


def _digests(value: object) -> bool:
    return (
        isinstance(value, dict)
        and all(map(_inside, value))
        and all(isinstance(one, str) and _DIGEST.fullmatch(one) for one in value.values())
    )


def _inside(path: str) -> bool:
    """Whether a path leads to something in the folder."""
    return bool(path) and not path.startswith("/") and "\\" not in path and ".." not in path.split("/")


def _sizes(value: object) -> bool:
    return isinstance(value, dict) and all(
        _inside(name) and isinstance(one, list) and len(one) in (1, 2) and all(map(_count, one))
        for name, one in value.items()
    )


def _chunks(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict) and all(_count(one[name]) for name in ("point", "first", "count") if name in one)
        for one in value
    )


def _paths(value: object) -> bool:
    return isinstance(value, list) and all(map(_text, value))


_SHAPE: dict[str, tuple[Check, str, bool]] = {
    "name": (_text, "a text", True),
    "title": (_text, "a text", True),
    "seed": (_count, "a whole number", True),
    "replicates": (_count, "a whole number", True),
    "scenario": (_text, "a text", True),
    "rules": (_text, "a text", True),
    "bands": (_count, "a whole number", True),
    "engine": (_text, "a text", True),
    "draws": (lambda value: _count(value) and bool(value), "a whole number from 1", False),
    "state": (lambda value: value in ("partial", "whole"), "partial or whole", False),
    "kind": (_text, "a text", False),
    "format": (_count, "a whole number", False),
    "study": (_text, "a text", False),
    "versions": (_texts, "a table of texts", False),
    "chunks": (_chunks, "a list of parts", False),
    "files": (_digests, "a table of sha256 digests", False),
    "sizes": (_sizes, "a table of sizes", False),
    "written": (_paths, "a list of paths", False),
    "started": (_text, "a time", False),
    "finished": (_text, "a time", False),
    "checksum": (_text, "a text", False),
}
