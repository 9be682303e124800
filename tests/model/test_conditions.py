"""The decisive tests of the article's conditions C1 to C7; the others have files of their own (docs/model.md).

Statements without a rate hold run by run: one replicate against them refutes them. Where an average moves it has to be
`shown`: were there no effect, this would pass with a probability of at most 1e-4. Each such effect is eight standard
errors or more, so that sound rules fail it with a probability of at most 1e-5 if the draws change.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.integrate import quad

from sim.model.codes import NONE, REFINERY_STRIKE, ROUND, SHOCK
from sim.scenario import load
from sim.testing import (
    assert_decreases,
    assert_identical,
    assert_increases,
    assert_never_higher,
    assert_never_lower,
)

from .errors import check_mean
from .runs import NO_ANSWERS, NO_MORATORIUM, NO_PRICES, NO_SHIFTS, NO_TALKS, OPEN_WAR, run
from .varied import as_runs, both

EAGER = {"talks.mediator": 2, "talks.stage": "near_agreed", "talks.break_per_day": 0, **NO_PRICES}


def test_c1_without_a_channel_there_is_no_formal_deal():
    closed, opened = (run({**EAGER, "talks.channel_open": channel}, 1500, base="baseline") for channel in (False, True))
    assert np.isnan(closed.rows["first_deal_day"]).all()
    assert (closed.spells["kind"] == 1).all()  # tacit understandings need no channel
    assert (opened.rows["first_deal_day"] < 100).mean() > 0.5


@pytest.mark.parametrize("cool_off", [45.0, 60.0])
def test_c2_an_offensive_stops_all_signing_until_the_sides_have_cooled_off(cool_off):
    settings = {**EAGER, "talks.derail_probability": 1, "talks.cool_off_days": cool_off}
    shock = load({"extends": "baseline", "events": [{"day": 30, "offensive": 1000}]})
    made, calm = run(settings, 1500, base=shock, days=True, log=True), run(settings, 1500, base="baseline")

    def signed_then(runs):
        return ((runs.rows["first_deal_day"] >= 30) & (runs.rows["first_deal_day"] < 30 + cool_off)).any()

    assert signed_then(calm)
    assert not signed_then(made)
    starts = made.spells["start"][made.spells["kind"] > 1]
    assert not ((starts >= 30) & (starts < 30 + cool_off)).any()
    quiet = slice(29, int(30 + cool_off) - 1)  # ticks of day 30 to the day before the cool-off ends
    assert (made.daily["stage"][:, quiet] == 0).all()
    assert (made.daily["kind"][:, quiet] == NONE).all()
    rounds = made.log["day"][made.log["what"] == ROUND]
    assert not ((rounds >= 30) & (rounds < 30 + cool_off)).any()
    in_force = made.daily["kind"][:, 28] > 0
    assert np.count_nonzero((made.spells["end"] == 30) & (made.spells["cause"] == SHOCK)) >= in_force.sum() * 0.9


def test_c2_without_a_derailment_an_offensive_takes_area_only():
    shock = load({"extends": "baseline", "events": [{"day": 30, "offensive": 1000}]})
    made = run({"talks.derail_probability": 0, "willingness.kursk": 0}, 300, base=shock, days=True)
    calm = run({"talks.derail_probability": 0, "willingness.kursk": 0}, 300, base="baseline", days=True)
    assert np.array_equal(made.daily["stage"][:, :60], calm.daily["stage"][:, :60])


def test_c3_restraint_lowers_strikes_by_exactly_its_factor():
    """Four standard errors (6.3e-5); and each strike under restraint is one of open war."""
    settings = {
        **NO_ANSWERS,
        **NO_TALKS,
        **NO_SHIFTS,
        "strikes.russia.per_day": 0.1,
        "strikes.ukraine.per_day": 0.4,
        "moratorium.temptation.russia": 0,
        "moratorium.temptation.ukraine": 0,
        "moratorium.tacit.tolerance": 10**9,
        "moratorium.tacit.restraint.russia": 0.15,
        "moratorium.tacit.restraint.ukraine": 0.25,
    }
    n = 800
    held = run(settings, n, log=True)
    cold, _ = quad(lambda t: 1 + max(0.0, math.cos(2 * math.pi * (t - 82) / 365.25)), 0, 365, limit=200)
    check_mean(held.rows["russian_waves"], 0.15 * 0.1 * cold)
    check_mean(held.rows["refinery_strikes"], 0.25 * 0.4 * 1.5 * 365)
    war = run({**settings, **OPEN_WAR}, n, log=True)
    strikes = [
        set(made.log[made.log["what"] <= REFINERY_STRIKE][["replicate", "day", "what"]].tolist())
        for made in (held, war)
    ]
    assert strikes[0] < strikes[1]


def test_c3_by_default_the_understanding_lowers_strikes_in_the_first_month():
    month = {"horizon_days": 30}
    settings = (month, {**month, **NO_MORATORIUM})
    held, war = (as_runs(run(made, 2000, base="baseline"), made, "baseline") for made in settings)
    for column in ("russian_waves", "refinery_strikes"):
        assert_increases(held, war, column, shown=True)
        assert held.frame[column].mean() < 0.5 * war.frame[column].mean()


NOT_FELT = {"willingness.pain": 0, "willingness.advantage": 0}


@pytest.mark.parametrize(
    ("path", "low", "high"),
    [
        ("strikes.russia.damage_gw", 0.0, 4.0),
        ("strikes.russia.damage_gw", 4.0, 8.0),
        ("grid.destroyed_gw", 0.0, 8.8),
        ("grid.demand_mean_gw", 13.8, 16.0),
        ("grid.demand_mean_gw", 16.0, 18.5),
    ],
)
def test_c4_unserved_energy_never_falls_with_damage_or_demand(histories, path, low, high):
    a, b = both(histories, (path, low, high), NOT_FELT, 700)
    assert_never_lower(a, b, "unserved_gwh", some_differ=True)


def test_c4_without_damage_almost_nothing_is_unserved():
    a = run({"strikes.russia.damage_gw": 0, "grid.destroyed_gw": 0}, 500, base="baseline")
    b = run({}, 500, base="baseline")
    assert a.rows["unserved_gwh"].mean() < 1e-3 * b.rows["unserved_gwh"].mean()


def test_c4_what_is_destroyed_is_missing_on_the_first_day():
    still = {"strikes.russia.damage_gw": 0, "grid.crews": 0, "grid.restored_share": 0}
    none, four, eight = (
        run({**still, "grid.destroyed_gw": gw}, 5, days=True).daily["supply_gw"][:, 0] for gw in (0, 4, 8)
    )
    assert (none - four > 3).all()  # 4 GW of plants, not all of which run at once
    assert (none - four < 4).all()
    assert np.allclose(none - eight, 2 * (none - four))


@pytest.mark.parametrize(
    ("path", "low", "high"),
    [
        ("grid.nuclear_gw", 0.0, 5.0),
        ("grid.nuclear_gw", 5.0, 7.7),
        ("grid.imports_gw", 0.0, 1.7),
        ("grid.imports_gw", 1.7, 4.0),
    ],
)
def test_c5_unserved_energy_never_rises_with_nuclear_power_or_imports(histories, path, low, high):
    settings = {**NO_TALKS, "moratorium.tacit_formation_per_day": 0}
    a, b = both(histories, (path, low, high), settings, 700)
    assert_never_higher(a, b, "unserved_gwh", some_differ=True)


def test_c5_strikes_never_reach_nuclear_power_and_imports():
    settings = {**OPEN_WAR, "strikes.russia.damage_gw": 50, "grid.crews": 0, "grid.imports_gw": 1.7}
    settings |= {"strikes.russia.saturation": 0, "grid.nuclear_summer": 0.7, "grid.nuclear_winter": 0.95}
    made = run(settings, 100, days=True)
    swing = np.cos(2 * math.pi * (np.arange(1, 366) - 82) / 365.25)
    left = 7.7 * (0.70 + 0.25 * (1 + swing) / 2) + 1.7
    assert (made.daily["supply_gw"] >= left - 1e-9).all()
    assert (made.daily["supply_gw"][:, -1] < left[-1] + 1e-9).mean() > 0.5  # nothing else was left in most


GATED = {**EAGER, "kursk.precondition.strictness": 1, "kursk.loss_per_day": 0, "talks.partial_fallback": 0.3}


def test_c6_moscow_signs_nothing_complete_while_kursk_is_held():
    held = run(GATED, 2000, base="baseline")
    assert np.isnan(held.rows["first_complete_day"]).all()
    assert (held.rows["first_deal_kind"] == 2).mean() > 0.3  # partial deals were


def test_c6_a_withdrawal_opens_the_gate_on_its_day():
    leaving = load({"extends": "baseline", "events": [{"day": 100, "withdraw": True}]})
    made = run(GATED, 1000, base=leaving)
    assert (made.rows["first_complete_day"] >= 100)[~np.isnan(made.rows["first_complete_day"])].all()
    assert (~np.isnan(made.rows["first_complete_day"])).mean() > 0.5


def test_c6_switched_off_the_area_held_changes_no_deal(histories):
    free = {**EAGER, "kursk.precondition.strictness": 0, "willingness.kursk": 0}
    a, b = both(histories, ("kursk.area_km2", 0, 800), free, 300)
    same = ["first_deal_day", "first_deal_kind", "first_complete_day", "unserved_gwh", "russian_waves"]
    assert_identical(a, b, same)
    assert (a.frame["first_deal_kind"] == "complete").any()


@pytest.mark.parametrize(("provocation", "rises"), [(0.0, True), (2.5, False)])
def test_c7_more_refinery_strikes_bring_a_deal_nearer_or_further_by_the_weight_of_provocation(
    histories, provocation, rises
):
    settings = {"willingness.provocation": provocation}
    few, many = both(histories, ("strikes.ukraine.per_day", 0.1, 0.2), settings, 4000, "baseline")
    moves = assert_increases if rises else assert_decreases
    moves(few, many, "first_deal_day", within=180, shown=True)


def test_c7_switched_off_refinery_strikes_change_no_deal(histories):
    """With push and both weights 0 (and nothing that they set off) talks do not see them."""
    off = {"willingness.leverage": 0, "willingness.provocation": 0, "strikes.ukraine.leverage_push": 0}
    alone = {**off, **NO_ANSWERS, **NO_MORATORIUM, **EAGER, "broader_talks.per_day": 0}
    blind = {**alone, "kursk.area_km2": 0, "moratorium.complete.scope": 0}
    a, b = both(histories, ("strikes.ukraine.per_day", 0.05, 0.25), blind, 300)
    assert_identical(a, b, ["first_deal_day"])
    assert (a.frame["first_deal_day"] > 0).any()
