"""Digest of everything that decides a history but the scenario: the rules and the draws."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


def rule_sources() -> list[Path]:
    """Source files that histories depend on: the model, the draws and the two drivers' shared plan."""
    package = Path(__file__).resolve().parent.parent
    engine = [package / "engine" / name for name in ("draws.py", "limits.py", "plan.py")]
    return sorted((package / "model").glob("*.py")) + engine


@cache
def rules_digest() -> str:
    """SHA-256 (hex) of the names and bytes of `rule_sources()`; another digest means other histories."""
    digest = hashlib.sha256()
    for path in rule_sources():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
