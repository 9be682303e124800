"""What the page says and tabulates of two sides is what `moratorium compare` does."""

from dataclasses import replace

import pytest

import sim
from sim.engine.compiled import run_chunk
from sim.engine.plan import make_plan
from sim.outcomes.paired import compare_pairs, contrast_frame
from sim.outcomes.tables import runs_frame
from sim.studies.compare.words import statements
from sim.studies.explore.data import page_data
from sim.studies.headline_words import MEANS, SHARES, UNITS
from tests.explore.node import run
from tests.explore.sides import ARMS, N, fresh, same_in_python, sides_of


def test_statements_are_those_of_compare(page, given, chunks):
    from sim.studies.compare import words

    a, b = (runs_frame(one.rows) for one in chunks)
    rows = {row["name"]: row for row in contrast_frame(compare_pairs(a, b, 365)).iter_rows(named=True)}
    wanted = [words.share_statement(rows[name], text) for name, text in SHARES.items()]
    wanted += [words.mean_statement(rows[name], text, UNITS[name]) for name, text in MEANS.items()]
    first, *found = run(ARMS + "return statements(page, arms, given.sides);", page, given)
    assert found == wanted
    assert first == "Each of 500 histories has the same luck in both."
    name, text = next(iter(SHARES.items()))
    assert " 1 history has it here only" in words.share_statement(rows[name] | {"gained": 1}, text)


def test_what_is_certain_has_no_interval(page, scenarios):
    from sim.outcomes.certain import certain, settle
    from sim.studies.compare import words

    sides = [fresh(0), {"scenario": 0, "off": ["C1", "C3"], "set": {}}]
    chosen = [same_in_python(side, scenarios) for side in sides]
    a, b = (runs_frame(run_chunk(make_plan(one), 0, N, 1, 0, False).rows) for one in chosen)
    reasons = certain(chosen[1])
    settled = [replace(one, b=settle(one.b, reasons.get(one.headline.name))) for one in compare_pairs(a, b, 365)]
    rows = {row["name"]: row for row in contrast_frame(settled).iter_rows(named=True)}
    found = run(
        ARMS + "return statements(page, arms, given.sides);",
        page,
        {"sides": sides},
    )
    assert found[1:4] == [words.share_statement(rows[name], text) for name, text in SHARES.items()]
    assert "0% of histories" in found[1]


def test_other_spans_are_compared_in_what_means_the_same(scenarios):
    short = sim.load("strong_mediator", {"horizon_days": 200})
    late = sim.load("last_winter")
    page = page_data([scenarios[sides_of(scenarios)[0]], short, late], 1)
    for other, scenario in ((1, short), (2, late)):
        sides = [fresh(0), fresh(other)]
        compared = sim.compare("baseline", scenario, n=N, workers=1, bands=2)
        (arm,) = compared.others
        found = run(ARMS + "return statements(page, arms, given.sides);", page, {"sides": sides})
        assert found == list(statements(compared, arm))[: len(found)]
        assert any("Caution" in one for one in found)


OTHERS = ("monitored_graduated", "no_talks", "withdrawal_for_a_deal", "last_winter")


@pytest.mark.slow
def test_the_table_of_every_headline_is_that_of_compare(scenarios):
    from sim.studies.compare.tables import differences_table

    chosen = [one for one in scenarios if one.name in ("baseline", *OTHERS)]
    page = page_data(chosen, 1)
    places = {one.name: place for place, one in enumerate(chosen)}
    body = ARMS + "return given.pairs.map((sides) => manyRows(page, armsOf(sides), sides));"
    pairs = [[fresh(places["baseline"]), fresh(places[other])] for other in OTHERS]
    marks = 0
    for other, found in zip(OTHERS, run(body, page, {"pairs": pairs}), strict=True):
        compared = sim.compare("baseline", other, n=N, workers=1, bands=2)
        table = differences_table(compared, compared.others[0], "differences", short=True)
        assert found == [[cell.text for cell in row[:8]] for row in table.rows], other
        marks += sum(row[3].endswith(" *") for row in found)
    assert marks > 10


def test_equal_sides_are_said_to_be_equal(page, given):
    same = {"sides": [given["sides"][0]] * 2}
    assert run(ARMS + "return statements(page, arms, given.sides);", page, same) == [
        "They are the same scenario, and every one of the 500 histories is the same in both. Nothing differs."
    ]
