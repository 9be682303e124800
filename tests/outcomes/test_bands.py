import datetime

import numpy as np
import polars as pl
import pytest

from sim.model.records import DAILY_DTYPE
from sim.outcomes import bands
from sim.outcomes.bands import QUANTILES, bands_frame

START = datetime.date(2024, 12, 30)


@pytest.fixture
def trajectories(daily) -> np.ndarray:
    random = np.random.default_rng(7)
    shape = (41, 9)
    return daily(
        {
            "supply_gw": random.gamma(5, 2, shape),
            "demand_gw": random.gamma(5, 2, shape),
            "idle": random.random(shape),
            "kind": random.integers(0, 4, shape),
            "stage": random.integers(0, 3, shape),
        }
    )


def series(frame: pl.DataFrame, name: str, level: float | str) -> list[float]:
    column = "state" if isinstance(level, str) else "quantile"
    return frame.filter((pl.col("series") == name) & (pl.col(column) == level))["value"].to_list()


def test_quantiles_are_those_of_each_day(trajectories) -> None:
    frame = bands_frame(trajectories, START)
    assert frame.columns == ["day", "date", "series", "quantile", "state", "value"]
    margin = trajectories["supply_gw"] - trajectories["demand_gw"]
    read = {name: trajectories[name] for name in ("supply_gw", "demand_gw", "idle")} | {"margin_gw": margin}
    for name, values in read.items():
        for q in QUANTILES:
            assert series(frame, name, q) == [np.quantile(values[:, day], q) for day in range(9)]


def test_shares_of_states_count_replicates(trajectories) -> None:
    frame = bands_frame(trajectories, START)
    assert series(frame, "kind", "tacit") == [float(np.mean(trajectories["kind"][:, day] == 1)) for day in range(9)]
    assert series(frame, "stage", "near_agreed") == [0.0] * 9
    for name in ("kind", "stage"):
        of_day = frame.filter(pl.col("series") == name).group_by("day").agg(pl.col("value").sum())
        assert of_day["value"].to_list() == pytest.approx([1.0] * 9)


def test_day_k_is_the_date_start_and_k_less_one(trajectories) -> None:
    days = bands_frame(trajectories, START).select("day", "date").unique().sort("day")
    assert days.row(0) == (1, START)
    assert days.row(8) == (9, datetime.date(2025, 1, 7))


@pytest.mark.parametrize("size", [1, 7, 40])
def test_chunks_and_blocks_change_nothing(trajectories, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = bands_frame(trajectories, START)
    chunks = [trajectories[first : first + size] for first in range(0, 41, size)]
    assert bands_frame(chunks, START).equals(whole)
    monkeypatch.setattr(bands, "_VALUES_AT_ONCE", 100)  # two days at a time
    assert bands_frame(chunks, START).equals(whole)


def test_one_replicate_is_its_own_band(trajectories) -> None:
    frame = bands_frame(trajectories[:1], START)
    for q in QUANTILES:
        assert series(frame, "idle", q) == trajectories["idle"][0].tolist()


def test_no_replicate_is_an_empty_table_of_the_same_columns(trajectories) -> None:
    empty = bands_frame(np.zeros((0, 9), dtype=DAILY_DTYPE), START)
    assert empty.is_empty()
    assert empty.schema == bands_frame(trajectories, START).schema
    assert bands_frame([], START).schema == empty.schema


def test_chunks_of_other_horizons_are_refused(trajectories) -> None:
    with pytest.raises(ValueError, match="same days"):
        bands_frame([trajectories, trajectories[:, :3]], START)


def test_the_table_is_made_in_one_and_not_a_level_at_a_time(trajectories) -> None:
    assert bands_frame(trajectories, START).n_chunks() == 1
