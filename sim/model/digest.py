"""Digest of everything that decides a history but the scenario: the rules, the draws and both drivers."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

SHARED = ("draws", "limits", "plan")
COMPILED = ("desk", "happening", "kernel", "seeking")
SIMPY = ("ahead", "simpy_engine")


def rule_sources() -> list[Path]:
    """Source files that histories depend on: the model, and of the engine the draws, the plan and both drivers.

    The drivers decide which draw an event reads and what comes first of two events at one time.
    """
    package = Path(__file__).resolve().parent.parent
    engine = [package / "engine" / f"{name}.py" for name in (*SHARED, *COMPILED, *SIMPY)]
    return sorted((package / "model").glob("*.py")) + engine


@cache
def rules_digest() -> str:
    """SHA-256 (hex) of the names and bytes of `rule_sources()`; another digest means other histories."""
    digest = hashlib.sha256()
    for path in rule_sources():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
