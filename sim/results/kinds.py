"""What the manifest of a folder says of its kind, and the command that writes such folders."""

from __future__ import annotations

RUN = "moratorium results"

NAMED_OTHERWISE = {
    RUN: "moratorium run",
    "moratorium comparison": "moratorium compare",
    "moratorium tip": "moratorium sweep --tip",
    "moratorium calibration": "moratorium calibrate",
}
"""Kinds that are not called as their command is; every other is. The list of kinds is that of `sim.studies`."""

IN_SECONDS = ("moratorium trace", "moratorium whatif", "moratorium hindcast")
"""Kinds of studies that keep nothing on the way, so that their commands have no `--resume`."""


def command_of(kind: str) -> str:
    """`moratorium run` and the like, for a message."""
    return NAMED_OTHERWISE.get(kind, kind)


def mending(kind: str) -> str:
    """What to type again to mend a folder, for a message."""
    return command_of(kind) if kind in IN_SECONDS else f"{command_of(kind)} --resume"
