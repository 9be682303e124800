"""Two ensembles side by side, headline by headline: `b` against the reference `a`."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl

from sim.outcomes import contrasts
from sim.outcomes.estimates import Runs, estimate, samples
from sim.outcomes.headlines import Headline, headlines_for
from sim.outcomes.intervals import LEVEL, Estimate


@dataclass(frozen=True, slots=True)
class Contrast:
    """What one headline becomes: its level in each, and the difference (b - a) with its interval.

    Only for pairs (None else): `better`, `equal`, `worse` are shares of histories by the headline's own direction
    (None for quantiles, which are no property of a single history); `gained` and `lost` count the discordant pairs of
    a share (in b but not in a, in a but not in b), `p_value` is McNemar's mid-p; `variance_ratio` is how many unpaired
    replicates it takes for one pair, None where pairing leaves no variance at all.
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
    a: Runs, b: Runs, horizon_days: float, *, names: Iterable[str] | None = None, level: float = LEVEL
) -> list[Contrast]:
    """Compare two ensembles that share their luck: replicate r of `a` with replicate r of `b`, in any order of rows.

    Where every history is the same in both (equal fingerprints), every difference is 0 with the interval [0, 0].
    Raises ValueError unless both have the same replicates, each once, and the same draws.
    """
    order_a, order_b = _alignment(a, b)
    same = _identical(a, b, order_a, order_b)
    found = {}
    for headline, (x, y) in samples([a, b], horizon_days, names):
        found[headline.name] = _pairs(headline, x[order_a], y[order_b], same, level)
    return [found[headline.name] for headline in headlines_for(horizon_days, names)]


def compare_unpaired(
    a: Runs, b: Runs, horizon_days: float, *, names: Iterable[str] | None = None, level: float = LEVEL
) -> list[Contrast]:
    """Compare two independent ensembles: Newcombe's interval for shares, Welch's for means."""
    found = {}
    for headline, (x, y) in samples([a, b], horizon_days, names):
        of_a, of_b = estimate(headline, x, level), estimate(headline, y, level)
        mean = headline.kind == "mean"
        difference = contrasts.unpaired_mean(x, y, level) if mean else contrasts.combined(of_a, of_b)
        found[headline.name] = Contrast(headline, of_a, of_b, difference, paired=False)
    return [found[headline.name] for headline in headlines_for(horizon_days, names)]


def contrast_frame(rows: Iterable[Contrast]) -> pl.DataFrame:
    """Contrasts as a table, one row a headline: name, label, unit, kind, better_is, paired, n, a, a_low, a_high, b,
    b_low, b_high, difference, low, high, se, better, equal, worse, variance_ratio, gained, lost, p_value.

    Null is "does not apply" or "cannot be said".
    """
    return pl.DataFrame([_row(contrast) for contrast in rows], schema=_SCHEMA).with_columns(
        pl.col(pl.Float64).fill_nan(None)
    )


def _pairs(headline: Headline, x: np.ndarray, y: np.ndarray, same: bool, level: float) -> Contrast:
    of_a, of_b = estimate(headline, x, level), estimate(headline, y, level)
    difference = Estimate(0.0, 0.0, 0.0, x.size, 0.0) if same else _difference(headline, x, y, (of_a, of_b), level)
    ratio = _variance_ratio(of_a, of_b, difference)
    if headline.kind == "quantile":
        return Contrast(headline, of_a, of_b, difference, paired=True, variance_ratio=ratio)
    better, equal, worse = _shares(headline, x, y)
    tests: tuple[int | None, int | None, float | None] = (None, None, None)
    if headline.kind == "share":
        gained, lost = int(np.count_nonzero(y & ~x)), int(np.count_nonzero(x & ~y))
        tests = (gained, lost, contrasts.mcnemar(gained, lost))
    return Contrast(headline, of_a, of_b, difference, True, better, equal, worse, ratio, *tests)


def _difference(
    headline: Headline, x: np.ndarray, y: np.ndarray, levels: tuple[Estimate, Estimate], level: float
) -> Estimate:
    if headline.kind == "share":
        return contrasts.paired_share(x, y, level)
    if headline.kind == "mean":
        return contrasts.paired_mean(x, y, level)
    return contrasts.paired_quantile(x, y, *levels, level)


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


def _identical(a: Runs, b: Runs, order_a: np.ndarray | slice, order_b: np.ndarray | slice) -> bool:
    prints = [table.lazy().select("fingerprint").collect()["fingerprint"] for table in (a, b)]
    return bool((_reordered(prints[0], order_a) == _reordered(prints[1], order_b)).all())


def _reordered(series: pl.Series, order: np.ndarray | slice) -> pl.Series:
    return series if isinstance(order, slice) else series.gather(order)


_SCHEMA = {
    **dict.fromkeys(("name", "label", "unit", "kind", "better_is"), pl.String),
    "paired": pl.Boolean,
    "n": pl.Int64,
    **dict.fromkeys(("a", "a_low", "a_high", "b", "b_low", "b_high", "difference", "low", "high", "se"), pl.Float64),
    **dict.fromkeys(("better", "equal", "worse", "variance_ratio"), pl.Float64),
    **dict.fromkeys(("gained", "lost"), pl.Int64),
    "p_value": pl.Float64,
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
    }


def _levels(name: str, found: Estimate) -> dict[str, float]:
    return {name: found.value, f"{name}_low": found.low, f"{name}_high": found.high}
