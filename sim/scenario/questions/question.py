"""Named questions: as they stand in a file, checked, with the place of what is wrong."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sim.scenario.nodes import Node, entries
from sim.scenario.problems import Origin, Problems
from sim.scenario.questions.check import BOOLEAN, TIME, WORD, Reading, kind_of
from sim.scenario.questions.text import QuestionError, parse

MAX_QUESTIONS = 200
NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
"""What a question may be called."""


@dataclass(frozen=True, slots=True)
class Question:
    """A proposition (true or false of a history), or a number of it, under a name."""

    name: str
    text: str
    origin: Origin = field(default=Origin(""), compare=False, repr=False)
    exact: bool = field(default=True, compare=False, repr=False)
    """Whether a place in the text is a place in the file (not for text folded over lines)."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A question that has been checked against a start and a horizon."""

    question: Question
    kind: str
    """`true or false`, `a number`, or `a day` (infinite for never)."""
    spans: tuple[tuple[datetime.date, datetime.date], ...]
    """Stretches of days, both ends included, that it counts over."""


def read_questions(node: Node, problems: Problems) -> tuple[Question, ...]:
    """Read the mapping `questions:`; what its texts mean is checked later, when start and horizon are known."""
    if node.kind != "mapping":
        problems.add(node.origin, "questions", f"found {node.found()}; allowed: names, each with a question")
        return ()
    read = []
    for name, (key, value) in entries(node, "questions", problems).items():
        path = f"questions.{name}"
        if not NAME.fullmatch(name):
            problems.add(key.origin, path, "a question's name has small letters, digits and _, at most 60")
        elif value.kind != "scalar" or value.null:
            problems.add(
                value.origin, path, f"found {value.found()}; allowed: a question, such as by(first_deal, DATE)"
            )
        else:
            text = " ".join(value.text.split())
            read.append(Question(name, text, value.origin, text == value.text))
    if len(read) > MAX_QUESTIONS:
        problems.add(node.origin, "questions", f"found {len(read)} questions; allowed: at most {MAX_QUESTIONS}")
    return tuple(read)


def questions_in(path: Path) -> tuple[Question, ...]:
    """The questions of a file of its own: under the key `questions:`, or names alone. Raises ScenarioError."""
    from sim.scenario.files import read_tree

    problems = Problems()
    root = read_tree(path, str(path))
    listed = entries(root, "", problems) if root.kind == "mapping" else {}
    found = read_questions(listed["questions"][1] if "questions" in listed else root, problems)
    problems.raise_any()
    return found


def check_question(question: Question, start: datetime.date, horizon_days: int) -> Checked:
    """Check one question. Raises QuestionError with the place inside its text."""
    reading = Reading(start, start + datetime.timedelta(horizon_days))
    tree = parse(question.text)
    kind = kind_of(tree, reading)
    if kind == WORD:
        raise QuestionError("a word alone is no question; compare it: at(kind, DATE) == complete")
    return Checked(question, kind, tuple(reading.spans))


def check_questions(
    questions: Iterable[Question], start: datetime.date, horizon_days: int, problems: Problems
) -> tuple[Checked, ...]:
    """Check them all; notes what is wrong with file, line and column."""
    checked = []
    for question in questions:
        try:
            checked.append(check_question(question, start, horizon_days))
        except QuestionError as error:
            origin = question.origin
            if origin.line and question.exact:
                origin = Origin(origin.file, origin.line, origin.column + error.offset)
            where = "" if origin.line and question.exact else f"at character {error.offset + 1}: "
            problems.add(origin, f"questions.{question.name}", f"{where}{error}")
    return tuple(checked)


def is_share(checked: Checked) -> bool:
    """Whether its answer is the share of histories in which it is true."""
    return checked.kind == BOOLEAN


def may_be_never(checked: Checked) -> bool:
    """Whether its answer is a day, infinite in the histories in which it never comes."""
    return checked.kind == TIME
