"""What a sweep is asked for is read, validated as a whole, and refused in words before anything runs."""

import pytest

from sim.scenario import load
from sim.studies.errors import StudyError
from sim.studies.sweep.axes import Axis, axis, check_axes, parse_axis, scalar
from sim.studies.sweep.points import plan


@pytest.fixture(scope="module")
def baseline():
    return load("baseline")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("talks.mediator=0:1:3", Axis("talks.mediator", (0.0, 0.5, 1.0))),
        ("moratorium.initial=none,tacit", Axis("moratorium.initial", ("none", "tacit"))),
        ("moratorium.terms.days=30, 60,null", Axis("moratorium.terms.days", (30, 60, None))),
        ("talks.channel_open=true,false", Axis("talks.channel_open", (True, False))),
        ("grid.crews=20:30:3", Axis("grid.crews", (20, 25, 30))),
        ("talks.mediator=-1e-3", Axis("talks.mediator", (-0.001,))),
        ("horizon_days=100,200", Axis("horizon_days", (100, 200))),
    ],
)
def test_an_axis_is_read_as_typed(text, expected):
    assert parse_axis(text) == expected


def test_bounds_alone_are_for_designs():
    assert parse_axis("talks.mediator=0.2:0.8").low == 0.2
    assert parse_axis("talks.mediator").high == 1.0
    assert not parse_axis("talks.mediator").listed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("talks.mediator=", "no values"),
        ("talks.mediatr", "did you mean talks.mediator"),
        ("talks.mediator=0:1:2:3", "allowed are PATH=LO:HI:STEPS"),
        ("talks.mediator=a:b:3", "are numbers"),
        ("talks.mediator=0:1:x", "STEPS is a whole number"),
        ("talks.mediator=0:1:1", "one step"),
        ("talks.mediator=0:1:1000000", "at most 100000"),
        ("talks.mediator=0:inf:3", "finite"),
        ("talks.mediator=1:0", "LO is below HI"),
        ("grid.block_gw", "no plausible range"),
    ],
)
def test_a_bad_axis_says_what_is_wrong(text, message):
    with pytest.raises(StudyError, match=message):
        parse_axis(text)


def test_a_word_has_no_range_to_sweep():
    with pytest.raises(StudyError, match=r"say its values, as in talks\.channel_open=false,true"):
        parse_axis("talks.channel_open")


def test_axes_from_python():
    import numpy as np

    assert axis("talks.mediator", np.array([0.0, 0.5])).values == (0.0, 0.5)
    assert axis("talks.mediator", {"from": 0, "to": 1, "steps": 3}).values == (0.0, 0.5, 1.0)
    assert axis("talks.mediator", None).high == 1.0
    for wrong in (0.5, "0:1:3", [], {"from": 0}, {"from": 0, "to": 1, "by": 2}):
        with pytest.raises(StudyError, match=r"talks\.mediator"):
            axis("talks.mediator", wrong)


def test_every_wrong_point_is_told_before_any_history_runs(baseline):
    axes = [Axis("talks.mediator", (0.0, 7.0)), Axis("kursk.precondition.strictness", (0.5, -1.0))]
    with pytest.raises(StudyError) as error:
        plan(baseline, axes, 10, 1)
    assert len(error.value.problems) == 4
    assert "point 1 (talks.mediator = 0.0, kursk.precondition.strictness = -1.0)" in str(error.value)


def test_many_wrong_points_are_counted_not_listed(baseline):
    with pytest.raises(StudyError, match="and 30 more problems"):
        plan(baseline, [Axis("talks.mediator", tuple(range(6, 56)))], 10, 1)


def test_a_rule_across_parameters_is_checked_at_each_point(baseline):
    """The spectral radius of reciprocity is below 1: one value alone is allowed, the two together are not."""
    paths = ("strikes.reciprocity.russia_by_russia", "strikes.reciprocity.ukraine_by_russia")
    axes = [Axis(paths[0], (0.2, 0.9)), Axis(paths[1], (0.5, 3.0))]
    with pytest.raises(StudyError, match="point 3"):
        plan(baseline, axes, 10, 1)


def test_all_points_have_the_largest_ceilings_of_any(baseline):
    made = plan(baseline, [Axis("ceilings.russian_wave", (0.5, 2.0))], 10, 1)
    assert {scenario.ceilings["russian_wave"] for scenario in made.scenarios} == {2.0}


@pytest.mark.parametrize(
    ("axes", "options", "message"),
    [
        ([], {}, "nothing to vary"),
        ([Axis("talks.mediator", (0,)), Axis("talks.mediator", (1,))], {}, "varied twice"),
        ([Axis("talks.mediator", (0.5, 0.5))], {}, "stands twice"),
        ([Axis("talks.mediator", low=0, high=1)], {}, "a grid needs values"),
        ([Axis("talks.mediator", (0, 1))], {"points": 5}, "--points belongs to"),
        ([Axis("talks.mediator", low=0, high=1)], {"design": "lhs"}, "needs --points"),
        ([Axis("talks.mediator", low=0, high=1)], {"design": "star", "points": 5}, "found design star"),
        ([Axis("talks.mediator", tuple(range(400))), Axis("talks.round_days", tuple(range(400)))], {}, "100,000"),
    ],
)
def test_what_cannot_be_planned_is_refused(baseline, axes, options, message):
    with pytest.raises(StudyError, match=message):
        plan(baseline, axes, 10, 1, **options)


def test_a_design_covers_its_bounds_evenly_and_looks_at_the_same_points_under_another_seed(baseline):
    axes = [
        Axis("talks.mediator", low=0.2, high=0.8),
        Axis("moratorium.initial", ("none", "tacit")),
        parse_axis("grid.crews"),
    ]
    first, second = (plan(baseline, axes, 10, seed, design="lhs", points=40) for seed in (1, 2))
    assert first.points == second.points
    mediator, initial, crews = zip(*first.points, strict=True)
    assert sorted(int((value - 0.2) / 0.6 * 40) for value in mediator) == list(range(40))
    assert sorted(initial) == ["none"] * 20 + ["tacit"] * 20
    assert all(isinstance(value, int) and 60 <= value <= 100 for value in crews)
    assert {60, 100} <= set(crews)


@pytest.mark.parametrize("word", ["1_0", "１", "0x10", "1e999", "010"])
def test_a_number_is_read_by_the_rules_of_a_file(word: str) -> None:
    assert scalar(word) == word  # a word, which a number's own rules refuse


def test_equal_values_are_one_however_they_are_written() -> None:
    with pytest.raises(StudyError, match="the value 0 stands twice"):
        check_axes([parse_axis("talks.mediator=0,0.0,-0.0")])
