"""The same relations on average in the baseline, where everything acts back (docs/model.md, "Relations").

Paired, one-sided and `shown`: were there no effect, each would pass with a probability of at most 1e-4. Every effect
asserted here is eight standard errors or more, so that sound rules fail it with a probability of at most 1e-5 if the
draws change.
"""

from __future__ import annotations

import pytest

from sim.testing import assert_decreases, assert_increases

from .varied import both, both_lives

N = 1500

MORE_STRIKES = [
    ("strikes.reciprocity.russia_by_russia", 0.0, 0.5),
    ("strikes.reciprocity.ukraine_by_ukraine", 0.0, 0.5),
    ("strikes.reciprocity.russia_by_ukraine", 0.0, 0.2),
    ("strikes.reciprocity.ukraine_by_russia", 0.0, 1.0),
    ("strikes.russia.per_day", 0.01, 0.05),
    ("strikes.ukraine.per_day", 0.05, 0.25),
    ("strikes.russia.winter_pull", 0.0, 2.0),
    ("moratorium.collapse_retaliation.russia", 0.0, 8.0),
]
FEWER_DEALS = [
    ("kursk.area_km2", 0, 800),
    ("demands.gap", 0.0, 1.0),
    ("talks.break_per_day", 0.0, 0.025),
    ("willingness.signature", 0.5, 2.5),
    ("willingness.intrusion", 0.0, 5.0),
    ("willingness.duration", 0.0, 1.5),
]
MORE_DEALS = [
    ("talks.mediator", 0.0, 1.0),
    ("willingness.trust", 0.0, 2.5),
    ("kursk.precondition.tolerated_km2", 0, 400),
]
MORE_UNSERVED = [
    ("strikes.russia.damage_gw", 3.0, 4.8),
    ("grid.destroyed_gw", 8.0, 10.0),
    ("grid.demand_mean_gw", 13.4, 14.6),
]
LESS_UNSERVED = [
    ("grid.crews", 20, 60),
    ("strikes.russia.saturation", 0.0, 1.0),
    ("grid.imports_gw", 0.0, 1.7),
    ("grid.nuclear_gw", 5.0, 7.8),
    ("grid.nuclear_summer", 0.62, 0.75),
    ("grid.nuclear_winter", 0.9, 1.0),
]
LONGER_LIFE = [
    ("moratorium.hotline", 0.0, 0.9),
    ("moratorium.tacit.tolerance", 0, 5),
    ("moratorium.forgiveness", 0.0, 0.7),
]
SHORTER_LIFE = [
    ("moratorium.misread", 0.0, 0.6),
    ("moratorium.incidents_per_day", 0.01, 0.5),
    ("strikes.russia.per_day", 0.01, 0.05),
    ("strikes.ukraine.per_day", 0.05, 0.25),
    ("moratorium.temptation.russia", 0.0, 2.0),
    ("moratorium.temptation.ukraine", 0.0, 2.0),
    ("moratorium.tacit.restraint.russia", 0.02, 0.5),
    ("moratorium.tacit.restraint.ukraine", 0.02, 0.5),
    ("moratorium.breach_weight.russian_wave", 1, 10),
    ("moratorium.breach_weight.refinery_strike", 1, 4),
]


@pytest.mark.parametrize(("path", "low", "high"), MORE_STRIKES)
def test_more_of_a_driver_gives_more_strikes_by_both_sides(histories, path, low, high):
    a, b = both(histories, (path, low, high), {}, N, "baseline")
    for column in ("russian_waves", "refinery_strikes"):
        assert_increases(a, b, column, shown=True)


@pytest.mark.parametrize(("path", "low", "high"), [*FEWER_DEALS, *MORE_DEALS])
def test_what_moves_willingness_moves_the_chance_of_a_deal_within_a_year(histories, path, low, high):
    a, b = both(histories, (path, low, high), {}, N, "baseline")
    moves = assert_decreases if (path, low, high) in FEWER_DEALS else assert_increases
    for column in ("first_deal_day", "first_complete_day"):
        moves(a, b, column, within=365, shown=True)


@pytest.mark.parametrize(("path", "low", "high"), [*MORE_UNSERVED, *LESS_UNSERVED])
def test_damage_demand_and_capacity_move_unserved_energy(histories, path, low, high):
    a, b = both(histories, (path, low, high), {}, N, "baseline")
    moves = assert_decreases if (path, low, high) in LESS_UNSERVED else assert_increases
    moves(a, b, "unserved_gwh", shown=True)


@pytest.mark.parametrize(("path", "low", "high"), [*LONGER_LIFE, *SHORTER_LIFE])
def test_what_steadies_or_strains_it_moves_the_life_of_the_tacit_understanding(path, low, high):
    a, b = both_lives((path, low, high), {}, N, "baseline")
    moves = assert_decreases if (path, low, high) in SHORTER_LIFE else assert_increases
    moves(a, b, "first_life", shown=True)


def test_without_strictness_the_area_held_still_makes_deals_rarer_by_its_weight(histories):
    a, b = both(histories, ("kursk.area_km2", 0, 800), {"kursk.precondition.strictness": 0}, N, "baseline")
    assert_decreases(a, b, "first_deal_day", within=365, shown=True)
