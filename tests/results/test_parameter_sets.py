"""Uncertain parameters: sets of them, luck within each, and the two kept apart."""

import numpy as np
import polars as pl
import pytest

import sim
from sim.outcomes.luck_and_parameters import _apart, words
from sim.results import Refused
from sim.scenario import Distribution, Scenario
from sim.studies.run.parameter_sets import MOST_DRAWS, parameter_sets, sets_frame
from tests.results.runs import contents, run, short, stop_after

UNSURE = ("grid.demand_mean_gw={uniform: [12, 17]}", "strikes.russia.per_day={uniform: [0.01, 0.05]}")


@pytest.fixture(scope="module")
def unsure():
    return short(*UNSURE)


def _draw(folder, scenario, n=25, **settings):
    return run(folder, n, scenario=scenario, draws=8, **settings)


def test_every_set_lies_within_the_distribution_and_no_two_agree(unsure):
    sets = parameter_sets(unsure, 10, 1, 16)
    drawn = sets_frame(unsure, sets)
    demand = drawn["grid.demand_mean_gw"]
    assert drawn["draw"].to_list() == list(range(16))
    assert demand.is_between(12, 17).all()
    # Eight scramblings of two Sobol points: one in each half of the range.
    halves = ((demand - 12) / 5 * 2).floor().to_list()
    assert all({halves[one], halves[one + 8]} == {0, 1} for one in range(8))
    assert not any(isinstance(value, Distribution) for value in sets.scenarios[3].values.values())


def test_more_sets_keep_the_earlier_ones(unsure):
    few, more = parameter_sets(unsure, 10, 1, 8), parameter_sets(unsure, 10, 1, 32)
    assert [one.digest() for one in more.scenarios[:8]] == [one.digest() for one in few.scenarios]


def test_a_certain_scenario_is_its_own_set():
    scenario = short()
    assert parameter_sets(scenario, 10, 1, 16).scenarios == (scenario,)


def test_pieces_end_where_sets_do(unsure):
    sets = parameter_sets(unsure, 10, 1, 4)
    assert [(draw, first, end) for draw, _, first, end in sets.pieces(7, 32)] == [
        (0, 7, 10), (1, 10, 20), (2, 20, 30), (3, 30, 32)
    ]  # fmt: skip
    assert [sets.kept_days(draw, 6) for draw in range(4)] == [2, 12, 22, 32]
    assert sets.of(25) is sets.scenarios[2]


def test_each_set_is_run_as_a_scenario_of_its_own(tmp_path, unsure):
    result = _draw(tmp_path / "a", unsure)
    assert result.runs["draw"].to_list() == [draw for draw in range(8) for _ in range(25)]
    assert result.runs["replicate"].to_list() == list(range(200))
    third = parameter_sets(unsure, 25, 1, 8).scenarios[2]
    alone = sim.run(third, n=75, bands=50, workers=1).runs[50:]
    assert result.runs[50:75].drop("draw").equals(alone.drop("draw"))
    assert pl.read_parquet(tmp_path / "a" / "draws.parquet").height == 8


def test_bands_are_over_all_sets(unsure):
    wide, narrow = _draw(None, unsure, bands=48), _draw(None, short("grid.demand_mean_gw=14.5"), bands=48)
    spread = []
    for result in (wide, narrow):
        demand = result.bands.filter(series="demand_gw", day=10)
        spread.append(demand.filter(quantile=0.95)["value"].item() - demand.filter(quantile=0.05)["value"].item())
    assert spread[0] > 2 * spread[1]


def test_it_continues_to_the_same_bytes(tmp_path, unsure):
    _draw(tmp_path / "a", unsure)
    with pytest.raises(sim.Interrupted):
        _draw(tmp_path / "b", unsure, progress=stop_after(90))
    _draw(tmp_path / "b", unsure, resume=True, chunk=7)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert "draws.parquet" in contents(tmp_path / "a")


def test_another_number_of_sets_is_refused_with_resume(tmp_path, unsure):
    _draw(tmp_path / "a", unsure)
    with pytest.raises(Refused, match="25 histories of each of 8 parameter sets, now 30 histories of each of 8"):
        _draw(tmp_path / "a", unsure, 30, resume=True)


def test_a_precision_does_not_go_with_doubt(unsure):
    with pytest.raises(Refused, match="a precision is about luck alone"):
        _draw(None, unsure, precision=0.1)


