"""The page's estimates are Python's."""

import numpy as np
import polars as pl
import pytest

from sim.outcomes import intervals
from sim.outcomes.deals import deals_frame
from sim.outcomes.headlines import HEADLINES
from sim.outcomes.lives import LIVES, incidence_frame, life_frame
from sim.outcomes.tables import runs_frame, spells_frame
from tests.explore.node import run
from tests.explore.sides import ARMS


def close(found, wanted):
    assert len(found) == len(wanted)
    np.testing.assert_allclose(np.array(found, dtype=float), np.array(wanted, dtype=float), rtol=1e-9, atol=1e-12)


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


def test_limits_of_a_difference_of_shares_are_pythons(page):
    from sim.outcomes import enough
    from sim.outcomes.paired_shares import likely_limits

    counts = [(10, 0, 300), (0, 14, 100), (18, 4, 500), (8, 8, 30), (30, 0, 30), (2000, 1500, 10_000)]
    body = "return given.map(([g, l, n]) => [likelyLimit(g, l, n, -1), likelyLimit(g, l, n, 1)]);"
    wanted = [likely_limits(*one, enough.CARRIERS) for one in counts]
    np.testing.assert_allclose(run(body, page, counts), wanted, rtol=1e-8, atol=1e-9)


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


def test_the_page_speaks_of_headlines(page):
    for one in page["outcomes"]:
        assert HEADLINES[one["name"]].column == one["column"]
