"""The page writes numbers and estimates as Python writes them."""

import numpy as np

from sim.outcomes import intervals, rounding
from tests.explore.node import run


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
