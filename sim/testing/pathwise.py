"""Statements about every single run: the same replicate on both sides, one counterexample is enough.

Two ensembles with the same seed share their luck, so replicate 17 of one is replicate 17 of the other in a minimally
different world. A day that is missing has never come: it counts as later than every day.

A statement that never fails also holds where nothing happens. With `some_differ=True` an assertion demands besides that
at least one replicate differs, so that it says something about what was varied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.testing.verdict import Verdict, failure, trace_both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sim.testing.histories import Runs

# What never happens, and the sign with which the second value must then not be the smaller one.
_SIGNS = {"earlier": +1, "lower": +1, "later": -1, "higher": -1}


def assert_never_earlier(before: Runs, after: Runs, column: str, *, some_differ: bool = False) -> Verdict:
    """No replicate of `after` has `column` (a day; missing: never) earlier than the same replicate of `before`."""
    return _never(before, after, column, "earlier", some_differ)


def assert_never_later(before: Runs, after: Runs, column: str, *, some_differ: bool = False) -> Verdict:
    """No replicate of `after` has `column` (a day; missing: never) later than the same replicate of `before`."""
    return _never(before, after, column, "later", some_differ)


def assert_never_lower(before: Runs, after: Runs, column: str, *, some_differ: bool = False) -> Verdict:
    """No replicate of `after` has a lower `column` than the same replicate of `before`."""
    return _never(before, after, column, "lower", some_differ)


def assert_never_higher(before: Runs, after: Runs, column: str, *, some_differ: bool = False) -> Verdict:
    """No replicate of `after` has a higher `column` than the same replicate of `before`."""
    return _never(before, after, column, "higher", some_differ)


def assert_identical(before: Runs, after: Runs, columns: Sequence[str] | None = None) -> Verdict:
    """Every replicate of `after` equals that of `before` in `columns`, to the bit; by default in all columns."""
    check_paired(before, after)
    names = list(columns) if columns is not None else before.frame.columns
    statement = f"{after.label} equals {before.label} in {', '.join(names) if columns else 'every column'}"
    for name in names:
        differing = np.flatnonzero((before.frame[name].ne_missing(after.frame[name])).to_numpy())
        if len(differing):
            replicate = int(before.frame["replicate"][int(differing[0])])
            row = int(differing[0])
            found = (
                f"{name} differs in {len(differing)} of {before.n} replicates, first in replicate {replicate}: "
                f"{before.frame[name][row]} against {after.frame[name][row]}"
            )
            raise failure(statement, found, 0.0, trace_both(before, after, replicate))
    return Verdict(statement, before.n, 0, 0.0, 0.0, 0.0)


def check_paired(before: Runs, after: Runs) -> None:
    """Raise ValueError unless the two ensembles share seed and replicates, without which a pair means nothing."""
    if before.seed != after.seed:
        raise ValueError(f"not paired: {before.label} has seed {before.seed}, {after.label} has seed {after.seed}")
    if not before.frame["replicate"].equals(after.frame["replicate"]):
        raise ValueError(f"not paired: {before.label} has {before.n} replicates, {after.label} has {after.n}")
    if before.scenario.ceilings != after.scenario.ceilings:
        raise ValueError(
            f"not paired: {before.label} and {after.label} have different ceilings, and so different candidates; "
            "make both with one call of histories.variants(...), which gives them the largest of either"
        )


def paired_values(before: Runs, after: Runs, column: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The values of `column` on both sides, shape (n,) each; a missing day is infinite.

    Raises ValueError for a column that is not a number, or has missing values and is not a day.
    """
    check_paired(before, after)
    return column_values(before, column), column_values(after, column)


def column_values(runs: Runs, column: str) -> NDArray[np.float64]:
    """`column` as floats, shape (n,); a missing day is infinite, for it never came within the horizon."""
    if column not in runs.frame.columns:
        raise ValueError(f"no column {column!r}; there are {', '.join(runs.frame.columns)}")
    series = runs.frame[column]
    if not series.dtype.is_numeric():
        raise ValueError(f"{column!r} is not a number but {series.dtype}")
    if series.null_count() and not column.endswith("_day"):
        raise ValueError(f"{column!r} is missing in {series.null_count()} of {runs.n} replicates of {runs.label}")
    return np.asarray(series.cast(float).fill_null(np.inf).to_numpy())


def _never(before: Runs, after: Runs, column: str, word: str, some_differ: bool) -> Verdict:
    sign = _SIGNS[word]
    first, second = paired_values(before, after, column)
    statement = f"{column} is never {word} in {after.label} than in {before.label}"
    wrong = np.flatnonzero(sign * second < sign * first)
    if len(wrong):
        # The largest fall is the plainest case to look at; infinity against a day is larger than any.
        size = np.abs(second[wrong] - first[wrong])
        row = int(wrong[np.argmax(size)])
        replicate = int(before.frame["replicate"][row])
        found = (
            f"{word} in {len(wrong)} of {before.n} replicates, most in replicate {replicate}: "
            f"{told(first[row])} against {told(second[row])}"
        )
        raise failure(statement, found, 0.0, trace_both(before, after, replicate))
    differing = int(np.sum(first != second))
    if some_differ and not differing:
        replicate = int(before.frame["replicate"][0])
        found = f"no difference in any of {before.n} replicates: what was varied has no effect on it"
        rate = "false-alarm rate (1 - p)^n, where p is the chance that a replicate differs and n their number"
        raise failure(f"{statement}, and in some it differs", found, rate, trace_both(before, after, replicate))
    return Verdict(statement, before.n, differing, 0.0, 0.0, 0.0)


def told(value: float) -> str:
    """A value for a message; infinity is a day that never came."""
    return "never" if np.isinf(value) else f"{value:.12g}"
