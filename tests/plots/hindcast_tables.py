"""Small tables for the figures of hindcasts."""

from __future__ import annotations

import polars as pl


def months() -> pl.DataFrame:
    """Forecasts of some months from two dates, one month by both; the last not known yet."""
    names = ["winter_2023_24"] * 4 + ["summer_2024"] * 3
    when = ["2024-01", "2024-02", "2024-03", "2024-04", "2024-04", "2024-05", "2024-06"]
    return pl.DataFrame(
        {
            "hindcast": names, "month": when, "q05": [0.0] * 7, "q25": [0, 0, 0, 0, 0, 1, 1.0],
            "q50": [1, 1, 1, 1, 1, 2, 2.0], "q75": [2, 2, 2, 3, 2, 3, 3.0], "q95": [5, 5, 5, 6, 4, 6, 5.0],
            "observed": [0, 0, 2, 2, 2, 1, None], "low": [0, 0, 2, 1, 1, 1, None], "high": [0, 0, 2, 2, 2, 1, None],
        },
        strict=False,
    )  # fmt: skip


def bins() -> pl.DataFrame:
    """Reliability of two forecasters."""
    return pl.DataFrame(
        {
            "forecaster": ["model, parameters as they stand"] * 3 + ["model, parameters in doubt"] * 3,
            "p": [0.05, 0.35, 0.95, 0.12, 0.45, 0.75], "observed": [0.5, 0.25, 1.0, 0.4, 0.5, 1.0],
            "low": [0.2, 0.05, 0.3, 0.15, 0.15, 0.3], "high": [0.8, 0.7, 1.0, 0.75, 0.85, 1.0], "n": [6, 4, 1, 5, 4, 2],
        }
    )  # fmt: skip


def histogram() -> pl.DataFrame:
    """PIT histograms of two forecasters."""
    lows = [0.0, 0.2, 0.4, 0.6, 0.8]
    return pl.DataFrame(
        {
            "forecaster": ["model, parameters as they stand"] * 5 + ["model, parameters in doubt"] * 5,
            "low": lows * 2, "high": [low + 0.2 for low in lows] * 2,
            "height": [1.4, 0.8, 0.6, 0.7, 1.5, 1.2, 1.1, 0.9, 0.9, 0.9], "n": [38] * 10,
        }
    )  # fmt: skip


def parameter_bins() -> pl.DataFrame:
    """What a calibration leaves of five parameters, by quarters of their prior."""
    names = [
        "strikes.russia.per_day",
        "talks.round_days",
        "moratorium.tacit.tolerance",
        "grid.nuclear_gw",
        "trust.initial",
    ]
    lows = [0.0, 0.25, 0.5, 0.75]
    return pl.DataFrame(
        {
            "parameter": [name for name in names for _ in lows], "low": lows * 5,
            "high": [low + 0.25 for low in lows] * 5,
            "density": [1.8, 1.2, 0.7, 0.3, *([1.0] * 12), 0.4, 0.8, 1.2, 1.6], "kept": [0.6, 0.5, 0.3, None] * 5,
            "least": [0.8, 1.1, 1.9, None] * 2 + [1.0] * 8 + [3.4, 2.0, 1.2, 0.9],
            "middle": [2.0, 2.6, 3.8, None] * 2 + [2.4] * 8 + [5.1, 3.6, 2.9, 2.5],
        }
    )  # fmt: skip


def parameters() -> pl.DataFrame:
    """What a calibration learnt of its parameters; one was not calibrated, one came out wider than its prior."""
    names = parameter_bins()["parameter"].unique(maintain_order=True).to_list()
    return pl.DataFrame({"parameter": names, "contraction": [0.62, 0.31, 0.12, -0.08, None]})


def checks() -> pl.DataFrame:
    """Posterior-predictive checks of three summaries."""
    return pl.DataFrame(
        {
            "summary": ["winter_waves", "winter_refining_idle", "summer_peak_deficit"], "observed": [4.0, 0.14, 2.0],
            "spread": [1.0, 0.03, 0.7], "prior_q05": [0.0, 0.0, 0.0], "prior_q50": [1.0, 0.03, 2.5],
            "prior_q95": [9.0, 0.12, 7.0], "q05": [0.0, 0.01, 0.0], "q50": [2.0, 0.06, 2.1], "q95": [8.0, 0.15, 5.0],
        }
    )  # fmt: skip
