"""From the text of a question to a syntax tree: dates made into words, Python's own parser, a cap on length.

Python's `ast` reads the text and nothing evaluates it. (General evaluators were tried: two reached the file system,
and one crashed on a long input.)
"""

from __future__ import annotations

import ast
import datetime
import re
import warnings

MAX_LENGTH = 400
MAX_NODES = 150

_DATE = re.compile(r"(?<![\w-])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![\w-])")
_MARK = re.compile(r"D([0-9]{4})([0-9]{2})([0-9]{2})_")


class QuestionError(ValueError):
    """A question cannot be read; `offset` counts characters of its text, from 0."""

    def __init__(self, message: str, offset: int = 0) -> None:
        """Keep the message and the place."""
        super().__init__(message)
        self.offset = offset


def parse(text: str) -> ast.expr:
    """The tree of a question. Raises QuestionError for what is too long, or no expression."""
    if len(text) > MAX_LENGTH:
        raise QuestionError(f"has {len(text):,} characters; a question has at most {MAX_LENGTH}", MAX_LENGTH)
    for place, sign in enumerate(text):
        if not " " <= sign <= "~":
            raise QuestionError("a sign that is not plain ASCII text", place)
    stray = _MARK.search(text)
    if stray:
        raise QuestionError(f"{stray[0]} is not a word of a question", stray.start())
    # A date and the word that stands for it are ten signs each, so that columns stay true.
    marked = _DATE.sub(r"D\1\2\3_", text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(marked, mode="eval").body
    except SyntaxError as error:
        raise QuestionError(f"is not an expression: {_reason(error)}", max(0, (error.offset or 1) - 1)) from None
    except (ValueError, MemoryError, RecursionError):
        raise QuestionError("is not an expression: nested too deep") from None
    if sum(1 for _ in ast.walk(tree)) > MAX_NODES:
        raise QuestionError(f"has more than {MAX_NODES} parts; split it into several questions")
    return tree


def _reason(error: SyntaxError) -> str:
    """Python's own words, without those that quote the text or speak of Python."""
    words = (error.msg or "").split(".")[0]
    return "a bracket, an operator or a word is missing" if "'" in words or "syntax" in words else words


def date_of(name: ast.Name) -> datetime.date | None:
    """The date that a name stands for, or None for another word. Raises QuestionError for a day that is none."""
    found = _MARK.fullmatch(name.id)
    if not found:
        return None
    try:
        return datetime.date(*map(int, found.groups()))
    except ValueError:
        raise QuestionError(f"there is no day {'-'.join(found.groups())}", name.col_offset) from None
