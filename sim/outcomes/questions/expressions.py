"""A checked question as a polars expression over rows and, for what it counts over stretches of days, over windows."""

from __future__ import annotations

import ast
import datetime
import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from sim.scenario.questions.check import words_of
from sim.scenario.questions.text import date_of
from sim.scenario.questions.vocabulary import EVENTS, TIMES, WORDS

Binary = Callable[[pl.Expr, pl.Expr], pl.Expr]
_ARITHMETIC: dict[type[ast.operator], Binary] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARISONS: dict[type[ast.cmpop], Binary] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


@dataclass
class Builder:
    """Builds expressions, and gathers the aggregates over windows that they read as columns of their own."""

    start: datetime.date
    horizon_days: int
    aggregates: dict[str, pl.Expr] = field(default_factory=dict)
    """Column to the aggregate of a history's windows that fills it."""

    def of(self, node: ast.expr) -> pl.Expr:
        """The expression of a node that `check` has let through."""
        if isinstance(node, ast.Constant):
            return pl.lit(float(node.value) if not isinstance(node.value, bool) else node.value)  # type: ignore[arg-type]
        if isinstance(node, ast.Name):
            return self._column(node.id)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.BoolOp):
            parts = [self.of(part) for part in node.values]
            return pl.all_horizontal(parts) if isinstance(node.op, ast.And) else pl.any_horizontal(parts)
        if isinstance(node, ast.UnaryOp):
            inner = self.of(node.operand)
            return ~inner if isinstance(node.op, ast.Not) else -inner
        if isinstance(node, ast.BinOp):
            made = _ARITHMETIC[type(node.op)](self.of(node.left), self.of(node.right))
            return made.fill_nan(None)  # 0 / 0, never - never: no answer
        if isinstance(node, ast.Compare):
            return self._compare(node)
        raise TypeError(f"a question has no {type(node).__name__}")

    def _column(self, name: str) -> pl.Expr:
        if name in WORDS:
            return pl.col(name).cast(pl.String)
        column = pl.col(name).cast(pl.Float64)
        return column.fill_null(math.inf if name in TIMES else 0.0)

    def _call(self, node: ast.Call) -> pl.Expr:
        assert isinstance(node.func, ast.Name)
        what, *rest = node.args
        assert isinstance(what, ast.Name)
        dates = [date_of(item) for item in rest if isinstance(item, ast.Name)]
        days = [(date - self.start).days for date in dates if date is not None]
        if node.func.id == "by":
            # What happens in the course of a day has happened by that day; the horizon is the last instant of all.
            return self._column(EVENTS[what.id]) < min(days[0] + 1, self.horizon_days + 1e-9)
        return self._over(node.func.id, what.id, days[0], days[-1])

    def _over(self, function: str, word: str, first: int, last: int) -> pl.Expr:
        """Read an aggregate over the windows that lie within days `first` to `last`, both included."""
        name = f"{function} {word} {first} {last}"
        begins = (pl.col("start") - self.start).dt.total_days()
        within = (begins >= first) & (begins + pl.col("days") <= last + 1)
        if function == "at":
            value = pl.col(word).filter(begins + pl.col("days") == last + 1).first()
            self.aggregates[name] = value.cast(pl.Float64 if word == "kursk_km2" else pl.String)
        elif function == "highest":
            self.aggregates[name] = pl.col(word).filter(within).max()
        elif function == "mean":
            idle = pl.col("refining_idle_mean") * pl.col("days")
            self.aggregates[name] = idle.filter(within).sum() / pl.col("days").filter(within).sum()
        else:
            self.aggregates[name] = pl.col(word).filter(within).sum().cast(pl.Float64)
        return pl.col(name)

    def _compare(self, node: ast.Compare) -> pl.Expr:
        parts = []
        left = node.left
        for comparison, right in zip(node.ops, node.comparators, strict=True):
            if isinstance(comparison, ast.In | ast.NotIn) or words_of(left):
                parts.append(self._among(left, comparison, right))
            else:
                parts.append(_COMPARISONS[type(comparison)](self.of(left), self.of(right)))
            left = right
        return parts[0] if len(parts) == 1 else pl.all_horizontal(parts)

    def _among(self, left: ast.expr, comparison: ast.cmpop, right: ast.expr) -> pl.Expr:
        """Whether a word is one of some; a word that never came to be is none of them."""
        items = right.elts if isinstance(right, ast.Tuple | ast.List | ast.Set) else [right]
        words = [item.id for item in items if isinstance(item, ast.Name)]
        found = self.of(left).is_in(words).fill_null(value=False)
        return ~found if isinstance(comparison, ast.NotIn | ast.NotEq) else found
