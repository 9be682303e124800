"""What is allowed in a question: a whitelist over the syntax tree, with types."""

from __future__ import annotations

import ast
import datetime
from dataclasses import dataclass, field

from sim.scenario.problems import clip, nearest
from sim.scenario.questions.text import QuestionError, date_of
from sim.scenario.questions.vocabulary import FUNCTIONS, NUMBERS, STATES, TIMES, WORDS

BOOLEAN, NUMBER, TIME, WORD = "true or false", "a number", "a day", "a word"
ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div)


@dataclass
class Reading:
    """What a check learns: the window of dates that are allowed, and the cuts that the question needs."""

    first: datetime.date
    last: datetime.date
    """The day on which the last day of a history ends."""
    spans: list[tuple[datetime.date, datetime.date]] = field(default_factory=list)
    """First and last day of each stretch that the question counts over; one day for `at`."""


def kind_of(node: ast.expr, reading: Reading) -> str:
    """The type of what a node gives: BOOLEAN, NUMBER, TIME or WORD. Raises QuestionError for what is not allowed."""
    if isinstance(node, ast.Constant):
        return _constant(node)
    if isinstance(node, ast.Name):
        return _name(node)
    if isinstance(node, ast.Call):
        return _call(node, reading)
    if isinstance(node, ast.BoolOp):
        for part in node.values:
            _want(part, (BOOLEAN,), reading)
        return BOOLEAN
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        _want(node.operand, (BOOLEAN,), reading)
        return BOOLEAN
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _want(node.operand, (NUMBER, TIME), reading)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ARITHMETIC):
        sides = {_want(node.left, (NUMBER, TIME), reading), _want(node.right, (NUMBER, TIME), reading)}
        return TIME if TIME in sides else NUMBER
    if isinstance(node, ast.Compare):
        return _compare(node, reading)
    message = "is not allowed here; a question has words, numbers, dates, + - * /, comparisons, in, and, or, not"
    raise QuestionError(f"this {message}, and {', '.join(FUNCTIONS)}", node.col_offset)


def _want(node: ast.expr, allowed: tuple[str, ...], reading: Reading) -> str:
    found = kind_of(node, reading)
    if found not in allowed:
        raise QuestionError(f"found {found}; allowed: {' or '.join(allowed)}", node.col_offset)
    return found


def _constant(node: ast.Constant) -> str:
    if isinstance(node.value, int | float) and abs(node.value) < 1e15:
        return BOOLEAN if isinstance(node.value, bool) else NUMBER
    raise QuestionError(
        "is not allowed here; a value is a number, a date or a bare word without quotes", node.col_offset
    )


def _name(node: ast.Name) -> str:
    if node.id in TIMES:
        return TIME
    if node.id in NUMBERS:
        return NUMBER
    if node.id in WORDS:
        return WORD
    if date_of(node) is not None:
        raise QuestionError(
            "a date stands only in the brackets of by, at, count, total, highest and mean", node.col_offset
        )
    known = (*TIMES, *NUMBERS, *WORDS, *FUNCTIONS)
    raise QuestionError(
        f"{clip(node.id)} is not a word of a question; allowed: {', '.join((*TIMES, *NUMBERS, *WORDS))}"
        f"{nearest(node.id, known)}",
        node.col_offset,
    )


def _call(node: ast.Call, reading: Reading) -> str:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in FUNCTIONS:
        raise QuestionError(
            f"{clip(name) or 'this'} is not a function of a question; allowed: {', '.join(FUNCTIONS)}"
            f"{nearest(name, FUNCTIONS)}",
            node.col_offset,
        )
    form, words = FUNCTIONS[name]
    if node.keywords or len(node.args) != form.count(",") + 1:
        raise QuestionError(f"{name} is written as {name}({form})", node.col_offset)
    what, *dates = node.args
    word = what.id if isinstance(what, ast.Name) else ""
    if word not in words:
        found = f"found {clip(word) or 'an expression'}"
        raise QuestionError(f"{found}; {name} takes one of {', '.join(words)}{nearest(word, words)}", what.col_offset)
    days = [_date(date, reading) for date in dates]
    if name == "by":
        return BOOLEAN
    if days[0] > days[-1]:
        raise QuestionError(f"{days[0]} comes after {days[-1]}", dates[0].col_offset)
    if days[-1] >= reading.last:
        last = reading.last - datetime.timedelta(1)
        raise QuestionError(f"{days[-1]} lies beyond the last whole day of a history, {last}", dates[-1].col_offset)
    reading.spans.append((days[0], days[-1]))
    return WORD if name == "at" and STATES[word] else NUMBER


def _date(node: ast.expr, reading: Reading) -> datetime.date:
    date = date_of(node) if isinstance(node, ast.Name) else None
    if date is None:
        raise QuestionError("a date is written as 2024-12-01", node.col_offset)
    if not reading.first <= date <= reading.last:
        raise QuestionError(
            f"{date} lies outside of the history, which goes from {reading.first} to {reading.last}", node.col_offset
        )
    return date


def _compare(node: ast.Compare, reading: Reading) -> str:
    sides = [node.left, *node.comparators]
    for left, operator, right in zip(sides, node.ops, node.comparators, strict=False):
        if isinstance(operator, ast.In | ast.NotIn):
            _words_of(left, right.elts if isinstance(right, ast.Tuple | ast.List | ast.Set) else [], right, reading)
        elif isinstance(operator, ast.Eq | ast.NotEq) and words_of(left):
            _words_of(left, [right], right, reading)
        elif isinstance(operator, (*ORDERED, ast.Eq, ast.NotEq)):
            _want(left, (NUMBER, TIME), reading)
            _want(right, (NUMBER, TIME), reading)
        else:
            raise QuestionError("this comparison is not allowed; there are < <= > >= == != in, not in", left.col_offset)
    return BOOLEAN


def words_of(node: ast.expr) -> tuple[str, ...]:
    """The words that a node can give; none for what gives numbers."""
    if isinstance(node, ast.Name):
        return WORDS.get(node.id, ())
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "at" and node.args
    first = node.args[0] if isinstance(node, ast.Call) and called else None
    return STATES.get(first.id, ()) if isinstance(first, ast.Name) else ()


def _words_of(left: ast.expr, right: list[ast.expr], place: ast.expr, reading: Reading) -> None:
    """Check `left in (right)` or `left == right` between a word and bare words."""
    words = words_of(left)
    _want(left, (WORD,), reading)
    if not right:
        raise QuestionError("in is followed by words in brackets: in (partial, complete)", place.col_offset)
    for item in right:
        word = item.id if isinstance(item, ast.Name) else ""
        if word not in words:
            found = clip(word) or "an expression"
            raise QuestionError(f"found {found}; allowed: {', '.join(words)}{nearest(word, words)}", item.col_offset)
