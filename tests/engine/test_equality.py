"""Equal means equal: both engines leave the same rows, spells, days, logs and fingerprints, to the bit."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sim.engine.plan import make_plan
from sim.engine.simpy_engine import simulate
from sim.scenario import KINDS, STAGES, load, shipped

from .same import assert_engines_agree
from .scenarios import CORNERS, scenarios

# No shrinking by default: with two engines and the loader in it, it would take minutes before it tells anything.
QUICK = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
seeds = st.one_of(st.integers(0, 9), st.integers(0, 2**63 - 1))
replicates = st.one_of(st.just(0), st.integers(0, 2**32 - 3))


@pytest.mark.parametrize("name", sorted(shipped()))
def test_shipped_scenarios_have_the_same_histories_on_both_engines(name):
    chunk = assert_engines_agree(load(name), 12, seed=1)
    assert not chunk.rows["clips"].any()


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_state_to_start_from_gives_the_same_histories(kind, stage):
    changes = {"moratorium.initial": kind, "talks.stage": stage, "talks.mediator": 1}
    assert_engines_agree(load("baseline", changes), 4, seed=2)


@pytest.mark.parametrize("corner", sorted(CORNERS))
def test_corners_give_the_same_histories(corner):
    assert_engines_agree(load("baseline", CORNERS[corner]), 4, seed=3)


@settings(QUICK, max_examples=1000)
@given(scenario=scenarios(), seed=seeds, first=replicates)
def test_random_scenarios_give_the_same_histories(scenario, seed, first):
    assert_engines_agree(scenario, 2, seed, first)


@pytest.mark.slow
@settings(QUICK, max_examples=4000, derandomize=False)
@given(scenario=scenarios(), seed=seeds, first=replicates)
def test_thousands_of_other_random_scenarios_give_the_same_histories(scenario, seed, first):
    assert_engines_agree(scenario, 1, seed, first)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(shipped()))
def test_two_hundred_histories_of_each_shipped_scenario_are_the_same(name):
    assert_engines_agree(load(name), 200, seed=7, first=1000)


def test_hundreds_of_answers_due_at_once_are_the_same_histories():
    chunk = assert_engines_agree(load("baseline", CORNERS["hundreds of answers to a collapse"]), 4, seed=3)
    strikes = chunk.rows["russian_answers"] + chunk.rows["ukrainian_answers"]
    assert strikes.max() > 500


def test_a_single_history_is_that_of_the_ensemble():
    scenario = load("baseline")
    chunk = assert_engines_agree(scenario, 3, seed=5)
    history = simulate(make_plan(scenario), 2, 5)
    assert history.fingerprint == f"{chunk.rows['fingerprint'][2]:016x}"
    assert history.log.tobytes() == chunk.log[chunk.log["replicate"] == 2].tobytes()
    assert history.log["fingerprint"][-1] != history.row["fingerprint"]  # ticks are folded in, too
