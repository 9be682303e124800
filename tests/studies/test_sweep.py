"""`sim.sweep`: one row a point and replicate, all points with the same luck."""

import polars as pl
import pytest

import sim
from sim.scenario import load
from sim.studies.errors import StudyError

N = 40


@pytest.fixture(scope="module")
def table():
    return sim.sweep("baseline", {"kursk.precondition.strictness": [0.0, 1.0], "talks.mediator": [0, 0.5, 1]}, n=N).runs


def test_one_row_a_point_and_replicate(table):
    assert table.columns[:4] == ["point", "kursk.precondition.strictness", "talks.mediator", "replicate"]
    assert table.height == 6 * N
    assert table["point"].to_list() == [point for point in range(6) for _ in range(N)]
    assert table["replicate"].to_list() == list(range(N)) * 6
    assert table["error"].null_count() == table.height
    assert table.filter(pl.col("point") == 5).select(pl.col("talks.mediator").unique()).item() == 1.0


def test_a_point_equals_a_run_of_its_scenario(table):
    alone = sim.run(load("baseline", {"kursk.precondition.strictness": 1.0, "talks.mediator": 0.5}), n=N).runs
    point = table.filter((pl.col("kursk.precondition.strictness") == 1.0) & (pl.col("talks.mediator") == 0.5))
    assert point.select(alone.columns).equals(alone)


def test_points_share_their_luck(table):
    """Strictness acts only on the gate: where no round ever signs, the histories are equal to the bit."""
    lax, strict = (table.filter((pl.col("talks.mediator") == 0) & (pl.col(S) == value)) for S, value in (
        ("kursk.precondition.strictness", 0.0), ("kursk.precondition.strictness", 1.0)))  # fmt: skip
    never = (lax["first_deal_day"].is_null() & strict["first_deal_day"].is_null()).to_numpy()
    assert never.sum() > N / 2
    assert lax["fingerprint"].to_numpy()[never].tolist() == strict["fingerprint"].to_numpy()[never].tolist()


def test_common_ceilings_are_the_largest_of_any_point():
    """Varying a ceiling changes the candidates, so every point gets the larger one and they stay comparable."""
    table = sim.sweep("baseline", {"ceilings.russian_wave": [0.5, 1.0]}, n=5).runs
    low, high = (table.filter(pl.col("ceilings.russian_wave") == value) for value in (0.5, 1.0))
    assert low["fingerprint"].to_list() == high["fingerprint"].to_list()


def test_the_same_on_both_engines():
    vary = {"talks.mediator": [0.0, 1.0]}
    compiled, reference = (
        sim.sweep("baseline", vary, n=4, engine=engine, workers=1).runs for engine in ("compiled", "simpy")
    )
    assert compiled.equals(reference)


def test_words_switches_and_endless_terms_may_be_varied():
    table = sim.sweep(
        "baseline", {"moratorium.initial": ["none", "tacit"], "talks.channel_open": [True, False],
                     "moratorium.terms.days": [30, None], "horizon_days": [20]}, n=2
    ).runs  # fmt: skip
    assert table.height == 16
    assert table["moratorium.terms.days"].null_count() == 8
    assert table.filter(pl.col("moratorium.initial") == "none")["tacit_end_day"].null_count() == 8


def test_a_point_that_fails_becomes_a_row_and_the_others_stay():
    table = sim.sweep("baseline", {"strikes.russia.per_day": [0.02, 5.0, 0.03]}, n=10).runs
    assert table.height == 21
    failed = table.filter(pl.col("error").is_not_null())
    assert failed["point"].to_list() == [1]
    assert failed["strikes.russia.per_day"].to_list() == [5.0]
    assert failed["replicate"].null_count() == 1
    assert "russian_wave reached" in failed["error"][0]
    assert "ceiling 0.5" in failed["error"][0]


def test_nothing_runs_if_one_point_is_wrong():
    with pytest.raises(StudyError, match="point 1"):
        sim.sweep("baseline", {"talks.mediator": [0.5, -3]}, n=10**9)


def test_a_design_is_run_like_a_grid():
    table = sim.sweep("baseline", {"talks.mediator": {"from": 0, "to": 1}}, n=3, design="lhs", points=8).runs
    assert table.height == 24
    assert table["talks.mediator"].n_unique() == 8
