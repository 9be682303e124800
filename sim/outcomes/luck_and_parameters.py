"""Two kinds of spread, kept apart: not knowing the parameters, and luck.

One-way random effects over parameter sets (Searle, Casella and McCulloch 1992, chapter 3): the spread of luck is that
within sets; the spread between the means of sets, less what luck leaves in a mean of n, is that of the parameters.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.outcomes import intervals, rounding, scramblings
from sim.outcomes.estimates import samples

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from sim.scenario import Scenario

TAILS = (0.05, 0.5, 0.95)


def luck_and_parameters(runs: pl.LazyFrame | pl.DataFrame, scenario: Scenario, draws: int) -> dict[str, Any]:
    """The spread of each headline share and mean over `draws` parameter sets of equal size, for `summary.json`.

    By headline: `mean` over sets with `low` and `high`, its 95% interval from the scramblings' means (both sources);
    `sd_parameters` and `sd_luck` (of one history), `luck_share` of the variance of one history; `sets`, the 5, 50 and
    95% quantiles of the sets' means. Rows must be in order of replicate.
    """
    found = {
        headline.name: _apart(sample.astype(float), draws)
        for headline, (sample,) in samples([runs], scenario.horizon_days)
        if headline.kind != "quantile"
    }
    return {"draws": draws, "headlines": found}


def _apart(sample: np.ndarray[Any, Any], draws: int) -> dict[str, Any]:
    """The two spreads of `sample`, in order of replicate, as many histories for each of `draws` sets."""
    values = sample.reshape(draws, -1)
    sets, n = values.shape
    means = values.mean(axis=1)
    luck = float(values.var(axis=1, ddof=1).mean()) if n > 1 else math.nan
    between = max(0.0, float(means.var(ddof=1)) - luck / n) if sets > 1 and n > 1 else math.nan
    whole = luck + between
    estimate = scramblings.of_mean(sample, draws)
    return {
        "mean": intervals.plain(estimate.value),
        "low": intervals.plain(estimate.low),
        "high": intervals.plain(estimate.high),
        "sd_parameters": intervals.plain(math.sqrt(between)),
        "sd_luck": intervals.plain(math.sqrt(luck)),
        "luck_share": intervals.plain(luck / whole if whole > 0 else math.nan),
        "sets": {f"{q:g}": intervals.plain(float(np.quantile(means, q))) for q in TAILS},
    }


def words(summary: Mapping[str, Any]) -> str:
    """The two spreads in plain words; nothing for a run without uncertain parameters."""
    about = summary.get("parameters")
    if not about:
        return ""
    draws, heads = about["draws"], about["headlines"]
    parts = []
    if deal := heads.get("deal_180"):
        parts.append(
            f"the share of histories with a formal deal within 180 days lies between {_set(deal, '0.05', 'share')} and "
            f"{_set(deal, '0.95', 'share')} in nine sets of ten (what luck leaves in a set's mean included)"
        )
    energy = heads["unserved_gwh"]
    parts.append(
        f"mean unserved energy lies between {_set(energy, '0.05', 'mean')} and {_set(energy, '0.95', 'mean')} GWh"
    )
    text = f"{about['varied']} Over {draws} sets of them, " + ", and ".join(parts) + "."
    if energy["luck_share"] is not None:
        text += (
            f" Of the variance of unserved energy in one history, {energy['luck_share']:.0%} is luck and "
            f"{1 - energy['luck_share']:.0%} is not knowing the parameters."
        )
    return text + _beside(summary)


def _set(about: Mapping[str, Any], q: str, kind: str) -> str:
    """A quantile of the sets' means, which has no interval."""
    return rounding.alone(about["sets"][q], kind)


def _beside(summary: Mapping[str, Any]) -> str:
    """What the same scenario gives with nothing in doubt."""
    found = summary.get("medians", {}).get("headlines", {})
    if "unserved_gwh" not in found:
        return ""
    energy, waves = (
        rounding.without_interval(found[name]["value"], found[name]["low"], found[name]["high"], "mean")
        for name in ("unserved_gwh", "russian_waves")
    )
    return (
        f" With each of them at its median, which for a range is the default, {summary['medians']['n']:,} histories "
        f"give {energy} GWh and {waves} Russian waves: doubt does not move the inputs, but the model is not linear."
    )
