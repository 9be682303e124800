import numpy as np
import polars as pl
import pytest

from sim.outcomes.headlines import HEADLINES
from sim.outcomes.paired import Contrast, compare_pairs, compare_unpaired, contrast_frame

NEVER = np.nan
Ensembles = tuple[pl.DataFrame, pl.DataFrame]


@pytest.fixture
def pair(runs) -> Ensembles:
    """Four histories; b gains a deal, loses one, and leaves one history short of fewer hours, one of more."""
    a = runs(4, first_deal_day=[10.0, 20.0, NEVER, NEVER], hours_short=[5.0, 6.0, 7.0, 8.0], fingerprint=[1, 2, 3, 4])
    b = runs(4, first_deal_day=[11.0, NEVER, 30.0, NEVER], hours_short=[5.0, 2.0, 7.0, 9.0], fingerprint=[5, 6, 7, 8])
    return a, b


@pytest.fixture
def noisy(runs) -> Ensembles:
    random = np.random.default_rng(11)
    luck = random.exponential(1000, 400)
    chance = random.random(400)
    a = runs(400, unserved_gwh=luck, hours_short=luck / 10, first_deal_day=np.where(chance < 0.3, 90.0, NEVER))
    b = runs(
        400,
        unserved_gwh=0.8 * luck + random.normal(0, 20, 400),
        hours_short=luck / 12,
        first_deal_day=np.where(chance < 0.35, 90.0, NEVER),
        fingerprint=np.arange(400) + 1000,
    )
    return a, b


def named(contrasts: list[Contrast]) -> dict[str, Contrast]:
    return {contrast.headline.name: contrast for contrast in contrasts}


def test_histories_better_equal_and_worse_follow_the_headlines_direction(pair) -> None:
    found = named(compare_pairs(*pair, 365))
    assert list(found) == list(HEADLINES)
    hours, deal = found["hours_short"], found["deal_180"]
    assert (hours.better, hours.equal, hours.worse) == (0.25, 0.5, 0.25)
    assert hours.difference.value == pytest.approx(-0.75)
    assert (deal.better, deal.equal, deal.worse) == (0.25, 0.5, 0.25)
    assert (deal.gained, deal.lost, deal.p_value) == (1, 1, 1.0)
    assert (deal.a.value, deal.b.value, deal.difference.value) == (0.5, 0.5, 0)
    assert found["hours_short_q50"].better is None
    more_days = compare_pairs(pair[0], pair[1].with_columns(formal_days=pl.lit(1.0)), 365, names=["formal_days"])[0]
    assert (more_days.better, more_days.worse) == (1, 0)


def test_the_order_of_rows_does_not_matter(noisy) -> None:
    a, b = noisy
    shuffled = b.sample(fraction=1, shuffle=True, seed=1)
    expected = contrast_frame(compare_pairs(a, b, 365))
    assert contrast_frame(compare_pairs(a.lazy(), shuffled.lazy(), 365)).equals(expected)
    backwards = contrast_frame(compare_pairs(a.reverse(), shuffled, 365))
    for column, values in backwards.to_dict().items():
        if values.dtype == pl.Float64:
            assert values.to_list() == pytest.approx(expected[column].to_list(), nan_ok=True), column


def test_only_the_same_plan_makes_a_difference_exactly_nothing(noisy) -> None:
    a, _ = noisy
    for rows in (a, a.reverse()):
        frame = contrast_frame(compare_pairs(a, rows, 365, same_plan=True))
        for column in ("difference", "low", "high", "se"):
            assert frame[column].to_list() == [0.0] * len(HEADLINES), column
        told = frame.filter(pl.col("kind") != "quantile")
        assert told["equal"].to_list() == [1.0] * told.height
        assert frame["variance_ratio"].null_count() == len(HEADLINES)


def test_a_sample_without_a_difference_claims_no_more_than_that_none_of_so_many_differs(noisy) -> None:
    a, _ = noisy
    for found in compare_pairs(a, a, 365):
        assert found.difference.value == 0
        assert found.difference.note == "none of 400 histories differs"
        if found.headline.kind == "share":
            # Bonett and Price: one of each kind of pair more, of 402.
            reach = 1.959964 * np.sqrt(2 / 402 / 402)
            assert (found.difference.low, found.difference.high) == pytest.approx((-reach, reach), rel=1e-6)
        else:
            assert np.isnan([found.difference.low, found.difference.high]).all()


