"""Draws of what is not known, luck within each, and the two spreads apart."""

import numpy as np
import polars as pl
import pytest

from sim.engine.compiled import run_chunk
from sim.engine.ensemble import Options
from sim.engine.plan import make_plan
from sim.outcomes.headlines import HEADLINES
from sim.outcomes.tables import runs_frame
from sim.scenario import load
from sim.studies.errors import StudyError
from sim.studies.uncertain import drawn, draws_frame, ensemble_of_draws, uncertain_paths
from sim.studies.uncertain_spread import spread

UNKNOWN = {"talks.mediator": {"triangular": [0.0, 0.5, 1.0]}, "grid.crews": "range", "horizon_days": 60}


@pytest.fixture(scope="module")
def scenario():
    return load("baseline", UNKNOWN)


def rows(scenarios, per_draw, end, start=0, **options):
    options = Options(**{"workers": 2, "bands": 0, **options})
    chunks = ensemble_of_draws(scenarios, per_draw, end, 1, options=options, start=start)
    return np.concatenate([chunk.rows for chunk in chunks])


def test_draws_are_a_sobol_sequence_through_the_distributions(scenario):
    assert uncertain_paths(scenario) == ["talks.mediator", "grid.crews"]
    table = draws_frame(scenario, 64, seed=1)
    assert table.columns == ["draw", "talks.mediator", "grid.crews"]
    assert table["talks.mediator"].mean() == pytest.approx(0.5, abs=0.01)
    assert set(table["grid.crews"]) == set(range(20, 37))
    assert draws_frame(scenario, 100, seed=1).head(64).equals(table)
    assert not draws_frame(scenario, 64, seed=2).equals(table)


def test_a_history_is_that_of_its_draw_and_its_own_luck(scenario):
    scenarios = drawn(scenario, 8, seed=1)
    found = rows(scenarios, 5, 40)
    assert found["replicate"].tolist() == list(range(40))
    assert found["draw"].tolist() == [h // 5 for h in range(40)]
    alone = run_chunk(make_plan(scenarios[3]), 15, 5, 1, 0, False).rows
    assert found[15:20]["fingerprint"].tolist() == alone["fingerprint"].tolist()


def test_pieces_and_engines_change_nothing(scenario):
    scenarios = drawn(scenario, 4, seed=1)
    whole = rows(scenarios, 6, 24)
    assert rows(scenarios, 6, 24, chunk=4, workers=3).tobytes() == whole.tobytes()
    assert np.concatenate([rows(scenarios, 6, 10), rows(scenarios, 6, 24, start=10)]).tobytes() == whole.tobytes()
    assert (
        rows(scenarios[:1], 3, 3, engine="simpy", workers=1)["fingerprint"].tolist()
        == whole[:3]["fingerprint"].tolist()
    )


def test_spells_carry_their_draw(scenario):
    options = Options(workers=1, bands=7)
    chunks = list(ensemble_of_draws(drawn(scenario, 4, seed=1), 6, 24, 1, options=options))
    spells = np.concatenate([chunk.spells for chunk in chunks])
    assert (spells["draw"] == spells["replicate"] // 6).all()
    assert sum(len(chunk.daily) for chunk in chunks) == 7


def test_nothing_uncertain_is_refused(scenario):
    with pytest.raises(StudyError, match="no parameter is uncertain"):
        drawn(load("baseline"), 8, seed=1)
    with pytest.raises(StudyError, match="at least 2"):
        drawn(scenario, 1, seed=1)


def test_the_ranges_of_the_whole_register_may_be_drawn_together():
    everything = load({"extends": "baseline", "title": "t", "question": "q", "uncertain": "all"})
    made = drawn(everything, 256, seed=1)
    assert len(uncertain_paths(everything)) > 70
    assert all(not uncertain_paths(one) for one in made)


def frame(values):
    draws, per_draw = values.shape
    return pl.DataFrame(
        {
            "draw": np.repeat(np.arange(draws), per_draw),
            "replicate": np.arange(values.size),
            "hours_short": values.ravel(),
        }
    )


def test_the_two_spreads_of_a_known_model():
    """Draw means with sd 2, luck with sd 5: luck's share of the variance is 25 / 29."""
    generator = np.random.default_rng(1)
    values = generator.normal(100, 2, size=(400, 1)) + generator.normal(0, 5, size=(400, 20))
    found = spread(frame(values), [HEADLINES["hours_short"]])["hours_short"]
    assert found["parameters_sd"] == pytest.approx(2, rel=0.1)
    assert found["luck_sd"] == pytest.approx(5, rel=0.05)
    assert found["luck_share_low"] <= 25 / 29 <= found["luck_share_high"]
    assert found["low"] <= 100 <= found["high"]
    assert found["draws_high"] - found["draws_low"] == pytest.approx(2 * 1.645 * 2, rel=0.12)


def test_all_luck_and_no_luck():
    generator = np.random.default_rng(2)
    luck = spread(frame(generator.normal(0, 1, size=(200, 10))), [HEADLINES["hours_short"]])["hours_short"]
    assert luck["luck_share_low"] <= 1 <= luck["luck_share_high"]
    assert luck["luck_share"] > 0.95
    known = spread(frame(np.repeat(generator.normal(size=(50, 1)), 10, axis=1)), [HEADLINES["hours_short"]])[
        "hours_short"
    ]
    assert known["luck_share"] == pytest.approx(0, abs=1e-12)
    constant = spread(frame(np.ones((5, 4))), [HEADLINES["hours_short"]])["hours_short"]
    assert constant["luck_share"] is None
    assert constant["draws_low"] == constant["draws_high"] == 1


def test_the_spreads_of_a_share(scenario):
    found = spread(runs_frame(rows(drawn(load("baseline", {**UNKNOWN, "horizon_days": 200}), 32, 1), 50, 1600)),
                   [HEADLINES["deal_180"], HEADLINES["unserved_gwh"]])  # fmt: skip
    assert 0 < found["deal_180"]["mean"] < 0.5
    assert 0.5 < found["deal_180"]["luck_share"] < 1
    assert found["unserved_gwh"]["luck_share"] > 0.8
