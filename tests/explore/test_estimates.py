"""The page's estimates are Python's, to the digit that is printed."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

import sim
from sim.engine.compiled import run_chunk
from sim.engine.plan import make_plan
from sim.outcomes import intervals, rounding
from sim.outcomes.deals import deals_frame
from sim.outcomes.headlines import HEADLINES
from sim.outcomes.lives import LIVES, incidence_frame, life_frame
from sim.outcomes.paired import compare_pairs, contrast_frame
from sim.outcomes.tables import runs_frame, spells_frame
from sim.studies.compare.words import statements
from sim.studies.explore.data import page_data
from sim.studies.headline_words import MEANS, SHARES, UNITS
from tests.explore.node import run
from tests.explore.sides import fresh, same_in_python

N = 500
ARMS = """
const arms = given.sides.map((side) => {
  const plan = makePlan(page, kernel, side);
  return makeArm(page.layout, plan.horizon, [[0, 200], [200, 300]].map(([first, count]) => runBlock(kernel, plan, { first, count, seed: 1, kept: 0 })));
});
"""


@pytest.fixture(scope="module")
def chunks(scenarios):
    return [run_chunk(make_plan(scenarios[k]), 0, N, 1, 0, False) for k in sides_of(scenarios)]


def sides_of(scenarios):
    names = [one.name for one in scenarios]
    return [names.index("baseline"), names.index("monitored_graduated")]


@pytest.fixture(scope="module")
def given(scenarios):
    return {"sides": [fresh(k) for k in sides_of(scenarios)]}


def close(found, wanted):
    assert len(found) == len(wanted)
    np.testing.assert_allclose(np.array(found, dtype=float), np.array(wanted, dtype=float), rtol=1e-9, atol=1e-12)


def test_statements_are_those_of_compare(page, given, chunks):
    from sim.studies.compare import words

    a, b = (runs_frame(one.rows) for one in chunks)
    rows = {row["name"]: row for row in contrast_frame(compare_pairs(a, b, 365)).iter_rows(named=True)}
    wanted = [words.share_statement(rows[name], text) for name, text in SHARES.items()]
    wanted += [words.mean_statement(rows[name], text, UNITS[name]) for name, text in MEANS.items()]
    first, *found = run(ARMS + "return statements(page, arms, given.sides);", page, given)
    assert found == wanted
    assert first == "Each of 500 histories has the same luck in both."


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
    body = "return given.pairs.map((sides) => manyRows(page, given.armsOf(sides), sides));"
    body = ARMS.replace("const arms = given.sides.map", "given.armsOf = (sides) => sides.map") + body
    pairs = [[fresh(places["baseline"]), fresh(places[other])] for other in OTHERS]
    marks = 0
    for other, found in zip(OTHERS, run(body, page, {"pairs": pairs}), strict=True):
        compared = sim.compare("baseline", other, n=N, workers=1, bands=2)
        table = differences_table(compared, compared.others[0], "differences", short=True)
        assert found == [[cell.text for cell in row[:8]] for row in table.rows], other
        marks += sum(row[3].endswith(" *") for row in found)
    assert marks > 10


def test_chances_of_many_are_pythons(page):
    from scipy import special

    from sim.outcomes import contrasts
    from sim.outcomes.holm import holm

    ranks = [(n, q) for n in (30, 500, 10_000) for q in (0.05, 0.25, 0.5, 0.95)]
    pairs = [(0, 0), (1, 0), (10, 3), (763, 0), (4000, 4200)]
    tails = [(0.3, 9.0), (2.5, 13.7), (4.0, 9999.0), (2.0, 1e6)]
    values = [0.001, None, 0.04, 0.011, 0.2, None, 0.0004]
    body = """return {
      ranks: given.ranks.map(([n, q]) => orderRanks(n, q)), pairs: given.pairs.map(([a, b]) => mcnemar(a, b)),
      tails: given.tails.map(([t, f]) => studentTail(t, f)), holm: holm(given.values) };"""
    found = run(body, page, {"ranks": ranks, "pairs": pairs, "tails": tails, "values": values})
    assert [tuple(one) for one in found["ranks"]] == [intervals.order_ranks(n, q) for n, q in ranks]
    np.testing.assert_allclose(found["pairs"], [contrasts.mcnemar(a, b) for a, b in pairs], rtol=1e-9, atol=1e-200)
    np.testing.assert_allclose(found["tails"], [2 * special.stdtr(f, -t) for t, f in tails], rtol=1e-5)
    assert found["holm"] == pytest.approx(holm(values))


def test_quantiles_of_few_histories_have_no_interval(page):
    from sim.outcomes.paired import estimate_difference

    rng = np.random.default_rng(5)
    x = rng.exponential(100, 450)
    y = x + rng.normal(size=450) * (rng.random(450) < 0.4)
    pairs = [(name, n) for name in ("unserved_gwh_q05", "unserved_gwh_q50") for n in (30, 300, 450)]
    body = "return given.map(([x, y, q]) => pairedQuantile(Float64Array.from(x), Float64Array.from(y), q));"
    given = [[x[:n].tolist(), y[:n].tolist(), HEADLINES[name].q] for name, n in pairs]
    noted = set()
    for (name, n), one in zip(pairs, run(body, page, given), strict=True):
        wanted = estimate_difference(HEADLINES[name], x[:n], y[:n])
        assert one["note"] == wanted.note
        noted.add(bool(one["note"]))
        if not wanted.note:
            close([one[key] for key in ("value", "low", "high")], [wanted.value, wanted.low, wanted.high])
    assert noted == {True, False}


def test_equal_sides_are_said_to_be_equal(page, given):
    same = {"sides": [given["sides"][0]] * 2}
    assert run(ARMS + "return statements(page, arms, given.sides);", page, same) == [
        "They are the same scenario, and every one of the 500 histories is the same in both. Nothing differs."
    ]


@pytest.mark.parametrize("name", LIVES)
def test_lives_are_kaplan_and_meiers(page, given, chunks, name):
    body = (
        ARMS
        + """
    const life = page.lives.find((one) => one.name === given.life);
    return arms.map((arm) => {
      const { days, causes } = firstSpells(page.layout, arm, life.kinds);
      const curve = kaplanMeier(days, causes.map((cause) => life.failures.includes(cause)));
      const shares = cumulativeIncidence(days, causes.map((cause) => life.ends.indexOf(cause) + 1), life.ends.length);
      return [curve, shares];
    });
    """
    )
    found = run(body, page, {**given, "life": name})
    for (curve, shares), chunk in zip(found, chunks, strict=True):
        spells = spells_frame(chunk.spells)
        wanted = life_frame(spells, name)
        for key, column in (("day", "day"), ("share", "survival"), ("low", "low"), ("high", "high")):
            close([one[key] for one in curve], wanted[column].to_list())
        incidence = incidence_frame(spells, name)
        for c, cause in enumerate(LIVES[name].ends):
            own = incidence.filter(pl.col("cause") == cause)
            close([one["day"] for one in shares], own["day"].to_list())
            close([one["shares"][c] for one in shares], own["share"].to_list())


def test_deals_over_time(page, given, chunks):
    found = run(ARMS + "return arms.map((arm) => dealSteps(arm.column('first_deal_day'), arm.horizon));", page, given)
    for steps, chunk in zip(found, chunks, strict=True):
        wanted = deals_frame(runs_frame(chunk.rows), 365).filter(pl.col("kind") == "formal")
        for name in ("day", "share", "low", "high"):
            close([one[name] for one in steps], wanted[name].to_list())


def test_quantiles_and_bands(page):
    x = np.random.default_rng(1).normal(size=(3, 101)).tolist()
    body = (
        "return given.map((one) => [0.05, 0.25, 0.5, 0.95].map((q) => quantileOf(Float64Array.from(one).sort(), q)));"
    )
    for found, values in zip(run(body, page, x), x, strict=True):
        close(found, np.quantile(values, [0.05, 0.25, 0.5, 0.95]))


@pytest.mark.parametrize("freedom", [9, 13.7, 29, 99, 499, 1999, 9999])
def test_students_quantile(page, freedom):
    from scipy import special

    assert run(f"return student({freedom});", page) == pytest.approx(special.stdtrit(freedom, 0.975), rel=1e-8)


def test_estimates_of_few_carriers_are_as_wide_as_pythons(page):
    from sim.outcomes import enough

    rng = np.random.default_rng(4)
    samples = [
        np.where(rng.random(400) < share, rng.exponential(100, 400), 0.0) for share in (0.01, 0.03, 0.05, 0.2, 1.0)
    ]
    found = run("return given.map((one) => meanOf(Float64Array.from(one)));", page, [one.tolist() for one in samples])
    for one, sample in zip(found, samples, strict=True):
        wanted = enough.of_mean(intervals.mean(sample), sample)
        assert one["note"] == wanted.note
        if not wanted.note:
            close([one["value"], one["low"], one["high"]], [wanted.value, wanted.low, wanted.high])
    assert {bool(one["note"]) for one in found} == {True, False}


def test_numbers_are_written_as_python_writes_them(page):
    rng = np.random.default_rng(2)
    values = [
        *(rng.normal(size=200) * 10.0 ** rng.integers(-6, 7, 200)),
        0.5,
        1.5,
        2.5,
        12.5,
        0.125,
        2.675,
        1234567.5,
        0.0,
    ]
    places = rng.integers(-3, 7, len(values)).tolist()
    body = "return given.map(([x, p]) => [fixed(x, Math.max(p, 0)), numberText(x, p), general(x, 4)]);"
    found = run(body, page, list(zip(map(float, values), places, strict=True)))
    for (plain, spaced, short), x, p in zip(found, values, places, strict=True):
        assert plain == f"{x:.{max(p, 0)}f}"
        assert spaced == rounding.number(x, p)
        assert short == f"{x:,.4g}"


def test_estimates_are_written_as_python_writes_them(page):
    shares = [intervals.wilson(k, n) for n in (30, 500, 10000) for k in (0, 1, n // 3, n // 2, n - 1, n)]
    rng = np.random.default_rng(3)
    means = [
        intervals.mean(rng.normal(m, s, 50)) for m, s in [(5, 1), (1234, 100), (98765, 4e4), (0.001, 0.01), (0.4, 2)]
    ]
    wire = [{"value": one.value, "low": one.low, "high": one.high} for one in (*shares, *means)]
    body = f"return given.map((one, k) => (k < {len(shares)} ? [shareText(one), differenceTexts(one, 'share')] : [amountText(one), differenceTexts(one, 'mean')]));"
    found = run(body, page, wire)
    for place, (one, (text, apart)) in enumerate(zip((*shares, *means), found, strict=True)):
        kind = "share" if place < len(shares) else "mean"
        written = rounding.share if kind == "share" else rounding.amount
        assert text == written(one.value, one.low, one.high)
        assert tuple(apart) == rounding.difference(one.value, one.low, one.high, kind)


def test_the_page_speaks_of_headlines(page):
    for one in page["outcomes"]:
        assert HEADLINES[one["name"]].column == one["column"]
