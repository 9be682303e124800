"""What the manifest of a folder says of its kind, and the command that writes such folders."""

from __future__ import annotations

RUN = "moratorium results"

NAMED_OTHERWISE = {
    RUN: "moratorium run",
    "moratorium comparison": "moratorium compare",
    "moratorium tip": "moratorium sweep --tip",
}
"""Kinds that are not called as their command is; every other is. The list of kinds is that of `sim.studies`."""


def command_of(kind: str) -> str:
    """`moratorium run` and the like, for a message."""
    return NAMED_OTHERWISE.get(kind, kind)
