"""What is wrong with a scenario, said so that the user can put it right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was said. Line and column count from 1; 0 where the source has no lines."""

    file: str
    line: int = 0
    column: int = 0
    source: str = ""
    """What a file itself gives as the source of a value (``{value: x, source: "..."}``)."""

    def __str__(self) -> str:
        """Write ``file:line:column``, or the file alone where there are no lines."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


DEFAULT = Origin("default")
"""Origin of a value that no file states."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where, at which path inside the file, and what is allowed."""

    file: str
    line: int
    column: int
    path: str
    message: str

    def __post_init__(self) -> None:
        """Keep what comes from a file or a file's name on one line, printable and short."""
        for name, limit in (("file", 300), ("path", 120), ("message", 1500)):
            object.__setattr__(self, name, clip(getattr(self, name), limit))

    def __str__(self) -> str:
        """Write ``file:line:column: path: message``."""
        where = str(Origin(self.file, self.line, self.column))
        return f"{where}: {self.path}: {self.message}" if self.path else f"{where}: {self.message}"


class ScenarioError(ValueError):
    """A scenario cannot be used. ``problems`` holds everything found wrong, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems; the text is one line a problem."""
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[tuple[Problem, ...]]]:
        """Pickle by the problems, so that a worker process can raise it."""
        return type(self), (self.problems,)


class Problems:
    """A list of problems that fills while a scenario is read, so that all are told at once."""

    LIMIT = 100

    def __init__(self) -> None:
        """Start empty."""
        self.found: list[Problem] = []

    def add(self, origin: Origin, path: str, message: str) -> None:
        """Note one problem."""
        self.found.append(Problem(origin.file, origin.line, origin.column, path, message))

    def raise_any(self) -> None:
        """Raise :class:`ScenarioError` if anything is wrong; beyond ``LIMIT`` only the number is told."""
        if not self.found:
            return
        told = sorted(dict.fromkeys(self.found), key=lambda p: (p.file, p.line, p.column))
        rest = len(told) - self.LIMIT
        if rest > 0:
            told = told[: self.LIMIT]
            told.append(Problem(told[-1].file, 0, 0, "", f"and {rest} more problems"))
        raise ScenarioError(told)


def clip(text: str, limit: int = 60) -> str:
    """Shorten what is quoted from a file, on one line and without control characters."""
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    return line if len(line) <= limit else line[: limit - 3] + "..."


def like(word: str, words: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that is most like `word` (from 0 for anything to 1 for the same), or None."""
    near = difflib.get_close_matches(word[:120], list(words), n=1, cutoff=cutoff)
    return near[0] if near else None


def nearest(word: str, words: Iterable[str]) -> str:
    """Say the nearest known word as ``; did you mean X?``, or nothing if none is near."""
    known = list(words)
    near = like(word, known)
    if near is None:  # the right word in the wrong section: kursk.derail_probability
        tail = word[:80].rsplit(".", 1)[-1]
        near = next((name for name in known if name.rsplit(".", 1)[-1] == tail), None)
    return f"; did you mean {near}?" if near else ""
