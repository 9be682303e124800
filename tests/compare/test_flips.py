"""Every history in exactly one class of outcome, and the moves between classes counted."""

import polars as pl

from sim.outcomes.classes import CLASSES, classes, counts, flipped, transitions

RUNS = pl.DataFrame(
    {
        "replicate": [0, 1, 2, 3],
        "first_deal_day": [None, 40.0, 50.0, 60.0],
        "broader_talks_day": [None, None, None, 120.0],
    }
)
SPELLS = pl.DataFrame(
    {
        "replicate": [0, 1, 2, 2, 3],
        "kind": ["tacit", "partial", "partial", "complete", "partial"],
        "cause": ["in_force", "expiry", "upgrade", "in_force", "breach"],
    }
)


def test_one_class_for_each_history():
    assert classes(RUNS, SPELLS)["outcome_class"].to_list() == list(CLASSES)


def test_an_upgrade_is_no_end_and_a_tacit_spell_is_no_deal():
    found = dict(classes(RUNS, SPELLS).iter_rows())
    assert found[2] == "a formal deal in force at the end"
    assert found[0] == "no formal deal"


def test_moves_are_counted_and_flips_are_those_that_differ():
    after = RUNS.with_columns(first_deal_day=pl.Series([10.0, 40.0, 50.0, 60.0]))
    moves = transitions(classes(RUNS, SPELLS), classes(after, SPELLS))
    assert flipped(moves).rows() == [(0, CLASSES[0], CLASSES[1])]
    assert counts(moves)["histories"].sum() == 4
    assert counts(flipped(moves)).rows() == [(CLASSES[0], CLASSES[1], 1, 1.0)]


def test_a_scenario_against_itself_flips_nothing():
    same = classes(RUNS, SPELLS)
    assert flipped(transitions(same, same)).height == 0
