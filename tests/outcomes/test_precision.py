import numpy as np
import polars as pl
import pytest

from sim.outcomes.intervals import mean, wilson
from sim.outcomes.precision import WATCHED, look, widest


def drawn(runs, n: int, seed: int = 5) -> pl.DataFrame:
    random = np.random.default_rng(seed)
    return runs(n, first_deal_day=np.where(random.random(n) < 0.4, 90.0, np.nan), unserved_gwh=random.exponential(9, n))


def test_watched_are_the_shares_and_mean_unserved_energy() -> None:
    assert WATCHED == ("deal_180", "deal_365", "complete_365", "tacit_ended_180", "broader_talks", "unserved_gwh")


def test_the_width_is_the_widest_of_all(runs, scenario) -> None:
    frame = drawn(runs, 1000)
    energy = mean(frame["unserved_gwh"].to_numpy())
    seen = look(frame.lazy(), scenario(), 0.5)
    assert (seen.n, seen.headline, seen.reached, seen.needed) == (1000, "unserved_gwh", True, 1000)
    assert seen.width == pytest.approx(energy.half_width / energy.value, rel=0.01)
    constant = frame.with_columns(unserved_gwh=pl.lit(2.0))
    seen = look(constant, scenario(), 0.5)
    signed = frame["first_deal_day"].count()
    assert (seen.headline, seen.width) == ("deal_180", pytest.approx(wilson(signed, 1000).half_width))


def test_too_wide_asks_for_what_the_root_law_predicts(runs, scenario) -> None:
    frame = drawn(runs, 1000)
    width = look(frame, scenario(), 0.5).width
    seen = look(frame, scenario(), width / 1.5)
    assert not seen.reached
    assert seen.needed == pytest.approx(1000 * 1.05 * 1.2 * 2.25, abs=2)
    assert look(frame, scenario(), width / 100).needed == 4001


@pytest.mark.parametrize("precision", [0.2, 0.05, 0.03])
def test_going_on_as_told_reaches_the_precision_and_stays_there(runs, scenario, precision: float) -> None:
    everything, n, looks = drawn(runs, 40_000), 200, 0
    while not (seen := look(everything.head(n), scenario(), precision)).reached:
        assert seen.needed > n
        n, looks = seen.needed, looks + 1
    assert looks < 8
    assert seen.width <= precision
    assert look(everything.head(int(n / 1.2)), scenario(), precision).width <= precision
    assert n <= 1.7 * (1.96 / precision) ** 2 + 300  # an exponential needs (1.96 / precision)^2


def test_a_width_that_only_dips_is_not_taken(runs, scenario) -> None:
    # After 83 wild histories, 17 calm ones bring the width down for the first time.
    energy = np.concatenate([np.random.default_rng(1).exponential(9, 83), np.full(17, 9.0)])
    frame = runs(100, unserved_gwh=energy)
    now, before = (look(frame.head(n), scenario(), 1.0).width for n in (100, 83))
    between = (now + before) / 2
    assert now < between < before
    assert not look(frame, scenario(), between).reached
    assert look(frame, scenario(), between).needed == 121


def test_what_has_no_interval_yet_is_endlessly_wide(runs, scenario) -> None:
    seen = look(runs(1, unserved_gwh=3.0), scenario(), 0.9)
    assert (seen.width, seen.reached, seen.needed) == (float("inf"), False, 5)
    nothing = look(runs(500), scenario(), 0.5)
    assert nothing.reached
    assert nothing.width == pytest.approx(wilson(0, 500).half_width)


def test_nonsense_is_refused(runs, scenario) -> None:
    with pytest.raises(ValueError, match="above 0"):
        look(runs(5), scenario(), 0.0)
    with pytest.raises(ValueError, match="none of the estimates"):
        widest({"breaches": mean([1.0, 2.0])})
