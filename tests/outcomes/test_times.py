import numpy as np
import polars as pl
import pytest

from sim.outcomes.times import TIMES, Ensemble, compare_times

NEVER = np.nan


@pytest.fixture
def reference(runs, spells) -> Ensemble:
    return Ensemble(
        runs(4, first_deal_day=[50.0, NEVER, NEVER, 300.0]),
        spells(
            [
                (0, "tacit", 0.0, 50.0, "signed"),
                (0, "partial", 50.0, 110.0, "expiry"),
                (1, "tacit", 0.0, 40.0, "breach"),
                (2, "tacit", 0.0, 360.0, "in_force"),
                (3, "tacit", 20.0, 80.0, "shock"),
                (3, "partial", 300.0, 360.0, "in_force"),
            ]
        ),
    )


@pytest.fixture
def other(runs, spells) -> Ensemble:
    return Ensemble(
        runs(4, first_deal_day=[50.0, 200.0, NEVER, 300.0], fingerprint=[1, 7, 3, 4]),
        spells(
            [(0, "tacit", 0.0, 50.0, "breach"), (1, "tacit", 0.0, 45.0, "breach"), (3, "tacit", 0.0, 80.0, "shock")]
        ),
    )


def row(frame: pl.DataFrame, name: str) -> dict[str, float]:
    return frame.row(by_predicate=pl.col("name") == name, named=True)


def test_a_time_that_has_not_come_counts_as_the_horizon(reference, other) -> None:
    frame = compare_times(reference, other, 360, paired=True)
    assert frame["name"].to_list() == [*TIMES, "tacit_life", "formal_life"]
    deal = row(frame, "first_deal_day")
    assert deal["a"] == pytest.approx((50 + 360 + 360 + 300) / 4)
    assert deal["difference"] == pytest.approx(-160 / 4)
    # The one pair of four that moves: its differences are -160, 0, 0, 0.
    assert deal["se"] == pytest.approx(np.std([-160, 0, 0, 0]) / 2)
    assert deal["within_days"] == 360
    assert deal["variance_ratio"] == pytest.approx((np.var([50, 360, 360, 300]) + np.var([50, 200, 360, 300])) / 4800)
    assert row(frame, "broader_talks_day")["difference"] == 0


def test_lives_are_restricted_to_what_both_were_followed_for(reference, other) -> None:
    frame = compare_times(reference, other, 360, paired=True)
    tacit = row(frame, "tacit_life")
    # a: ends at 40 (of 4) and 60 (of 2), 1 signed at 50: curve 1, 3/4, 3/8. b: all ended, their mean.
    assert tacit["within_days"] == 180
    assert tacit["a"] == pytest.approx(40 + 20 * 3 / 4 + 120 * 3 / 8)
    assert tacit["b"] == pytest.approx((50 + 45 + 80) / 3)
    assert tacit["low"] is None
    assert tacit["note"].startswith("rests on ")
    formal = row(frame, "formal_life")
    assert formal["a"] == pytest.approx(60)
    assert formal["within_days"] == 60
    assert formal["b"] is None
    assert formal["difference"] is None


def test_of_the_same_plan_every_time_differs_by_exactly_nothing(reference) -> None:
    frame = compare_times(reference, reference, 360, paired=True, same_plan=True)
    for column in ("difference", "low", "high", "se"):
        assert frame[column].drop_nulls().to_list() == [0.0] * 5, column
    assert frame["variance_ratio"].null_count() == 5


def test_the_order_of_rows_does_not_matter(reference, other) -> None:
    backwards = Ensemble(other.runs.reverse(), other.spells.reverse())
    frames = [compare_times(reference, which, 360, paired=True) for which in (other, backwards)]
    assert frames[0].equals(frames[1])


def test_unpaired_times_add_their_variances(reference, other) -> None:
    paired, unpaired = (compare_times(reference, other, 360, paired=paired) for paired in (True, False))
    assert row(unpaired, "first_deal_day")["difference"] == row(paired, "first_deal_day")["difference"]
    assert row(unpaired, "first_deal_day")["se"] > row(paired, "first_deal_day")["se"]
    assert unpaired["variance_ratio"].null_count() == 5


def test_other_replicates_cannot_be_paired(reference, runs, other) -> None:
    with pytest.raises(ValueError, match="`replicate`"):
        compare_times(reference, Ensemble(runs(3), other.spells), 360, paired=True)
