import math

import numpy as np
import polars as pl
import pytest
from scipy import stats

from sim.outcomes.survival import cumulative_incidence, kaplan_meier

# Seven lives with a tie of two ends and a censoring at day 2: by hand, S(1) = 6/7, then 2 of the 6 at risk end
# (the one censored at day 2 is still at risk then), S(2) = 6/7 * 4/6 = 4/7, and at day 4 one of two, S(4) = 2/7.
DAYS = np.array([1.0, 2.0, 2.0, 2.0, 3.0, 4.0, 5.0])
CAUSES = np.array([1, 1, 2, 0, 0, 2, 0])


def test_kaplan_meier_by_hand_with_ties_and_censoring() -> None:
    curve = kaplan_meier(DAYS, CAUSES > 0)
    assert curve.time.tolist() == [0, 1, 2, 4, 5]
    assert curve.at_risk.tolist() == [7, 7, 6, 2, 1]
    assert curve.survival == pytest.approx([1, 6 / 7, 4 / 7, 2 / 7, 2 / 7], abs=1e-15)
    assert curve.median() == 4.0
    # Greenwood's sum at day 4 is 1/(7*6) + 2/(6*4) + 1/(2*1); the limits are S ** exp(+-1.96 sqrt(sum)/|log S|).
    reach = math.exp(1.959964 * math.sqrt(1 / 42 + 2 / 24 + 1 / 2) / abs(math.log(2 / 7)))
    assert (curve.low[3], curve.high[3]) == pytest.approx(((2 / 7) ** reach, (2 / 7) ** (1 / reach)), rel=1e-6)


def test_incidence_by_hand_with_two_causes_at_one_time() -> None:
    frame = cumulative_incidence(DAYS, CAUSES, ("breach", "shock"))
    assert frame.columns == ["cause", "day", "share", "low", "high", "se", "at_risk"]
    breach, shock = (frame.filter(pl.col("cause") == cause)["share"].to_list() for cause in ("breach", "shock"))
    assert breach == pytest.approx([0, 1 / 7, 2 / 7, 2 / 7, 2 / 7], abs=1e-15)
    assert shock == pytest.approx([0, 0, 1 / 7, 3 / 7, 3 / 7], abs=1e-15)


