"""The generator against its published vectors, and every form of it against the scalar one."""

from __future__ import annotations

import math
import random
import struct

import numpy as np
import pytest

from sim.engine import draws, prepared_draws
from sim.engine.limits import EVERY
from sim.engine.plan import make_plan
from sim.model import codes
from sim.model.fingerprint import MASK_63, mix, words
from sim.scenario import load

# Random123's kat_vectors for philox4x32-10 (Salmon et al. 2011): counter, key, result.
KNOWN = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]


def hexadecimal(text):
    return [int(word, 16) for word in text.split()]


@pytest.mark.parametrize(("counter", "key", "result"), KNOWN)
def test_philox_gives_the_published_vectors(counter, key, result):
    assert list(draws.philox(*hexadecimal(counter), *hexadecimal(key))) == hexadecimal(result)


@pytest.mark.parametrize(("counter", "key", "result"), KNOWN)
def test_philox_many_gives_the_published_vectors(counter, key, result):
    low, high = hexadecimal(key)
    made = prepared_draws.philox_many(np.array([hexadecimal(counter)], dtype=np.uint64).T, low | high << 32)
    assert made[:, 0].tolist() == [draws.uniform(word) for word in hexadecimal(result)]


def test_many_at_once_are_the_scalar_draws():
    luck = random.Random(1)
    counters = [[luck.getrandbits(32) for _ in range(4)] for _ in range(500)]
    seed = luck.getrandbits(63)
    made = prepared_draws.philox_many(np.array(counters, dtype=np.uint64).T, seed)
    assert [tuple(column) for column in made.T.tolist()] == [draws.block(*counter, seed) for counter in counters]


def test_uniforms_lie_strictly_between_0_and_1():
    assert 0.0 < draws.uniform(0) < draws.uniform(1) < draws.uniform(draws.WORD) < 1.0
    assert draws.uniform(0) == 1.0 - draws.uniform(draws.WORD)


def test_all_63_bits_of_the_seed_count():
    blocks = {draws.block(0, 0, 0, 0, 0), *(draws.block(0, 0, 0, 0, 1 << bit) for bit in range(63))}
    assert len(blocks) == 64


def test_an_address_is_used_once():
    """Candidates, answers, expiries and dated events do not share a counter or an address."""
    streams = {draws.stream_of(clock, strip) for clock in range(codes.CLOCK_COUNT) for strip in range(draws.STRIPS)}
    assert len(streams) == 4 * codes.CLOCK_COUNT
    assert max(streams) < draws.WEATHER
    assert {draws.clock_of(stream) for stream in streams} == set(range(codes.CLOCK_COUNT))
    candidates = {draws.candidate_address(stream, n) for stream in streams for n in range(300)}
    others = {
        draws.other_address(stream, n) for stream in (draws.RENEWAL, draws.DATED, draws.USER) for n in range(2000)
    }
    parents = random.Random(2).sample(sorted(candidates), 500)
    answers = {draws.child_address(p, branch, place) for p in parents for branch in (1, 2, 3) for place in range(8)}
    assert len(candidates | others | answers) == 300 * len(streams) + 6_000 + 12_000
    assert all(0 <= address <= MASK_63 for address in candidates | others | answers)
    # An answer's second word has the top bit set; clocks and streams are small numbers.
    assert draws.answer_block(5, 3, 1, 9) == draws.block(5, draws.TOP_BIT, 3, 1, 9)
    assert draws.answer_block(5 + (7 << 32), 3, 1, 9) == draws.block(5, draws.TOP_BIT + 7, 3, 1, 9)


def test_draws_are_spread_evenly():
    """Kolmogorov-Smirnov at a level of 1e-4, for each place in a block and along each word of the counter."""
    from scipy.stats import kstest

    steps = np.arange(20_000, dtype=np.uint64)
    for word in range(4):
        counters = np.zeros((4, steps.size), dtype=np.uint64)
        counters[word] = steps
        for uniforms in prepared_draws.philox_many(counters, 1):
            assert kstest(uniforms, "uniform").pvalue > 1e-4


def test_neighbouring_replicates_and_candidates_are_independent():
    """Correlations of neighbours lie within four standard errors of 0."""
    n = 20_000
    for word in (0, 2):  # candidate, replicate
        counters = np.zeros((4, n + 1), dtype=np.uint64)
        counters[word] = np.arange(n + 1)
        u = prepared_draws.philox_many(counters, 3)[0]
        assert abs(float(np.corrcoef(u[1:], u[:-1])[0, 1])) < 4.0 / math.sqrt(n)


@pytest.mark.parametrize("x", [0.0, -0.0, 1.5, -2.75, math.pi, math.inf, -math.inf, math.nan, 5e-324, 1e308])
def test_words_are_the_bits_of_floats(x):
    assert words(x, 0.0, x, 1.0, x) == struct.unpack("<5q", struct.pack("<5d", x, 0.0, x, 1.0, x))


def test_mixing_keeps_63_bits_and_depends_on_every_bit_of_the_word():
    digests = {mix(12345, 1 << bit) for bit in range(63)}
    assert len(digests) == 63
    assert all(0 <= digest <= MASK_63 for digest in digests)
    assert mix(mix(0, 1), 2) != mix(mix(0, 2), 1)


def visits(draws_of):
    """Every array of every clock of every replicate."""
    return [part for one in draws_of for of_clock in one.visits for part in of_clock]


def test_candidates_drawn_later_are_those_drawn_at_once(monkeypatch):
    """More candidates than is likely: the SimPy engine draws on, and nothing shifts."""
    plan = make_plan(load("baseline"))
    at_once = [prepared_draws.PreparedDraws(plan, replicate, 1, EVERY) for replicate in range(20)]
    # Fewer than expected and no reserve, so that about every clock must draw again.
    monkeypatch.setattr(prepared_draws, "RESERVE", -3.0)
    drawn_on = [prepared_draws.PreparedDraws(plan, replicate, 1, EVERY) for replicate in range(20)]
    assert all(np.array_equal(x, y) for x, y in zip(visits(at_once), visits(drawn_on), strict=True))
    assert [a.marks for a in at_once] == [a.marks for a in drawn_on]
