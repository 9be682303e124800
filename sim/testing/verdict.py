"""What an assertion found, whether it passed or not, and how its failure is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.testing.histories import Runs


@dataclass(frozen=True)
class Verdict:
    """What a passed assertion rests on; returned by every `assert_*`.

    `n` histories (pairs for a comparison) were used; `differing` of them differ; `value` is the estimate that was
    judged (mean difference, share, mean) with its standard error; `alarm` bounds the chance that the assertion fails
    although its statement is true (0 for statements that hold run by run; with `shown=True`, see `assert_increases`).
    """

    statement: str
    n: int
    differing: int
    value: float
    standard_error: float
    alarm: float


def failure(statement: str, found: str, alarm: float | str, traces: list[str]) -> AssertionError:
    """The error of a failed assertion: statement, what was found, the false-alarm rate, how to look at the case.

    `alarm` is the rate, or a line about it where one number does not tell it.
    """
    if isinstance(alarm, str):
        rate = alarm
    elif alarm == 0:
        rate = "false-alarm rate 0: the statement is about every run, and one counterexample refutes it"
    else:
        rate = f"false-alarm rate at most {alarm:g}: if the statement were true, this would happen that rarely"
    return AssertionError("\n".join([statement, f"  found: {found}", f"  {rate}", *(f"  {line}" for line in traces)]))


def trace_both(before: Runs, after: Runs, replicate: int) -> list[str]:
    """Two lines that say how to see one replicate on both sides."""
    return [f"trace it: {before.trace_command(replicate)}", f"    against {after.trace_command(replicate)}"]
