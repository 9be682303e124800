"""Sensitivity on the real model: what does nothing has no index, luck has its share, noise is told."""

import numpy as np
import polars as pl
import pytest

import sim
from sim.engine.compiled import run_chunk
from sim.engine.many_plans import run_plans
from sim.engine.plan import make_plan
from sim.outcomes.headlines import headlines_for
from sim.outcomes.row_values import row_values
from sim.outcomes.sobol_indices import indices
from sim.outcomes.tables import runs_frame
from sim.scenario import Distribution, load
from sim.studies.designs import saltelli_design
from sim.studies.sensitivity.factors import Factor, choose
from sim.studies.sensitivity.study import SensitivitySettings, study
from sim.studies.sensitivity.tables import indices_table, warnings
from tests.studies.idle import IDLE, WAR


def test_points_equal_chunks_to_the_bit():
    base = load("baseline", ["horizon_days=90"])
    plans = [make_plan(base.replace({"talks.mediator": value})) for value in (0.0, 0.5, 1.0)]
    plans.append(make_plan(load("near_agreement_aug2024", ["horizon_days=90"])))
    rows = run_plans(plans, [0, 5, 1000, 3], 7, seed=3)
    for plan, first, row in zip(plans, [0, 5, 1000, 3], rows, strict=True):
        assert run_chunk(plan, first, 7, 3, 0, False).rows.tobytes() == row.tobytes()


def test_outcomes_of_rows_are_those_of_tables():
    scenario = load("baseline")
    rows = run_chunk(make_plan(scenario), 0, 200, 1, 0, False).rows
    chosen = [headline for headline in headlines_for(365) if headline.kind != "quantile"]
    table = runs_frame(rows).select(headline.expression().cast(pl.Float64) for headline in chosen)
    assert np.array_equal(row_values(rows, chosen), table.to_numpy())
    assert 0 < row_values(rows, chosen)[:, 1].mean() < 1


@pytest.fixture(scope="module")
def open_war():
    base = load("baseline", WAR)
    settings = SensitivitySettings(rows=64, n=20, single_rows=256)
    factors = choose(base, [*IDLE, "grid.demand_mean_gw", "strikes.russia.per_day"])
    return study(base, ["unserved_gwh", "russian_waves", "formal_days"], factors, settings)


def test_what_does_nothing_has_no_index_either_way(open_war):
    idle = open_war.indices.filter(pl.col("parameter").is_in(IDLE))
    assert idle.height == 3 * 2 * 3
    assert (idle.select("first", "total", "total_low", "total_high").to_numpy() == 0).all()


def test_what_acts_has_an_index_and_luck_takes_part_only_in_one_history(open_war):
    waves = open_war.indices.filter(pl.col("outcome") == "russian_waves")
    mean = waves.filter((pl.col("way") == "mean over luck") & (pl.col("parameter") == "strikes.russia.per_day"))
    assert mean["total"].item() == pytest.approx(1, abs=0.15)
    assert "luck" not in waves.filter(pl.col("way") == "mean over luck")["parameter"]
    luck = waves.filter((pl.col("way") == "one history") & (pl.col("parameter") == "luck")).row(0, named=True)
    # Waves are Poisson-like: with a rate of 0.01 to 0.05 a day over 60 days luck outweighs the rate.
    assert 0.5 < luck["total"] < 1.2
    demand = waves.filter(pl.col("parameter") == "grid.demand_mean_gw")
    assert (demand["total"] == 0).all()


def test_a_model_that_is_all_luck():
    """Parameters that do nothing: their intervals contain 0, and the luck share's contains 1."""
    base = load("baseline", WAR)
    settings = SensitivitySettings(rows=16, n=5, single_rows=512)
    found = study(base, ["refinery_strikes"], choose(base, IDLE), settings).indices
    single = found.filter(pl.col("way") == "one history")
    parameters, luck = single.filter(pl.col("parameter") != "luck"), single.filter(pl.col("parameter") == "luck")
    for kind in ("first", "total"):
        assert (parameters[f"{kind}_low"] <= 0).all()
        assert (parameters[f"{kind}_high"] >= 0).all()
        assert luck[f"{kind}_low"].item() <= 1 <= luck[f"{kind}_high"].item()
    assert found.filter(pl.col("way") == "mean over luck")["variance"].item(0) == pytest.approx(0, abs=1e-12)


def test_an_outcome_that_never_changes_is_told(open_war):
    assert any("formal_days is the same at every point" in note for note in open_war.notes)


def test_tornado_has_the_ends_and_the_paired_differences(open_war):
    effects = open_war.effects.filter(pl.col("outcome") == "unserved_gwh")
    assert effects["parameter"].to_list()[-3:] == list(IDLE)
    demand = effects.row(by_predicate=pl.col("parameter") == "grid.demand_mean_gw", named=True)
    assert (demand["low_setting"], demand["high_setting"]) == (13.4, 14.6)
    assert demand["at_low"] < demand["base"] < demand["at_high"]
    assert demand["swing"] == pytest.approx(demand["at_high"] - demand["at_low"])
    idle = effects.filter(pl.col("parameter").is_in(IDLE))
    assert (idle["swing"] == 0).all()
    assert (idle["se"] == 0).all()


def test_tornado_equals_runs(open_war):
    scenario = load("baseline", [*WAR, "strikes.russia.per_day=0.04"])
    expected = sim.run(scenario, n=500).runs["russian_waves"].mean()
    row = open_war.effects.filter(
        (pl.col("outcome") == "russian_waves") & (pl.col("parameter") == "strikes.russia.per_day")
    )
    assert row["at_high"].item() == pytest.approx(expected)


def test_partial_effects_rise_with_demand(open_war):
    curve = open_war.curves.filter(
        (pl.col("outcome") == "unserved_gwh") & (pl.col("parameter") == "grid.demand_mean_gw")
    )
    assert curve.height == 8
    assert curve["value"].item(-1) > curve["value"].item(0)


def test_workers_change_nothing():
    base = load("baseline", ["horizon_days=60"])
    one, three = (
        study(
            base, ["hours_short"], choose(base, ["talks.mediator", "grid.crews"]),
            SensitivitySettings(rows=16, n=10, single_rows=16, workers=workers),
        )
        for workers in (1, 3)
    )  # fmt: skip
    for name in ("effects", "indices", "curves"):
        assert getattr(one, name).equals(getattr(three, name))


def test_with_many_parameters_the_tornado_chooses():
    base = load("baseline", WAR)
    settings = SensitivitySettings(rows=16, n=5, single_rows=16, most=2)
    factors = choose(base, [*IDLE, "grid.demand_mean_gw", "strikes.russia.per_day"])
    found = study(base, ["unserved_gwh"], factors, settings)
    assert list(found.parameters) == ["grid.demand_mean_gw", "strikes.russia.per_day"]
    assert "5 parameters were varied one at a time; the 2 of the largest swing" in found.notes[0]


def test_noise_is_what_a_parameter_without_effect_would_get():
    """A synthetic outcome: one parameter acts, the other only shuffles the luck of each point."""
    generator = np.random.default_rng(1)
    design = saltelli_design(2, 512, seed=1)
    replicates, spread = 25, 3.0
    luck = generator.normal(0, spread, size=(512, 4, replicates))
    luck[:, 2] = luck[:, 0]  # AB_1 keeps column 2 and with it the luck of A
    values = 4 * design[:, :, 0, None] + luck
    noise = (values - values[:, :1]).var(axis=2, ddof=1)[:, :, None] / replicates
    found = indices(values.mean(axis=2))
    table = indices_table("mean over luck", ["y"], ["acts", "shuffles"], [found], noise)
    acts, shuffles = table.iter_rows(named=True)
    assert shuffles["noise"] == pytest.approx(shuffles["total"], rel=0.15)
    assert shuffles["noisy"]
    assert acts["noise"] < 0.01
    assert not acts["noisy"]
    assert warnings(table)[0].startswith("replicate noise swamps the indices of y for shuffles:")


def test_points_whose_rate_passes_a_ceiling_are_left_out_and_told():
    base = load("baseline", WAR)
    factors = [Factor("strikes.russia.per_day", Distribution("uniform", (0.01, 0.4)))]
    found = study(base, ["russian_waves"], factors, SensitivitySettings(rows=64, n=5, single_rows=64))
    assert "a rate went above its ceiling; raise it under `ceilings`" in found.notes
    assert found.effects["at_high"].null_count() == 1
    assert found.curves["x"].max() < 0.3
    assert found.indices.filter(pl.col("way") == "mean over luck")["total"].item() == pytest.approx(1, abs=0.3)
