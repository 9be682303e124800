"""Digest of everything that decides a history but the scenario: the rules, the draws and both drivers.

Results are kept apart by it: a folder whose digest differs was made by other rules and is neither continued nor
compared without a word. So it must change with every rule and with nothing else. It is taken of the syntax trees of the
sources without their docstrings; comments and layout are in no tree. The tree is written out in a form of our own,
because `ast.dump` differs between versions of Python. (The cache of compiled code is keyed on the bytes instead, see
`sim.engine.code_cache`: an edit too many costs a compilation there, an edit too few would run stale code.)

Parsing the sources takes longer than the histories of a small run, so the answer is kept in the user's cache, under a
digest of the bytes of the sources and of this file.
"""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from sim.engine import cache_entry

SHARED = ("draws", "interventions", "limits", "plan")
COMPILED = ("candidates", "due_events", "intrinsics", "kernel", "windows", "workspace")
SIMPY = ("moment", "prepared_draws", "prepared_luck", "simpy_engine", "stepping_in", "vectors")

_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def rule_sources() -> list[Path]:
    """Source files that histories depend on: the model, and of the engine the draws, the plan and both drivers.

    The drivers decide which draw an event reads and what comes first of two events at one time.
    """
    package = Path(__file__).resolve().parent.parent
    engine = [package / "engine" / f"{name}.py" for name in (*SHARED, *COMPILED, *SIMPY)]
    return sorted((package / "model").glob("*.py")) + engine


FILE = "rules"
"""The one file of an entry of the cache: the digest in hexadecimal."""


@cache
def rules_digest() -> str:
    """SHA-256 (hex) of the names and the code of `rule_sources()`; another digest means other histories."""
    sources = [(path.name, path.read_bytes()) for path in rule_sources()]
    own = Path(__file__).resolve().read_bytes()
    parts = [sys.version.encode(), own, *(part for name, text in sources for part in (name.encode(), text))]
    key = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:32]
    return cache_entry.kept(f"rules-{key}", FILE, lambda: digest_of(sources).encode()).decode()


def digest_of(sources: Iterable[tuple[str, bytes]]) -> str:
    """The digest of sources (name of the file, text in UTF-8), in their order; nothing is kept."""
    digest = hashlib.sha256()
    for name, text in sources:
        digest.update(name.encode())
        digest.update(code_of(text.decode("utf-8")).encode())
    return digest.hexdigest()


def code_of(source: str) -> str:
    """The code of a module without comments, docstrings and layout, as one line; equal for equal code."""
    written: list[str] = []
    _write(ast.parse(source), written.append)
    return "".join(written)


def _write(node: object, out: Callable[[str], object]) -> None:
    if isinstance(node, ast.AST):
        out(type(node).__name__ + "(")
        for name, value in ast.iter_fields(node):
            if name == "body" and isinstance(node, _DOCUMENTED):
                value = [part for part in value if not _is_text(part)]
            if value not in (None, []):  # later versions of Python have more fields, which are empty here
                out(name + "=")
                _write(value, out)
        out(")")
    elif isinstance(node, list):
        for part in node:
            _write(part, out)
            out(",")
    else:
        out(repr(node))


def _is_text(statement: ast.stmt) -> bool:
    """A string that stands alone: a docstring, or the words under a constant."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )
