"""Two ensembles side by side, headline by headline: `b` against the reference `a`."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from sim.outcomes import contrasts, enough, intervals, scramblings
from sim.outcomes.distributions import t_tail, t_value
from sim.outcomes.estimates import Runs, estimate, samples
from sim.outcomes.headlines import Headline, headlines_for
from sim.outcomes.intervals import LEVEL, Estimate


@dataclass(frozen=True, slots=True)
class Contrast:
    """What one headline becomes: its level in each, and the difference (b - a) with its interval.

    Only for pairs (None else): `better`, `equal`, `worse` are shares of histories by the headline's own direction
    (None for quantiles, which are no property of a single history); `gained` and `lost` count the discordant pairs of
    a share (in b but not in a, in a but not in b); `variance_ratio` is how many unpaired replicates it takes for one
    pair, None where pairing leaves no variance at all. `p_value` is McNemar's mid-p for shares in pairs, else that of
    the ratio to the standard error, None where there is no interval.
    """

    headline: Headline
    a: Estimate
    b: Estimate
    difference: Estimate
    paired: bool
    better: float | None = None
    equal: float | None = None
    worse: float | None = None
    variance_ratio: float | None = None
    gained: int | None = None
    lost: int | None = None
    p_value: float | None = None


def compare_pairs(
    a: Runs,
    b: Runs,
    horizon_days: float,
    *,
    same_plan: bool = False,
    names: Iterable[str] | None = None,
    level: float = LEVEL,
    draws: int = 1,
) -> list[Contrast]:
    """Compare two ensembles that share their luck: replicate r of `a` with replicate r of `b`, in any order of rows.

    `same_plan` says that both come of equal scenarios under equal rules: only then is every difference exactly 0, and
    its interval [0, 0]. Histories that are all the same show no more than that none of so many differs. Over several
    `draws` of the parameters intervals are for luck and for which sets were drawn (`scramblings`).
    Raises ValueError unless both have the same replicates, each once, and the same draws.
    """
    order_a, order_b = _alignment(a, b)
    found = {}
    for headline, (x, y) in samples([a, b], horizon_days, names):
        found[headline.name] = _pairs(headline, x[order_a], y[order_b], same_plan, level, draws)
    return [found[headline.name] for headline in headlines_for(horizon_days, names)]


def compare_unpaired(
    a: Runs,
    b: Runs,
    horizon_days: float,
    *,
    names: Iterable[str] | None = None,
    level: float = LEVEL,
    draws: tuple[int, int] = (1, 1),
) -> list[Contrast]:
    """Compare two independent ensembles: Newcombe's interval for shares, Welch's for means.

    `draws` of the parameters of each; over several the intervals of the two are combined.
    """
    found = {}
    for headline, (x, y) in samples([a, b], horizon_days, names):
        of_a, of_b = (estimate(headline, one, level, draws=sets) for one, sets in zip((x, y), draws, strict=True))
        difference = _independent(headline, None if max(draws) > 1 else (x, y), (of_a, of_b), level)
        found[headline.name] = Contrast(
            headline, of_a, of_b, difference, paired=False, p_value=_p_value(difference, level)
        )
    return [found[headline.name] for headline in headlines_for(horizon_days, names)]


def contrast_frame(rows: Iterable[Contrast]) -> pl.DataFrame:
    """Contrasts as a table, one row a headline: name, label, unit, kind, better_is, paired, n, a, a_low, a_high, b,
    b_low, b_high, difference, low, high, se, better, equal, worse, variance_ratio, gained, lost,
    p_value, note (why there is no interval).

    Null is "does not apply" or "cannot be said".
    """
    return pl.DataFrame([_row(contrast) for contrast in rows], schema=_SCHEMA).with_columns(
        pl.col(pl.Float64).fill_nan(None)
    )


EXACTLY = Estimate(0.0, 0.0, 0.0, 0, 0.0, "exactly, for the two scenarios are the same")
"""The difference of a scenario to itself."""


def _independent(
    headline: Headline, samples: tuple[np.ndarray, np.ndarray] | None, levels: tuple[Estimate, Estimate], level: float
) -> Estimate:
    """The difference of two independent samples; none of its own where one of them supports no interval.

    `samples` is None over several sets of parameters, where the two intervals are combined.
    """
    if samples is not None and headline.kind == "mean":
        found = contrasts.unpaired_mean(*samples, level)
    else:
        found = contrasts.combined(*levels)
    notes = [one.note for one in levels if one.note]
    return enough.without(found, notes[0]) if notes else found


def _pairs(headline: Headline, x: np.ndarray, y: np.ndarray, same: bool, level: float, draws: int) -> Contrast:
    of_a, of_b = (estimate(headline, one, level, draws=draws) for one in (x, y))
    difference = replace(EXACTLY, n=x.size) if same else estimate_difference(headline, x, y, level, draws=draws)
    ratio = _variance_ratio(of_a, of_b, difference)
    if headline.kind == "quantile":
        return Contrast(
            headline, of_a, of_b, difference, True, variance_ratio=ratio, p_value=_p_value(difference, level)
        )
    better, equal, worse = _shares(headline, x, y)
    tests: tuple[int | None, int | None, float | None] = (None, None, _p_value(difference, level))
    if headline.kind == "share":
        gained, lost = int(np.count_nonzero(y & ~x)), int(np.count_nonzero(x & ~y))
        tests = (gained, lost, contrasts.mcnemar(gained, lost) if draws == 1 else tests[2])
    return Contrast(headline, of_a, of_b, difference, True, better, equal, worse, ratio, *tests)


def estimate_difference(
    headline: Headline, x: np.ndarray, y: np.ndarray, level: float = LEVEL, *, draws: int = 1
) -> Estimate:
    """The difference that pairs of one headline make, y less x of shape (n,), with an interval if they support it."""
    if draws > 1 and headline.q is not None:
        return scramblings.of_quantile(np.stack([x, y], axis=1), headline.q, draws, level)
    found = (contrasts.paired_share if headline.kind == "share" else contrasts.paired_mean)(x, y, level)
    apart = y.astype(np.float64) - x.astype(np.float64)
    if draws > 1:
        return scramblings.of_difference(found, apart, draws, level)
    if headline.kind == "share":
        return enough.of_shares(found, apart, level)
    if headline.q is None:
        return enough.of_difference(found, apart, level)
    # The estimates proper: a quantile that has no interval of its own may still have a difference.
    of_a, of_b = (intervals.quantile(sample, headline.q, level) for sample in (x, y))
    return enough.of_quantiles(contrasts.paired_quantile(x, y, of_a, of_b, level), y - x, headline.q)


def _p_value(found: Estimate, level: float) -> float | None:
    """How unusual a difference so far from nothing is, were there none: below 1 - level where its interval has no 0."""
    if math.isnan(found.low) or not found.se > 0 or not found.half_width > 0:
        return None
    reach = t_value(found.freedom, level)
    return 2 * t_tail(reach * abs(found.low + found.high) / 2 / found.half_width, found.freedom)


def _variance_ratio(a: Estimate, b: Estimate, difference: Estimate) -> float | None:
    """Variance of the difference were the samples independent, over what it is for the pairs."""
    unpaired, paired = a.se**2 + b.se**2, difference.se**2
    return unpaired / paired if paired > 0 and not math.isnan(unpaired) else None


def _shares(headline: Headline, x: np.ndarray, y: np.ndarray) -> tuple[float | None, float | None, float | None]:
    if x.size == 0:
        return None, None, None
    more, fewer = float(np.mean(y > x)), float(np.mean(y < x))
    equal = float(np.mean(y == x))
    return (more, equal, fewer) if headline.better == "more" else (fewer, equal, more)


def _alignment(a: Runs, b: Runs) -> tuple[np.ndarray | slice, np.ndarray | slice]:
    """Orders of rows that put both in order of replicate; slices where they already are."""
    ids = [table.lazy().select("replicate", "draw").collect() for table in (a, b)]
    orders: list[np.ndarray | slice] = []
    for frame in ids:
        replicate = frame["replicate"].to_numpy()
        steps = np.diff(replicate)
        ordered = slice(None) if (steps > 0).all() else np.argsort(replicate, kind="stable")
        if (np.diff(replicate[ordered]) == 0).any():
            raise ValueError("a replicate occurs twice: rows cannot be paired")
        orders.append(ordered)
    for column in ("replicate", "draw"):
        if not np.array_equal(ids[0][column].to_numpy()[orders[0]], ids[1][column].to_numpy()[orders[1]]):
            raise ValueError(f"the ensembles differ in `{column}`: rows cannot be paired")
    return orders[0], orders[1]


_SCHEMA = {
    **dict.fromkeys(("name", "label", "unit", "kind", "better_is"), pl.String),
    "paired": pl.Boolean,
    "n": pl.Int64,
    **dict.fromkeys(("a", "a_low", "a_high", "b", "b_low", "b_high", "difference", "low", "high", "se"), pl.Float64),
    **dict.fromkeys(("better", "equal", "worse", "variance_ratio"), pl.Float64),
    **dict.fromkeys(("gained", "lost"), pl.Int64),
    "p_value": pl.Float64,
    "note": pl.String,
}


def _row(contrast: Contrast) -> dict[str, object]:
    headline, found = contrast.headline, contrast.difference
    return {
        **{name: getattr(headline, name) for name in ("name", "label", "unit", "kind")},
        "better_is": headline.better,
        "paired": contrast.paired,
        "n": found.n,
        **_levels("a", contrast.a),
        **_levels("b", contrast.b),
        **{"difference": found.value, "low": found.low, "high": found.high, "se": found.se},
        **{name: getattr(contrast, name) for name in ("better", "equal", "worse", "variance_ratio")},
        **{name: getattr(contrast, name) for name in ("gained", "lost", "p_value")},
        "note": found.note or None,
    }


def _levels(name: str, found: Estimate) -> dict[str, float]:
    return {name: found.value, f"{name}_low": found.low, f"{name}_high": found.high}
