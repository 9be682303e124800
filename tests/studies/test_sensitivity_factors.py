"""What a sensitivity study varies: its factors, their ends and plans, and what is refused."""

import numpy as np
import pytest

import sim
from sim.engine.plan import make_plan
from sim.scenario import REGISTRY, Distribution, load
from sim.studies.errors import StudyError
from sim.studies.executors import WorkersLost
from sim.studies.sensitivity.factors import Factor, Planner, choose
from sim.studies.sensitivity.pieces import Batch, evaluate
from sim.studies.sensitivity.study import SensitivitySettings, study
from sim.studies.unknowns import as_it_stands
from tests.studies.idle import IDLE


def test_factors_are_the_uncertain_parameters_or_all_with_a_range():
    certain = load("baseline")
    assert len(choose(certain)) > 50
    assert {REGISTRY[factor.path].role for factor in choose(certain)} == {"uncertainty"}
    uncertain = load("baseline", {"talks.mediator": {"triangular": [0.0, 0.5, 1.0]}, "grid.crews": "range"})
    assert [factor.path for factor in choose(uncertain)] == ["talks.mediator", "grid.crews"]
    assert choose(uncertain, ["talks.mediator"])[0].distribution.kind == "triangular"
    assert choose(certain, ["talks.mediator"])[0].distribution == Distribution("range", (0.0, 0.5, 1.0))
    with pytest.raises(StudyError, match=r"(?s)did you mean talks\.mediator.*no plausible range"):
        choose(certain, ["talks.mediatr", "grid.block_gw"])
    stands = as_it_stands(uncertain)
    assert stands.values["talks.mediator"] == pytest.approx(0.5)
    assert stands.values["grid.crews"] == load("baseline").values["grid.crews"]


def test_ends_of_a_distribution_without_sharp_ends_are_its_quantiles():
    assert Factor("talks.mediator", Distribution("range", (0.0, 0.5, 1.0))).ends() == pytest.approx((0, 1))
    low, high = Factor("talks.mediator", Distribution("normal", (0.5, 0.1))).ends()
    assert (low, high) == pytest.approx((0.304, 0.696), abs=0.003)  # cut at 3 sd


@pytest.mark.parametrize("scenario", ["baseline", "near_agreement_aug2024", "withdrawal_for_a_deal"])
def test_altered_plans_are_those_of_their_scenarios(scenario):
    base = load(scenario)
    factors = choose(base)
    cube = np.random.default_rng(1).random((2, 3, len(factors)))
    planned = Planner(base, tuple(factors), cube).rows(0, 2)
    for row, plans in zip(cube, planned, strict=True):
        for point, plan in zip(row, plans, strict=True):
            values = {factor.path: factor.value(float(u)) for factor, u in zip(factors, point, strict=True)}
            assert plan == make_plan(base.replace(values))


def test_the_size_of_a_scheduled_event_may_be_a_factor():
    """`kursk.offensive_km2` is the size of offensives that do not say their own: the calendar then follows it."""
    own = {"extends": "baseline", "title": "t", "question": "q", "events": [{"day": 10, "offensive": True}]}
    factor = [Factor("kursk.offensive_km2", Distribution("uniform", (100.0, 2000.0)))]
    ((small, large),) = Planner(load(own), tuple(factor), np.array([[[0.0], [0.9]]])).rows(0, 1)
    assert [event.km2 for plan in (small, large) for event in plan.scheduled if event.km2] == [100.0, 1810.0]


def test_a_worker_with_other_rules_is_refused():
    with pytest.raises(WorkersLost, match="other rules"):
        evaluate(Batch([], None, 1, 1, (), "0123456789abcdef"))


def test_ranges_that_are_not_valid_together_are_refused():
    base = load("baseline")
    wide = [
        Factor("strikes.reciprocity.russia_by_russia", Distribution("uniform", (0.0, 0.9))),
        Factor("strikes.reciprocity.ukraine_by_ukraine", Distribution("uniform", (0.0, 0.9))),
        Factor("strikes.reciprocity.ukraine_by_russia", Distribution("uniform", (0.0, 1.9))),
        Factor("strikes.reciprocity.russia_by_ukraine", Distribution("uniform", (0.0, 0.9))),
    ]
    with pytest.raises(StudyError, match="the ranges allow points that are not valid"):
        study(base, ["deal_180"], wide, SensitivitySettings(rows=64, n=2, single_rows=16))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"rows": 100}, "number of rows is a power of 2"),
        ({"single_rows": 8}, "number of single rows is a power of 2"),
        ({"n": 1}, "at least 2 replicates"),
    ],
)
def test_settings_that_do_not_fit_are_refused(settings, message):
    base = load("baseline")
    with pytest.raises(StudyError, match=message):
        study(base, ["deal_180"], choose(base, IDLE), SensitivitySettings(**settings))


def test_a_word_is_sent_to_what_can_vary_it_and_one_value_is_said():
    with pytest.raises(StudyError, match=r"sweep --vary moratorium\.initial=none,tacit,partial,complete"):
        sim.sensitivity("baseline", parameters=["moratorium.initial"])
    fixed = sim.load(
        "baseline", ["horizon_days=20", "willingness.kursk={choice: [1]}", "trust.initial={uniform: [0, 1]}"]
    )
    found = sim.sensitivity(fixed, outcomes=["broader_talks"], n=2, rows=16, single_rows=16, workers=1)
    one = "the distribution of willingness.kursk has one value: it is varied in name only, and cannot matter"
    assert one in found.notes
    assert "broader_talks is the same at every point: it has no indices" in found.notes