def test_a_difference_that_few_histories_carry_has_no_interval_and_says_how_many_it_takes(noisy) -> None:
    a, _ = noisy
    few = a.with_columns(unserved_gwh=pl.col("unserved_gwh") + pl.when(pl.col("replicate") < 4).then(50.0).otherwise(0))
    found = named(compare_pairs(a, few, 365))["unserved_gwh"].difference
    assert found.value == pytest.approx(0.5)
    assert np.isnan(found.low)
    assert found.note == "rests on 4 of 400 histories; an interval needs about 1,300"
    assert found.se > 0


def test_equal_outcomes_of_other_histories_are_not_taken_for_the_same(noisy) -> None:
    a, _ = noisy
    other = a.with_columns(fingerprint=pl.concat_str(pl.lit("f"), pl.col("fingerprint").str.tail(15)))
    deal = compare_pairs(a, other, 365, names=["deal_180"])[0]
    assert deal.difference.value == 0
    assert deal.difference.low < 0 < deal.difference.high


def test_pairing_narrows_what_luck_is_shared_and_says_by_how_much(noisy) -> None:
    a, b = noisy
    paired, unpaired = named(compare_pairs(a, b, 365)), named(compare_unpaired(a, b, 365))
    for name in ("unserved_gwh", "deal_180", "unserved_gwh_q50"):
        assert paired[name].difference.value == pytest.approx(unpaired[name].difference.value), name
        assert paired[name].difference.half_width < unpaired[name].difference.half_width / 1.5, name
        assert paired[name].variance_ratio > 2, name
        assert unpaired[name].variance_ratio is None
    x, y = a["unserved_gwh"].to_numpy(), b["unserved_gwh"].to_numpy()
    expected = (np.var(x) + np.var(y)) / np.var(y - x)
    assert paired["unserved_gwh"].variance_ratio == pytest.approx(expected)
    won = np.mean(b["first_deal_day"].is_not_null().to_numpy() & a["first_deal_day"].is_null().to_numpy())
    assert paired["deal_180"].gained == round(won * 400)


def test_unpaired_ensembles_may_differ_in_size(noisy) -> None:
    a, b = noisy
    found = named(compare_unpaired(a.head(100), b, 365))
    assert not found["deal_180"].paired
    assert found["deal_180"].better is None
    assert found["deal_180"].a.n == 100
    assert found["unserved_gwh"].difference.low < found["unserved_gwh"].difference.value


def test_what_cannot_be_paired_is_refused(noisy) -> None:
    a, b = noisy
    with pytest.raises(ValueError, match="`replicate`"):
        compare_pairs(a, b.head(399), 365)
    with pytest.raises(ValueError, match="twice"):
        compare_pairs(a, pl.concat([b.head(399), b.head(1)]), 365)
    with pytest.raises(ValueError, match="`draw`"):
        compare_pairs(a, b.with_columns(draw=pl.lit(1)), 365)


@pytest.mark.parametrize("n", [1, 2])
def test_one_or_two_pairs_give_what_they_can(runs, n: int) -> None:
    frame = contrast_frame(compare_pairs(runs(n), runs(n, breaches=3, fingerprint=np.arange(n) + 9), 365))
    row = frame.row(by_predicate=pl.col("name") == "breaches", named=True)
    assert row["difference"] == 3
    assert row["worse"] == 1
    assert row["low"] is None
    assert row["note"] == {1: "one history has no interval", 2: "the same in all 2 histories"}[n]


def test_the_table_has_a_row_a_headline_and_no_nan(noisy) -> None:
    for contrasts in (compare_pairs(*noisy, 200), compare_unpaired(*noisy, 200)):
        frame = contrast_frame(contrasts)
        assert frame["name"].to_list() == [name for name, headline in HEADLINES.items() if headline.applies(200)]
        for column in frame.iter_columns():
            assert not (column.dtype == pl.Float64 and column.is_nan().any()), column.name
    assert " ".join(frame.columns) == (
        "name label unit kind better_is paired n a a_low a_high b b_low b_high difference low high se "
        "better equal worse variance_ratio gained lost p_value note"
    )