def test_known_spreads_are_found_again():
    rng = np.random.default_rng(4)
    parameters = rng.normal(10, 3, size=(400, 1))
    found = _apart((parameters + rng.normal(0, 4, size=(400, 50))).ravel(), 400)
    assert found["sd_parameters"] == pytest.approx(3, rel=0.1)
    assert found["sd_luck"] == pytest.approx(4, rel=0.03)
    assert found["luck_share"] == pytest.approx(16 / 25, abs=0.06)
    assert found["low"] < 10 < found["high"]
    # The interval of the mean is that of 400 sets, not of 20,000 histories: of eight groups of them, hence 2.36 and
    # the luck of seven degrees of freedom.
    assert found["high"] - found["low"] == pytest.approx(2 * 2.36 * np.sqrt(9 + 16 / 50) / 20, rel=0.6)


def test_all_luck_leaves_nothing_to_the_parameters():
    found = _apart(np.random.default_rng(5).normal(0, 1, size=64 * 200), 64)
    assert found["luck_share"] > 0.99


def test_the_summary_and_the_words_separate_the_two():
    result = _draw(None, short("strikes.ukraine.per_day={uniform: [0.05, 0.5]}", "moratorium.initial=none"))
    spread = result.summary["parameters"]["headlines"]
    assert spread["refinery_strikes"]["luck_share"] < 0.6, "a tenfold rate matters more than luck"
    assert spread["unserved_gwh"]["luck_share"] > 0.8, "and hardly to the grid"
    assert "Over 8 sets of them" in words(result.summary)
    assert "is luck and" in words(result.summary)
    assert words(_draw(None, short()).summary) == ""


@pytest.mark.usefixtures("no_figures")
def test_a_run_of_sets_has_a_figure_of_both(tmp_path, unsure):
    result = sim.run(unsure, n=20, draws=4, out=tmp_path / "a", workers=1, bands=20)
    assert (tmp_path / "a" / "plots" / "luck_and_parameters.png").is_file()
    assert "luck_and_parameters" in result.figures
    assert "stay. Over 4 sets" in (tmp_path / "a" / "report.html").read_text()
    assert result.notes == []


def test_one_uncertain_parameter_is_told_in_the_singular(unsure):
    for scenario, words_said in ((short(UNSURE[0]), "1 uncertain parameter: 8"), (unsure, "2 uncertain parameters: 8")):
        told = []
        sim.run(scenario, n=2, draws=8, workers=1, say=told.append)
        assert told[0].startswith(words_said)


def test_a_hundred_thousand_sets_are_made_when_they_are_asked_for(monkeypatch):
    made = []
    replace = Scenario.replace
    monkeypatch.setattr(
        Scenario, "replace", lambda self, values, **more: made.append(1) or replace(self, values, **more)
    )
    sets = parameter_sets(sim.load("baseline", ["talks.mediator=range"]), 2, 1, MOST_DRAWS)
    assert (len(sets.scenarios), sets.total, made) == (100_000, 200_000, [])
    values = [sets.scenarios[draw].values["talks.mediator"] for draw in (0, 99_999, -1)]
    assert values[1] == values[2] != values[0]
    assert len(made) == 2


@pytest.mark.parametrize(
    ("draws", "n", "told"), [(3_000_000, 1, "3,000,000 parameter"), (90_000, 2**32, "give a smaller")]
)
def test_limits_are_checked_before_anything_is_made(monkeypatch, draws, n, told):
    monkeypatch.setattr("sim.studies.designs.sobol", lambda *words: pytest.fail("was made"))
    with pytest.raises(Refused, match=told):
        parameter_sets(sim.load("baseline", ["talks.mediator=range"]), n, 1, draws)


def test_a_run_of_few_sets_says_why_it_has_no_intervals_and_of_what_kind_the_others_are(unsure):
    few, many = _draw(None, unsure, n=5), sim.run(unsure, n=5, draws=64, workers=1)
    told = [" ".join(result.paragraphs()) for result in (few, many)]
    assert "No interval for" in told[0]
    assert "an interval over parameter sets needs 64 of them; there are 8" in told[0]
    assert "for the luck of 320 histories of 60 days and for which 64 sets of the parameters were drawn" in told[1]
    assert "too few sets" in [row[2] for row in few.headline_rows()]
    heads = many.summary["headlines"]["russian_waves"]
    assert heads["low"] == many.summary["parameters"]["headlines"]["russian_waves"]["low"]


def test_a_comparison_over_sets_has_intervals_of_the_same_kind_and_says_so_once(unsure):
    other = unsure.replace({"trust.initial": 0.1})
    found = sim.compare(unsure, other, n=5, draws=32, workers=1)
    (arm,) = found.others
    assert [one for one in found.cautions[arm.name] if "which 32 sets of them were drawn" in one] == found.cautions[
        arm.name
    ]
    row = found.differences.filter(name="russian_waves").row(0, named=True)
    assert row["a_low"] == pytest.approx(found.reference.result.summary["headlines"]["russian_waves"]["low"])
