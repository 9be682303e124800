"""The WebAssembly module that the package ships, and what it was built from."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sim.engine.digest import rules_digest

WASM = Path(__file__).with_name("kernel.wasm")
FACTS = Path(__file__).with_name("kernel.json")
BUILD = "python -m sim.studies.explore.build"


class StaleError(RuntimeError):
    """The shipped module was not built from the rules of this version."""


def facts() -> dict[str, str]:
    """Digest of the rules (`rules`), of the module (`sha256`), and the tools that built it."""
    found: dict[str, str] = json.loads(FACTS.read_text(encoding="utf-8"))
    return found


def stale() -> str | None:
    """Why the shipped module is not that of these rules; None where it is."""
    try:
        kept, module = facts(), WASM.read_bytes()
    except OSError:
        return "is missing"
    if kept["rules"] != rules_digest():
        return f"is stale: it was built from rules {kept['rules'][:12]}, and these are {rules_digest()[:12]}"
    if kept["sha256"] != hashlib.sha256(module).hexdigest():
        return "is not the module that kernel.json describes"
    return None


def module() -> bytes:
    """The module. Raises StaleError where it is not that of these rules: a page must never show other histories."""
    if reason := stale():
        raise StaleError(f"{WASM.name} {reason}. Build it anew: {BUILD}")
    return WASM.read_bytes()
