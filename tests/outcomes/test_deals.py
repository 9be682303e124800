import numpy as np
import polars as pl
import pytest

from sim.outcomes.deals import deals_frame
from sim.outcomes.intervals import wilson

NEVER = np.nan


@pytest.fixture
def five(runs) -> pl.DataFrame:
    """A partial deal at the start, upgraded on day 40; partial and complete deals tied on day 12.5; two without."""
    return runs(
        5,
        first_deal_day=[0.0, 12.5, 12.5, NEVER, NEVER],
        first_deal_kind=[2, 2, 3, 0, 0],
        first_complete_day=[40.0, NEVER, 12.5, NEVER, NEVER],
    )


def steps(frame: pl.DataFrame, kind: str) -> list[tuple[float, float]]:
    return frame.filter(pl.col("kind") == kind).select("day", "share").rows()


def test_the_whole_step_function(five) -> None:
    frame = deals_frame(five, 100)
    assert frame.columns == ["kind", "day", "share", "low", "high"]
    assert steps(frame, "formal") == [(0, 0.2), (12.5, 0.6), (100, 0.6)]
    assert steps(frame, "partial") == [(0, 0.2), (12.5, 0.4), (100, 0.4)]
    assert steps(frame, "complete") == [(0, 0.0), (12.5, 0.2), (40, 0.4), (100, 0.4)]


def test_limits_are_those_of_the_share(five) -> None:
    frame = deals_frame(five, 100, days=[12.5])
    _, _, share, low, high = frame.row(0)
    expected = wilson(3, 5)
    assert (share, low, high) == pytest.approx((expected.value, expected.low, expected.high))


def test_read_at_given_days_it_includes_the_day_itself(five) -> None:
    assert steps(deals_frame(five.lazy(), 100, days=[0, 12.4, 12.5, 13]), "formal") == [
        (0, 0.2), (12.4, 0.2), (12.5, 0.6), (13, 0.6)
    ]  # fmt: skip


def test_no_deal_at_all_is_a_line_at_zero_with_its_interval(runs) -> None:
    frame = deals_frame(runs(50), 365)
    assert frame["share"].to_list() == [0.0] * 6
    assert frame["high"].to_list() == pytest.approx([wilson(0, 50).high] * 6)