def censored(seed: int, n: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """Lives in whole days, so that there are many ties, some of ends with censorings."""
    random = np.random.default_rng(seed)
    life, until = random.integers(0, 12, n), random.integers(1, 15, n)
    return np.minimum(life, until).astype(float), np.where(life <= until, random.integers(1, 4, n), 0)


@pytest.mark.filterwarnings("ignore:The confidence interval is undefined")
@pytest.mark.parametrize("seed", range(20))
def test_kaplan_meier_agrees_with_scipy_on_ties(seed: int) -> None:
    days, causes = censored(seed)
    seen = causes > 0
    curve = kaplan_meier(days, seen)
    survival = stats.ecdf(stats.CensoredData(uncensored=days[seen], right=days[~seen])).sf
    assert curve.survival == pytest.approx(survival.evaluate(curve.time), abs=1e-12)
    limits = survival.confidence_interval(0.95, method="log-log")
    inside = (curve.survival > 0) & (curve.survival < 1)
    for ours, theirs in ((curve.low, limits.low), (curve.high, limits.high)):
        assert ours[inside] == pytest.approx(theirs.evaluate(curve.time[inside]), abs=1e-9)


@pytest.mark.parametrize("seed", range(10))
def test_causes_and_what_is_left_add_to_one(seed: int) -> None:
    days, causes = censored(seed)
    shares = cumulative_incidence(days, causes, "abc").group_by("day", maintain_order=True).agg(pl.col("share").sum())
    curve = kaplan_meier(days, causes > 0)
    assert shares["day"].to_list() == curve.time.tolist()
    assert shares["share"].to_numpy() + curve.survival == pytest.approx(np.ones(curve.time.size), abs=1e-12)


def weighted_incidence(days: np.ndarray, causes: np.ndarray, cause: int, day: float, weight: np.ndarray) -> float:
    """The textbook sum, written out one time after another, for observations of any weight."""
    share, left = 0.0, 1.0
    for time in sorted(set(days[(causes > 0) & (days <= day)])):
        at_risk = weight[days >= time].sum()
        share += left * weight[(days == time) & (causes == cause)].sum() / at_risk
        left *= 1 - weight[(days == time) & (causes > 0)].sum() / at_risk
    return share


@pytest.mark.parametrize("seed", range(3))
def test_variance_of_incidence_is_what_each_observation_moves(seed: int) -> None:
    # The infinitesimal jackknife, by numerical derivatives of an estimator written independently.
    days, causes = censored(seed, 30)
    frame = cumulative_incidence(days, causes, "abc").filter(pl.col("cause") == "b")
    for day, share, se in frame.select("day", "share", "se").iter_rows():
        moves = []
        for place in range(days.size):
            up, down = np.ones(days.size), np.ones(days.size)
            up[place], down[place] = 1 + 1e-5, 1 - 1e-5
            ends = [weighted_incidence(days, causes, 2, day, weight) for weight in (up, down)]
            moves.append((ends[0] - ends[1]) / 2e-5)
        assert share == pytest.approx(weighted_incidence(days, causes, 2, day, np.ones(days.size)), abs=1e-12)
        assert se**2 == pytest.approx(np.sum(np.square(moves)), rel=1e-6, abs=1e-12)


def test_without_censoring_incidence_is_a_share() -> None:
    days, causes = np.array([1.0, 1, 2, 3, 3, 3, 8, 9]), np.array([1, 2, 1, 1, 1, 2, 2, 1])
    frame = cumulative_incidence(days, causes, ("a", "b")).filter(pl.col("cause") == "a")
    counts = [np.count_nonzero((days <= day) & (causes == 1)) / 8 for day in frame["day"]]
    assert frame["share"].to_list() == pytest.approx(counts)
    assert frame["se"].to_list() == pytest.approx([math.sqrt(share * (1 - share) / 8) for share in counts], abs=1e-9)


def test_nothing_has_ended() -> None:
    curve = kaplan_meier([5.0, 6.0, 6.0], [False] * 3)
    assert curve.survival.tolist() == [1, 1]
    assert curve.high.tolist() == [1, 1]
    assert 0 < curve.low[1] < curve.low[0] < 1
    assert math.isnan(curve.median())
    frame = cumulative_incidence([5.0, 6.0, 6.0], [0, 0, 0], ("a",))
    assert frame["share"].to_list() == [0, 0]
    assert frame["low"].to_list() == [0, 0]
    assert 0 < frame["high"][0] < 1


@pytest.mark.parametrize("n", [1, 2])
def test_all_end_at_once(n: int) -> None:
    curve = kaplan_meier([3.0] * n, [True] * n)
    assert curve.survival.tolist() == [1, 0]
    assert (curve.low[1], curve.high[1]) == (0, 1)
    assert curve.at([2.9, 3.0, 50.0])[0].tolist() == [1, 0, 0]
    frame = cumulative_incidence([3.0] * n, [1] * n, ("a",))
    assert frame["share"].to_list() == [0, 1]
    assert frame["high"][1] == 1
    assert 0 < frame["low"][1] < 1


def test_the_median_is_where_half_are_left() -> None:
    assert kaplan_meier([1.0, 2.0, 3.0, 4.0], [True] * 4).median() == 2.0


def test_an_end_on_day_0_is_in_the_curve_from_the_start() -> None:
    curve = kaplan_meier([0.0, 4.0], [True, True])
    assert curve.time.tolist() == [0, 4]
    assert curve.survival.tolist() == [0.5, 0]


def test_a_curve_says_nothing_after_the_last_follow_up() -> None:
    curve = kaplan_meier([2.0, 5.0], [True, False])
    survival, low, high = curve.at([4.0, 5.0, 5.1])
    assert survival[:2].tolist() == [0.5, 0.5]
    assert np.isnan([survival[2], low[2], high[2]]).all()


@pytest.mark.parametrize(
    ("days", "causes", "message"),
    [([], [], "no duration"), ([-1.0], [1], "not negative"), ([np.nan], [1], "finite"), ([1.0], [3], "causes must"),
     ([1.0, 2.0], [1], "one length")],
)  # fmt: skip
def test_bad_lives_are_refused(days: list[float], causes: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cumulative_incidence(days, causes, ("a", "b"))
