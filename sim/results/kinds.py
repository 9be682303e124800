"""The kinds of folder that are ours, and the command that writes each."""

from __future__ import annotations

RUN = "moratorium results"

COMMANDS = {
    RUN: "run",
    "moratorium sweep": "sweep",
    "moratorium comparison": "compare",
    "moratorium sensitivity": "sensitivity",
    "moratorium tip": "sweep --tip",
    "moratorium conditions": "conditions",
}
"""Kind, as the manifest says it: the command. Another study adds its line."""


def command_of(kind: str) -> str:
    """`moratorium run` and the like, for a message."""
    return f"moratorium {COMMANDS[kind]}" if kind in COMMANDS else kind
