"""A million spells: curves keep their shape and few steps."""

import numpy as np
import polars as pl
import pytest
from matplotlib.figure import Figure

from sim.outcomes.tables import CAUSE_TYPE, KIND_TYPE
from sim.plots.lives import survival_curve


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
    assert survival_curve(axes, spells, "tacit", colour="black", dash="-", count=1) == n
    day, share = axes.lines[0].get_data()
    assert len(day) <= 36_501
    assert np.interp(90.0, day, share) == pytest.approx(np.mean(life > 90.0), abs=1e-3)
