"""Statements about means and shares, with a stated chance of a false alarm.

Each fails only if the data contradict the statement so clearly that, were it true, this would happen with a
probability of at most `alarm`. That bounds how often a sound model fails its tests; how small an effect the test
can see follows from n, and is in the returned Verdict as `standard_error`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.outcomes.distributions import binomial_above, binomial_up_to, t_value
from sim.testing.pathwise import column_values, paired_values
from sim.testing.verdict import Verdict, failure, trace_both

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.testing.histories import Runs

SMALLEST = 30
"""Fewest pairs for a mean to be judged by the t distribution."""
RAREST = 1e-15
"""Smallest chance of a false alarm on one side: with less, the level of the quantile cannot be told from 1."""


@dataclass(frozen=True)
class _Claim:
    """How a mean is said to move: by at least `by`, up (+1) or down (-1); `shown` puts the burden of proof on it."""

    sign: int
    by: float
    within: float | None
    shown: bool
    alarm: float


def assert_increases(
    before: Runs,
    after: Runs,
    column: str,
    *,
    by: float = 0.0,
    within: float | None = None,
    shown: bool = False,
    alarm: float = 1e-4,
) -> Verdict:
    """The mean of `column` is larger in `after`, by `by` or more; differences are taken replicate by replicate.

    With `within` (days) the column is a day, and what is compared is the share of histories in which it has come
    within so many days. Fails if the paired mean difference is below `by` at a one-sided level of `alarm`, and if no
    replicate differs at all, for then whatever should have raised it does nothing.

    With `shown=True` it is not enough that the data do not contradict it, they have to show it: it passes only if the
    difference is above `by` at that level. Were it `by` or less, this would pass with a probability of at most
    `alarm`; a true one fails as rarely if it exceeds `by` by twice the t quantile (7.5 standard errors at 0.0001).
    """
    return _moves(before, after, column, _Claim(+1, by, within, shown, alarm))


def assert_decreases(
    before: Runs,
    after: Runs,
    column: str,
    *,
    by: float = 0.0,
    within: float | None = None,
    shown: bool = False,
    alarm: float = 1e-4,
) -> Verdict:
    """The mean of `column` is smaller in `after`, by `by` or more; otherwise as `assert_increases`."""
    return _moves(before, after, column, _Claim(-1, by, within, shown, alarm))


def assert_share_between(
    runs: Runs, column: str, low: float, high: float, *, within: float | None = None, alarm: float = 1e-4
) -> Verdict:
    """The share of histories in which `column` (a day) comes, or is true or above 0, lies between `low` and `high`.

    `within` asks for it within so many days. Exact binomial test: fails if the count is so small for `low`, or so
    large for `high`, that its tail has a probability below `alarm / 2`.
    """
    if not 0 <= low <= high <= 1:
        raise ValueError(f"a share lies between 0 and 1, and low is not above high: {low:g}, {high:g}")
    came = happened(column_values(runs, column), column, within)
    count, n = int(came.sum()), runs.n
    clause = "" if within is None else f" within {within:g} d"
    statement = f"the share with {column}{clause} in {runs.label} is between {low:g} and {high:g}"
    if binomial_up_to(count, n, low) < alarm / 2 or binomial_above(count - 1, n, high) < alarm / 2:
        too_many = count / n > high
        odd = np.flatnonzero(came if too_many else ~came)
        replicate = int(runs.frame["replicate"][int(odd[0])])
        which = "with" if too_many else "without"
        traces = [f"a history {which} it: {runs.trace_command(replicate)}"]
        raise failure(statement, f"{count} of {n} = {count / n:.4f}", alarm, traces)
    share = count / n
    return Verdict(statement, n, count, share, float(np.sqrt(share * (1 - share) / n)), alarm)


def assert_mean_between(runs: Runs, column: str, low: float, high: float, *, alarm: float = 1e-4) -> Verdict:
    """The mean of `column` lies between `low` and `high` (two one-sided t tests, `alarm / 2` each)."""
    values = column_values(runs, column)
    if np.isinf(values).any():
        raise ValueError(f"{column!r} is missing in {int(np.isinf(values).sum())} histories: it has no mean")
    mean, error, quantile = _mean(values, alarm / 2)
    statement = f"the mean of {column} in {runs.label} is between {low:g} and {high:g}"
    if mean + quantile * error < low or mean - quantile * error > high:
        odd = int(np.argmin(values) if mean < low else np.argmax(values))
        replicate = int(runs.frame["replicate"][odd])
        traces = [f"the most extreme history: {runs.trace_command(replicate)}"]
        raise failure(statement, f"{mean:.6g} +- {error:.2g} (standard error)", alarm, traces)
    return Verdict(statement, runs.n, 0, mean, error, alarm)


def happened(values: NDArray[np.float64], column: str, within: float | None) -> NDArray[np.bool_]:
    """Whether each history has it: a day that has come (within so many days), or a number above 0."""
    if column.endswith("_day"):
        return np.asarray(np.isfinite(values) if within is None else values <= within)
    if within is not None:
        raise ValueError(f"within= asks about a day, and {column!r} is not one")
    return np.asarray(values > 0)


def _moves(before: Runs, after: Runs, column: str, claim: _Claim) -> Verdict:
    by, within, sign = claim.by, claim.within, claim.sign
    first, second = paired_values(before, after, column)
    if within is not None:
        first, second = (happened(side, column, within).astype(float) for side in (first, second))
    elif np.isinf(first).any() or np.isinf(second).any():
        raise ValueError(f"{column!r} never comes in some histories, so it has no mean: compare shares with within=")
    difference = sign * (second - first)
    mean, error, quantile = _mean(difference, claim.alarm)
    name = column if within is None else f"the share with {column} within {within:g} d"
    margin = f" by {by:g} or more" if by else ""
    verb = "larger" if sign > 0 else "smaller"
    statement = f"{name} is on average {verb}{margin} in {after.label} than in {before.label}"
    differing = int(np.count_nonzero(difference))
    row = int(np.argmin(difference))
    replicate = int(before.frame["replicate"][row])
    found = (
        f"paired mean difference {sign * mean:.6g} +- {error:.2g} (standard error, {before.n} pairs); "
        f"most against it is replicate {replicate}: {first[row]:.6g} against {second[row]:.6g}"
    )
    rate: float | str = claim.alarm
    if not differing:
        found = f"no difference in any of {before.n} replicates: what should change it has no effect"
    elif claim.shown:
        rate = (
            f"it has to be shown: were it not so, this would pass with a chance of at most {claim.alarm:g}; a mean "
            f"that exceeds {by:g} by {2 * quantile:.1f} standard errors or more fails as rarely"
        )
    wrong = mean - quantile * error <= by if claim.shown else mean + quantile * error < by
    if wrong or not differing:
        raise failure(statement, found, rate, trace_both(before, after, replicate))
    return Verdict(statement, before.n, differing, sign * mean, error, claim.alarm)


def _mean(values: NDArray[np.float64], tail: float) -> tuple[float, float, float]:
    """Mean, its standard error, and the t quantile that leaves `tail` above it."""
    n = len(values)
    if n < SMALLEST:
        raise ValueError(f"{n} histories are too few to judge a mean: take at least {SMALLEST}")
    if not RAREST <= tail <= 0.5:
        raise ValueError(f"a false alarm on one side has a chance from {RAREST:g} to 0.5: {tail:g}")
    return float(values.mean()), float(values.std(ddof=1) / np.sqrt(n)), t_value(n - 1, 1 - 2 * tail)
