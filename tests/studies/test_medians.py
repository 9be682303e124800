"""Doubt beside certainty: what a run draws is said by role, and the same scenario at its medians stands beside it."""

import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli
from sim.outcomes.luck_and_parameters import words
from sim.outcomes.rounding import alone
from sim.scenario import load
from sim.scenario.parameter import in_roles
from sim.studies.sensitivity.factors import Factor, choose
from sim.studies.sensitivity.study import SensitivitySettings, study

SHORT = {"horizon_days": 60}


def test_a_run_with_doubt_has_the_figures_at_the_medians_beside_its_own():
    unsure = sim.run(load("baseline", {**SHORT, "uncertain": "all"}), n=10, draws=8)
    certain = sim.run(load("baseline", SHORT), n=80)
    assert unsure.summary["medians"]["headlines"] == certain.summary["headlines"]
    assert unsure.summary["medians"]["headlines"] != unsure.summary["headlines"]
    assert "medians" not in certain.summary


@pytest.mark.usefixtures("no_figures")
def test_the_command_shows_both_columns_and_says_what_is_varied(tmp_path):
    given = ["run", "baseline", "-n", "5", "--draws", "4", "--set", "uncertain=all", "--set", "horizon_days=30"]
    done = CliRunner().invoke(cli, [*given, "--out", str(tmp_path / "a")])
    assert done.exit_code == 0, done.output
    assert "at the medians" in done.stdout
    text = " ".join(done.stdout.split())
    assert "uncertainties; levers and the situation at the start stay." in text
    assert "the model is not linear" in text


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        (["uncertainty"] * 3, "3 uncertainties; levers and the situation at the start stay."),
        (["uncertainty", "lever"], "1 uncertainty and 1 lever; the situation at the start stays."),
        (["scenario"], "1 parameter of the situation at the start; levers stay."),
        (["lever", "scenario", "lever"], "2 levers and 1 parameter of the situation at the start."),
    ],
)
def test_what_is_varied_is_told_by_role(roles, words):
    assert in_roles(roles) == f"What is varied: {words}"


def test_what_a_scenario_is_about_is_no_factor_unless_it_is_named():
    about = {"strikes.russia.winter_pull", "moratorium.temptation.russia", "strikes.russia.light_share"}
    last_winter = load("last_winter")
    assert not about & {factor.path for factor in choose(last_winter)}
    assert {factor.path for factor in choose(last_winter, sorted(about))} == about


def test_the_tornado_is_centred_where_the_indices_look():
    base = load("last_winter", {"horizon_days": 120})
    factors = choose(base, ["strikes.russia.winter_pull", "grid.demand_mean_gw"])
    settings = SensitivitySettings(rows=16, n=20, single_rows=16, workers=1)
    effects = study(base, ["russian_waves"], factors, settings).effects
    assert base.values["strikes.russia.winter_pull"] == 0
    medians = {factor.path: Factor(factor.path, factor.distribution).value(0.5) for factor in factors}
    expected = sim.run(base.replace(medians), n=500).runs["russian_waves"].mean()
    assert effects["base"].to_list() == pytest.approx([expected] * effects.height)


def test_quantiles_over_sets_are_told_to_three_digits():
    found = sim.run({"extends": "baseline", "talks": {"mediator": "range"}}, n=2, draws=8)
    told = words(found.summary)
    low, high = (found.summary["parameters"]["headlines"]["unserved_gwh"]["sets"][q] for q in ("0.05", "0.95"))
    assert f"lies between {alone(low, 'mean')} and {alone(high, 'mean')} GWh" in told
