"""Windows: equal on both engines, no part of a history, and the same for the common days of a longer run."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

from sim.engine.cuts import window_cuts
from sim.engine.ensemble import EnsembleOptions, ensemble
from sim.engine.plan import make_plan
from sim.outcomes.windows import by_month, windows_frame
from sim.scenario import Scenario, load

SPAN = (dt.date(2024, 8, 6), dt.date(2024, 8, 20))


def frame(
    scenario: Scenario, n: int, engine: str = "compiled", spans: tuple[tuple[dt.date, dt.date], ...] = ()
) -> pl.DataFrame:
    cuts = window_cuts(scenario.start, scenario.horizon_days, spans)
    options = EnsembleOptions(engine=engine, workers=1, chunk=n)  # type: ignore[arg-type]
    (chunk,) = ensemble(make_plan(scenario, cuts), n, 5, options=options)
    assert chunk.windows is not None
    return windows_frame(chunk.windows, scenario, cuts, chunk.first)


@pytest.mark.parametrize("name", ["near_agreement_aug2024", "baseline"])
def test_both_engines_leave_the_same_windows(name: str) -> None:
    scenario = load(name)
    spans = (SPAN,) if name != "baseline" else ()
    compiled, simpy = (frame(scenario, 25, engine, spans) for engine in ("compiled", "simpy"))
    assert compiled.equals(simpy)
    assert compiled["russian_waves"].sum() > 0 < compiled["hours_short"].sum()


def test_windows_change_no_history() -> None:
    scenario = load("baseline")
    (bare,) = ensemble(make_plan(scenario), 50, 3, options=EnsembleOptions(workers=1, chunk=50))
    (cut,) = ensemble(
        make_plan(scenario, window_cuts(scenario.start, 365)), 50, 3, options=EnsembleOptions(workers=1, chunk=50)
    )
    assert bare.windows is None
    assert (bare.rows["fingerprint"] == cut.rows["fingerprint"]).all()


def test_63_days_equal_the_first_63_of_a_longer_run() -> None:
    short = frame(load("baseline", ["horizon_days=63"]), 40)
    long = frame(load("baseline"), 40)
    assert short["month"].unique().sort().to_list() == ["2024-10", "2024-11", "2024-12"]
    assert long.filter(pl.col("start") < dt.date(2025, 1, 1)).equals(short)


def test_windows_add_up_to_the_row() -> None:
    scenario = load("baseline")
    windows = frame(scenario, 60)
    (chunk,) = ensemble(scenario, 60, 5, options=EnsembleOptions(workers=1, chunk=60))
    sums = windows.group_by("replicate", maintain_order=True).agg(
        pl.col("russian_waves", "refinery_strikes", "breaches", "hours_short", "unserved_gwh").sum()
    )
    for name in sums.columns:
        np.testing.assert_allclose(sums[name].to_numpy(), chunk.rows[name], rtol=1e-9)


def test_a_month_that_was_cut_in_two_is_put_together_again() -> None:
    scenario = load("near_agreement_aug2024")
    whole, pieces = frame(scenario, 20), frame(scenario, 20, spans=(SPAN,))
    assert pieces.height > whole.height
    again = by_month(pieces).collect().select(whole.columns)
    exact = [name for name in whole.columns if whole[name].dtype != pl.Float64]
    assert again.select(exact).equals(whole.select(exact))
    for name in set(whole.columns) - set(exact):
        np.testing.assert_allclose(again[name].to_numpy(), whole[name].to_numpy(), rtol=1e-9, atol=1e-9)


def test_a_dated_event_belongs_to_its_own_day() -> None:
    """An offensive on 1 January is seen in January, not in December."""
    about = {
        "extends": "baseline",
        "events": [{"on": "2025-01-01", "offensive": 1000}],
        "talks": {"derail_probability": 0},
    }
    windows = frame(load({**about, "title": "x", "kursk": {"loss_per_day": 0}}), 5)
    area = dict(windows.group_by("month").agg(pl.col("kursk_km2").max()).iter_rows())
    assert (area["2024-12"], area["2025-01"]) == (600.0, 1600.0)


def test_cuts_are_month_ends_and_the_ends_of_spans() -> None:
    start = dt.date(2024, 12, 15)
    assert window_cuts(start, 40) == (17, 40)
    assert window_cuts(start, 40, [(dt.date(2024, 12, 20), dt.date(2024, 12, 31))]) == (5, 17, 40)
    assert window_cuts(start, 17) == (17,)
