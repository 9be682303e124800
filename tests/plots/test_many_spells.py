"""A million histories: curves keep their shape and few steps."""

import numpy as np
import polars as pl
import pytest
from matplotlib.figure import Figure

from sim.outcomes.lives import Lasting
from sim.outcomes.tables import CAUSE_TYPE, KIND_TYPE
from sim.plots import draw
from sim.plots.lives import lives_of, numbers_at_risk, survival_curve

from . import tables


def test_what_ends_on_the_day_of_a_tick_is_still_under_way_there() -> None:
    lives = {"tacit": Lasting(np.array([0.0, 30.0, 60.0, 60.0, 90.0]), np.zeros(5, dtype=np.uint8))}
    axes = Figure().subplots()
    axes.set_xlim(0, 90)
    axes.set_xticks([0, 30, 60, 90])
    numbers_at_risk(axes, lives, "tacit", row=1, colour="black")
    assert [text.get_text() for text in axes.texts] == ["5", "4", "3", "1"]


def test_a_curve_of_very_many_spells_keeps_few_steps_and_its_shape() -> None:
    rng = np.random.default_rng(11)
    n = 60_000
    life = np.minimum(rng.exponential(90.0, n), 365.0)
    spells = pl.DataFrame(
        {
            "replicate": np.arange(n),
            "draw": np.zeros(n, dtype=np.int64),
            "kind": pl.Series(["tacit"] * n, dtype=KIND_TYPE),
            "start": np.zeros(n),
            "end": life,
            "cause": pl.Series(np.where(life < 365.0, "breach", "in_force"), dtype=CAUSE_TYPE),
        }
    )
    axes = Figure().subplots()
    assert survival_curve(axes, lives_of(spells), "tacit", colour="black", dash="-", count=1) == n
    day, share = axes.lines[0].get_data()
    assert len(day) <= 36_501
    assert np.interp(90.0, day, share) == pytest.approx(np.mean(life > 90.0), abs=1e-3)


def test_a_share_of_very_many_histories_is_drawn_day_by_day_and_exactly() -> None:
    rng = np.random.default_rng(12)
    n = 30_000
    day = rng.exponential(400.0, n)
    signed = pl.Series(day).clip(0.0, 365.0).set(pl.Series(day > 365.0), None)
    runs = pl.DataFrame(
        {
            "first_deal_day": signed,
            "first_deal_kind": pl.Series(["complete"] * n, dtype=KIND_TYPE),
            "first_complete_day": signed,
        }
    )
    line = draw("deal_share", runs, context=tables.context(n=n)).axes[0].lines[0]
    at, share = line.get_data()
    assert len(at) < 5_000
    assert share.tolist() == [float(np.mean(day <= limit)) for limit in at]
